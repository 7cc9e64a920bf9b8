import ByteKeys
import TextMatching

/// Links to addresses of ours that show a fault of the own site: open redirectors and pages of spammers.
///
/// An address is looked at once in a while, not once a row.
struct OwnTargets {
  private enum Fault {
    static let redirect: UInt32 = 1
    static let spam: UInt32 = 2
  }

  private static let memory = 1 << 12
  private static let longestValue = 2_048

  /// The site's domain and the other hosts of the user.
  private let own: [[UInt8]]
  private let originParameters: Set<String>
  private var spamPhrases: TextMatcher
  /// What is known of targets met lately; a slot holds the newest.
  private var remembered: [(key: UInt64, faults: UInt32)]
  private var links = FlaggedSet()
  private var redirectExample: [UInt8]?
  private var spamExample: [UInt8]?
  private var scratch: [UInt8] = []

  init(own: [String], _ vocabulary: SiteVocabulary) {
    self.own = own.map { Array($0.utf8) }
    originParameters = vocabulary.originParameters
    spamPhrases = vocabulary.spamPhrases
    remembered = Array(repeating: (0, 0), count: OwnTargets.memory)
  }

  /// Links whose target sends on to another site.
  var redirectLinks: Int { links.count { $0 & Fault.redirect != 0 } }
  /// Links whose target has words of a spam trade.
  var spamLinks: Int { links.count { $0 & Fault.spam != 0 } }
  /// The address of such a target that stands first by bytes.
  var firstRedirect: String? { redirectExample.map { String(decoding: $0, as: UTF8.self) } }
  var firstSpam: String? { spamExample.map { String(decoding: $0, as: UTF8.self) } }

  /// Takes a link in.
  ///
  /// - Parameters:
  ///   - path: Path and query of the target.
  ///   - url: The target as exported.
  ///   - target: A hash of the target.
  ///   - link: A hash of the link.
  mutating func take(path: Span<UInt8>, url: Span<UInt8>, target: UInt64, link: UInt64) {
    let slot = Int(truncatingIfNeeded: target >> 32) & (OwnTargets.memory - 1)
    if remembered[slot].key != target { remembered[slot] = (target, faults(of: path)) }
    let faults = remembered[slot].faults
    guard faults != 0 else { return }
    links.insert(link, flags: faults)
    if faults & Fault.redirect != 0 { OwnTargets.keepFirst(url, &redirectExample) }
    if faults & Fault.spam != 0 { OwnTargets.keepFirst(url, &spamExample) }
  }

  private static func keepFirst(_ url: Span<UInt8>, _ kept: inout [UInt8]?) {
    let new = url.extracting(first: min(url.count, longestValue))
    if let kept {
      var index = 0
      while index < min(kept.count, new.count), kept[index] == new[index] { index += 1 }
      if index == kept.count || index < new.count && kept[index] < new[index] { return }
    }
    kept = new.indices.map { new[$0] }
  }

  private mutating func faults(of path: Span<UInt8>) -> UInt32 {
    guard path.count > 1 else { return 0 }
    return (sendsElsewhere(path) ? Fault.redirect : 0) | (hasSpamPhrase(path) ? Fault.spam : 0)
  }

  // MARK: Redirectors

  /// Whether a parameter of the query is the address of another site.
  private mutating func sendsElsewhere(_ path: Span<UInt8>) -> Bool {
    var start = path.count
    for index in path.indices where path[index] == UInt8(ascii: "?") {
      start = index + 1
      break
    }
    while start < path.count {
      var end = start
      var equals: Int?
      while end < path.count, path[end] != UInt8(ascii: "&"), path[end] != UInt8(ascii: ";") {
        if equals == nil, path[end] == UInt8(ascii: "=") { equals = end }
        end += 1
      }
      if let equals, end - equals > 6,
        namesOtherSite(path.extracting(equals + 1..<min(end, equals + OwnTargets.longestValue))),
        !isOrigin(path.extracting(start..<equals))
      {
        return true
      }
      start = end + 1
    }
    return false
  }

  private func isOrigin(_ name: Span<UInt8>) -> Bool {
    let text = String(decoding: name.indices.map { name[$0] }, as: UTF8.self).lowercased()
    return originParameters.contains(text)
  }

  /// Whether a value, encoded up to twice, begins with the address of a host that is not ours.
  private mutating func namesOtherSite(_ value: Span<UInt8>) -> Bool {
    switch value[0] {
    case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "/"), UInt8(ascii: "%"): break
    default: return false
    }
    AnchorWords.decode(value, into: &scratch)
    let once = scratch
    AnchorWords.decode(once.span, into: &scratch)
    var rest = scratch[...]
    for scheme in ["https:", "http:"] where rest.starts(with: scheme.utf8) {
      rest = rest.dropFirst(scheme.utf8.count)
    }
    guard rest.starts(with: [0x2F, 0x2F]) else { return false }
    let host = Array(rest.dropFirst(2).prefix { !"/:?#&".utf8.contains($0) })
    guard host.count >= 4, host.contains(0x2E) else { return false }
    return !own.contains { name in
      host.count == name.count
        ? host == name : host.count > name.count && host.suffix(name.count + 1) == [0x2E] + name
    }
  }

  // MARK: Pages of spammers

  /// Whether an address, read as words, has a phrase of a spam trade.
  private mutating func hasSpamPhrase(_ path: Span<UInt8>) -> Bool {
    AnchorWords.decode(path, into: &scratch)
    for index in scratch.indices {
      switch scratch[index] {
      case 0x30...0x39, 0x61...0x7A, 0x80...: break
      default: scratch[index] = 0x20
      }
    }
    let words = scratch
    return !spamPhrases.matches(in: words.span).isEmpty
  }
}
