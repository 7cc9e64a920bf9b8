/// Which formats the lines of a log have, found from its beginning.
package struct LogDetection: Sendable {
  /// How many lines, not counting blank ones, are looked at.
  package static let sampleSize = 200

  /// The formats that lines are tried against, in this order: the family that most lines have first, and
  /// in a family those that say more.
  package let formats: [LogFormat]
  /// The name of the format that most lines have.
  package let name: String
  /// How many lines were looked at, and how many of them have one of the formats.
  package let lines: Int
  package let matched: Int
  /// The format that would be next, or nil.
  package let runnerUp: String?
  /// Why the log is of no use, and what to do: its lines cannot name a referrer. Nil when they can.
  package let refusal: String?
  /// The formats to choose from, should the log change its own; nil when one was named.
  let known: LogFormatSet?

  /// Reads all lines as one format or another of its family, without looking at any.
  package init(_ format: LogFormat, in set: LogFormatSet) {
    let family = set.family(format.family)
    formats = family.isEmpty ? [format] : family
    name = format.name
    (lines, matched, runnerUp, refusal, known) = (0, 0, nil, nil, nil)
  }

  /// Finds the formats of a log.
  ///
  /// Each line speaks for the formats that say most about it. A family is chosen when four lines of
  /// five have its formats. Blank lines, directives and messages of the server speak for none.
  ///
  /// - Parameters:
  ///   - head: The beginning of the log; 256 kB are plenty. A last line without its end is left out,
  ///     unless it is the only one.
  ///   - set: The formats to choose from.
  /// - Throws: Why no format, or more than one, can be chosen.
  package init(of head: Span<UInt8>, in set: LogFormatSet) throws(LogDetectionError) {
    var ballot = Ballot(set)
    LogDetection.forEachLine(of: head) { ballot.count($0) }
    let votes = ballot.votes
    guard ballot.lines > 0 || ballot.programs.namedFormat != nil else {
      throw ballot.messages > 0 ? .messagesOnly : .noLines
    }
    if let tie = ballot.ties.max(by: { ($0.value, $1.key.joined()) < ($1.value, $0.key.joined()) }),
      tie.value * 10 > ballot.lines
    {
      throw .ambiguous(tie.key)
    }
    let families = ballot.votesByFamily
    let family =
      families.first?.family ?? ballot.programs.namedFormat.map { set.formats[$0].family }
    let matched = families.first?.votes ?? 0
    guard let family, matched * 5 >= ballot.lines * 4 else {
      throw .unknown(lines: ballot.lines, matched: matched, of: family)
    }
    let members = set.formats.indices.filter { set.formats[$0].family == family }
    // Then the families that few lines have: a proxy may write its own log and another's to one file.
    formats = ([family] + families.dropFirst().map(\.family)).flatMap(set.family)
    // The most votes; on a tie the format that says more, which stands first.
    let winner =
      ballot.lines == 0
      ? ballot.programs.namedFormat : members.max { (votes[$0], -$0) < (votes[$1], -$1) }
    let format = winner.map { set.formats[$0] }
    name = format?.name ?? ""
    lines = ballot.lines
    self.matched = matched
    known = set
    runnerUp = set.formats.indices.filter { votes[$0] > 0 && $0 != winner }
      .max { (votes[$0], -$0) < (votes[$1], -$1) }.map { set.formats[$0].name }
    let canRefer =
      ballot.lines == 0
      || members.contains { votes[$0] > 0 && set.formats[$0].hasReferrer }
    refusal = canRefer ? nil : format.map(LogDetection.refusal)
  }

  private static func refusal(of format: LogFormat) -> String {
    "\(format.title): its lines name no referrer"
      + (format.withoutReferrer.map { "; \($0)" } ?? "")
  }

  /// What the lines of a head speak for.
  private struct Ballot {
    let set: LogFormatSet
    var programs: LogProgramSet
    private var pieces = LinePieces()
    /// By format.
    var votes: [Int]
    /// Formats that fitted lines equally well, and how many lines.
    var ties: [[String]: Int] = [:]
    var lines = 0
    var messages = 0

    init(_ set: LogFormatSet) {
      self.set = set
      programs = LogProgramSet(set.formats)
      votes = [Int](repeating: 0, count: set.formats.count)
    }

    /// Votes by family, the most first; of equal ones the first by name.
    var votesByFamily: [(family: String, votes: Int)] {
      var byFamily: [String: Int] = [:]
      for (index, format) in set.formats.enumerated() where votes[index] > 0 {
        byFamily[format.family, default: 0] += votes[index]
      }
      return byFamily.map { (family: $0.key, votes: $0.value) }
        .sorted { ($1.votes, $0.family) < ($0.votes, $1.family) }
    }

    mutating func count(_ text: Span<UInt8>) {
      switch pieces.take(text) {
      case .alone: countWhole(text)
      case .waits: break
      case .ends, .tooLong:
        let joined = pieces.joined
        if !joined.isEmpty { countWhole(joined.span) }
      }
    }

    private mutating func countWhole(_ text: Span<UInt8>) {
      if text[0] == UInt8(ascii: "#") { return programs.readDirective(text) }
      let best = programs.bestMatches(text)
      if best.isEmpty {
        let inner = LogEnvelope.inner(of: text) ?? 0..<text.count
        if LogMessage.isMessage(text) || LogMessage.isMessage(text.extracting(inner)) {
          messages += 1
          return
        }
        // Another kind of object among JSON lines.
        if case .noRequest = programs.outcome(of: text) { return }
      }
      lines += 1
      for index in best { votes[index] += 1 }
      if best.count > 1 { ties[best.map { set.formats[$0].name }.sorted(), default: 0] += 1 }
    }
  }

  private static func forEachLine(of head: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    var cutter = LineCutter()
    var position = 0
    var seen = 0
    for isLast in [false, true] {
      while seen < sampleSize, let cut = cutter.next(head, at: &position, isLast: isLast) {
        guard case .line(let range) = cut else { continue }
        let text = head.extracting(range).withoutReturn
        if text.isBlank { continue }
        if text[0] != UInt8(ascii: "#") { seen += 1 }
        body(text)
      }
      // The last line may be cut off, so it counts only when it is the only one.
      if seen > 0 { return }
    }
  }
}

