package import CalendarTime
package import LinkModel
import WebAddress

/// The finished facts of one referring domain.
package struct DomainFacts: Sendable {
  /// The number of the domain in the host table.
  package let number: Int
  package let name: String
  /// The host lists that it is on.
  package let lists: UInt64
  /// At least so many links: those listed, or more when an exporter counts more.
  package let links: Int
  package let sourcePages: Int
  package let followedLinks: Int
  package let liveLinks: Int
  /// Live links on which no link rule of weight fired.
  package let cleanLiveLinks: Int
  package let badLinks: Int
  /// Live followed links on which a decisive link rule fired.
  package let decisiveLinks: Int
  /// Live links, followed or not, on which a decisive link rule fired.
  package let decisiveLiveLinks: Int
  /// How many of its pages each link rule covers, by the rule's number.
  package let coveredPages: [(rule: Int, pages: Int)]
  package let topAnchor: String?
  package let targetPages: Int
  package let firstSeen: Moment?
  package let lastSeen: Moment?
  package let visits: Int64
  /// What the domain is worth, in thousandths of the best possible single link without visits.
  package let value: Int64
  /// No exporter said anything about rel.
  package let isRelUnknown: Bool
  /// Every link goes to a page of ours that answers 404 or 410.
  package let areTargetsDead: Bool
  /// Hosts that hold bad links: number in the host table.
  package let badHosts: [Int]
  /// Hosts that hold links: number in the host table.
  package let linkingHosts: [Int]
  /// The highest authority that an exporter gives the domain, 0-100.
  package let authority: Int64?
  package let traffic: Int64?
  /// An exporter calls one of its links user-generated, or paid.
  package let isUGC: Bool
  package let isSponsored: Bool
  /// Where its best link stands.
  package let placement: Placement
  /// Languages of its pages, two letters each, by name; at most four.
  package let languages: [String]
  /// The link whose source URL stands first by bytes.
  let example: ExampleLink?
  /// How many links have anchors of each kind; empty when no anchor is known.
  let anchorKinds: [Int]
  let numbers: [Int64?]

  /// The number of a fact that is no text; nil when it is not known.
  package func number(_ fact: DomainFact) -> Int64? { numbers[Int(fact.rawValue)] }

  /// How many links have an anchor of a kind.
  package func links(withAnchor kind: AnchorKind) -> Int {
    anchorKinds.isEmpty ? 0 : anchorKinds[Int(kind.rawValue)]
  }

  /// The text of a fact; nil when it is not known.
  package func text(_ fact: DomainFact) -> String? {
    switch fact {
    case .name: name
    case .tld: DomainFacts.topLevel(of: name)
    case .topAnchor: topAnchor
    case .examplePath: example.flatMap { DomainFacts.path(of: $0.sourceURL) }
    default: nil
    }
  }

  package var exampleSource: String { text(\.sourceURL) }
  package var exampleTarget: String { text(\.targetURL) }
  package var exampleAnchor: String { text(\.anchor) }
  package var exampleTitle: String { text(\.title) }

  private func text(_ part: KeyPath<ExampleLink, ArraySlice<UInt8>>) -> String {
    example.map { String(decoding: $0[keyPath: part], as: UTF8.self) } ?? ""
  }

  private static func topLevel(of name: String) -> String {
    let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
    return String(name[(dot.map(name.utf8.index(after:)) ?? name.startIndex)...])
  }

  /// Path and query of an address, nil when it is no web address or only a domain.
  private static func path(of address: ArraySlice<UInt8>) -> String? {
    let address = Array(address)
    guard let parts = try? URLParts(scanning: address.span) else { return nil }
    return String(decoding: address[parts.pathAndQuery], as: UTF8.self)
  }
}
