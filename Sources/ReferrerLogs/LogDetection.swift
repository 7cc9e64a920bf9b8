/// Which formats the lines of a log have, found from its beginning.
package struct LogDetection: Sendable {
  /// How many lines, not counting blank ones, are looked at.
  package static let sampleSize = 200

  /// The formats that lines are tried against, in this order: one family, those that say more first.
  package let formats: [LogFormat]
  /// The name of the format that most lines have.
  package let name: String
  /// How many lines were looked at, and how many of them have one of the formats.
  package let lines: Int
  package let matched: Int

  /// Reads all lines as one format or another of its family, without looking at any.
  package init(_ format: LogFormat, in set: LogFormatSet) {
    formats = set.formats.filter { $0.family == format.family }
    name = format.name
    lines = 0
    matched = 0
  }

  /// Finds the formats of a log.
  ///
  /// Each line speaks for the formats that say most about it. A family is chosen when four lines of
  /// five have its formats and no other family explains as many.
  ///
  /// - Parameters:
  ///   - head: The beginning of the log; 256 kB are plenty. A last line without its end is left out,
  ///     unless it is the only one.
  ///   - set: The formats to choose from.
  /// - Throws: Why no format, or more than one, can be chosen.
  package init(of head: Span<UInt8>, in set: LogFormatSet) throws(LogDetectionError) {
    var votes = [Int](repeating: 0, count: set.formats.count)
    var ties: [[String]: Int] = [:]
    var lines = 0
    LogDetection.forEachLine(of: head) { text in
      lines += 1
      let best = LogDetection.bestWrapped(for: text, in: set.formats)
      for index in best { votes[index] += 1 }
      if best.count > 1 { ties[best.map { set.formats[$0].name }.sorted(), default: 0] += 1 }
    }
    guard lines > 0 else { throw .noLines }
    var byFamily: [String: Int] = [:]
    for (index, format) in set.formats.enumerated() where votes[index] > 0 {
      byFamily[format.family, default: 0] += votes[index]
    }
    if let tie = ties.max(by: { ($0.value, $1.key.joined()) < ($1.value, $0.key.joined()) }),
      tie.value * 10 > lines
    {
      throw .ambiguous(tie.key)
    }
    let family = byFamily.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let family, family.value * 5 >= lines * 4 else {
      throw .unknown(lines: lines, matched: family?.value ?? 0, of: family?.key)
    }
    let members = set.formats.indices.filter { set.formats[$0].family == family.key }
    formats = members.map { set.formats[$0] }
    // The most votes; on a tie the format that says more, which stands first.
    let winner = members.max { (votes[$0], -$0) < (votes[$1], -$1) }
    name = winner.map { set.formats[$0].name } ?? ""
    self.lines = lines
    matched = family.value
  }

  /// The formats that fit a line, or the line inside it, and say most about it.
  private static func bestWrapped(for text: Span<UInt8>, in formats: [LogFormat]) -> [Int] {
    let best = best(for: text, in: formats)
    var inner: [UInt8] = []
    if !best.isEmpty {
      return best
    } else if let end = LogEnvelope.end(of: text) {
      return LogDetection.best(for: text.extracting(end..<text.count), in: formats)
    } else if LogEnvelope.unwrapDocker(text, into: &inner) {
      return LogDetection.best(for: inner.span, in: formats)
    }
    return []
  }

  /// The formats that fit a line and say most about it.
  private static func best(for text: Span<UInt8>, in formats: [LogFormat]) -> [Int] {
    var best: [Int] = []
    for (index, format) in formats.enumerated() {
      if let first = best.first,
        format.program.specificity < formats[first].program.specificity
      {
        break
      }
      guard let line = format.fields(of: text), format.moment(of: line, in: text) != nil else {
        continue
      }
      best.append(index)
    }
    return best
  }

  private static func forEachLine(of head: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    var start = head.startsWithMark ? 3 : 0
    var seen = 0
    while start < head.count, seen < sampleSize {
      let feed = firstIndex(of: UInt8(ascii: "\n"), in: head, from: start)
      if feed == nil, seen > 0 { return }
      let end = feed ?? head.count
      let text = head.extracting(start..<end).withoutReturn
      if !text.isBlank {
        seen += 1
        body(text)
      }
      start = end + 1
    }
  }
}

/// A reason why the format of a log is not known.
package enum LogDetectionError: Error, Equatable {
  /// There is no line but blank ones.
  case noLines
  /// Too few of the lines have a known format; `of` names the family with the most.
  case unknown(lines: Int, matched: Int, of: String?)
  /// Several formats fit the same lines equally well.
  case ambiguous([String])
}

extension LogDetectionError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noLines: "no lines to find the log format from"
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
