import ByteKeys
import HostLists
package import LinkModel
import WebAddress

extension Decision {
  /// The rule that a group of lines in a disavow file is named after: decisions with one sentence are one.
  var group: String {
    let bytes = Array(sentence.utf8)
    let hash = KeyedHash().hash(bytes.span)
    let digits = String(hash & 0xFFFF_FFFF, radix: 16)
    return "decision-" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}

extension Decision.Choice {
  /// The verdict that it puts in the place of another, if it does.
  var verdict: Verdict? {
    switch self {
    case .keep: .keep
    case .disavow: .disavowDomain
    case .review: .review
    case .asked, .removed, .refused: nil
    }
  }
}

extension Audit {
  /// What the user decided about a name, or the referring domain of it.
  package func decision(on name: String) -> Decision? {
    options.decisions[name] ?? referringDomain(of: name).flatMap { options.decisions[$0] }
  }
}

extension AuditOptions {
  /// Takes a decision, or what became of a request for removal; a later one on the same subject wins.
  package mutating func add(_ decision: Decision) {
    if decision.choice.isRequest {
      requests[decision.subject] = decision
    } else {
      decisions[decision.subject] = decision
    }
  }

  /// Hosts that the user decided to keep.
  var keptHosts: [String] {
    decisions.values.filter { $0.choice == .keep && !$0.isPage }.map(\.subject).sorted()
  }
}

extension HostTable {
  /// The referring domain of a host or URL.
  func domain(ofSubject subject: String) -> String? {
    let bytes = Array(subject.utf8)
    var host: [UInt8] = []
    guard let parts = try? URLParts(scanning: bytes.span),
      HostName.canonical(bytes.span.extracting(parts.host), into: &host) != nil
    else { return nil }
    return domainName(domain(of: host.span))
  }
}
