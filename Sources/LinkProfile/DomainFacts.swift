package import CalendarTime
package import LinkModel

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
  package let exampleSource: String
  package let exampleTarget: String
  package let exampleAnchor: String
  package let exampleTitle: String
  /// How many links have anchors of each kind; empty when no anchor is known.
  let anchorKinds: [Int]
  let numbers: [Int64?]
  let texts: [DomainFact: String]

  /// The number of a fact that is no text; nil when it is not known.
  package func number(_ fact: DomainFact) -> Int64? { numbers[Int(fact.rawValue)] }

  /// The text of a fact; nil when it is not known.
  package func text(_ fact: DomainFact) -> String? { texts[fact] }
}