/// A reason why the format of a log is not known.
package enum LogDetectionError: Error, Equatable {
  /// There is no line but blank ones.
  case noLines
  /// The lines are understood and cannot name a referrer: why, and what to do.
  case useless(String)
  /// All lines are messages, such as those of an error log.
  case messagesOnly
  /// Too few of the lines have a known format; `of` names the family with the most.
  case unknown(lines: Int, matched: Int, of: String?)
  /// Several formats fit the same lines equally well.
  case ambiguous([String])
}

extension LogDetectionError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noLines: "no lines to find the log format from"
    case .useless(let reason): reason
    case .messagesOnly: "an error log: it holds messages, not requests; give the access log"
    case .unknown(let lines, _, nil):
      "none of the first \(lines) lines has a known log format; name it with --as"
    case .unknown(let lines, let matched, let family?):
      "only \(matched) of the first \(lines) lines look like a log of the family '\(family)'; "
        + "name the format with --as"
    case .ambiguous(let names):
      "the lines fit several log formats: \(names.joined(separator: ", ")); name one with --as"
    }
  }
}

extension Span<UInt8> {
  /// True when a UTF-8 byte order mark stands in front.
  var startsWithMark: Bool { count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF }

  /// The line without a carriage return at its end.
  var withoutReturn: Span<UInt8> {
    @_lifetime(copy self)
    get {
      count > 0 && self[count &- 1] == UInt8(ascii: "\r") ? extracting(0..<count &- 1) : self
    }
  }

  /// True when there is nothing but spaces and tabs.
  var isBlank: Bool {
    for index in indices where self[index] != UInt8(ascii: " ") && self[index] != 0x09 {
      return false
    }
    return true
  }
}
