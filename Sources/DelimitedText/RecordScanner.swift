/// Finds records and fields in delimited text, from one separator, quote or line end to the next.
///
/// The grammar is RFC 4180's, opened to what real exports hold:
/// - LF, CRLF and CR end a line, mixed as they come;
/// - a quote inside an unquoted field is text;
/// - a quote inside a quoted field closes it only before a separator or a line end, else it is text;
/// - blanks before an opening and after a closing quote are tolerated;
/// - a quote that is not closed within the limits, or whose record of several lines holds stray quotes,
///   costs only the line on which the record began: the next line is read afresh.
package struct RecordScanner: Sendable {
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
  private static let blank: UInt8 = 0x20

  /// A record that is being read.
  private struct Progress {
    let start: Int
    let firstField: Int
    var lines = 1
    var hasStrayQuotes = false
    var mayHoldQuotes = false
  }

  private enum Step {
    /// The record is in the index; the next one starts at the offset.
    case next(Int)
    /// The bytes end inside the record.
    case incomplete
  }

  package let dialect: Dialect
  /// How many fields a record has; 0 when not known yet.
  package var width: Int
  /// The physical line on which the next record begins, from 1.
  package private(set) var line = 1
  /// What follows up to the next line end belongs to a record that was given up on.
  private var isPassingLine = false

  package init(dialect: Dialect, width: Int = 0) {
    self.dialect = dialect
    self.width = width
  }

  /// Counts lines that the caller passed over.
  package mutating func skipLines(_ count: Int) {
    line += count
  }

  /// Adds the complete records of `bytes` to the index.
  ///
  /// - Parameters:
  ///   - bytes: The text, from the start of a record or of the caller's buffer.
  ///   - start: Where in `bytes` the next record begins.
  ///   - isLast: No bytes follow these; an unfinished record is finished.
  ///   - index: Where the records are added.
  /// - Returns: How many bytes were used; the rest belongs to a record that goes on.
  package mutating func scan(
    _ bytes: Span<UInt8>, from start: Int = 0, isLast: Bool, into index: inout RecordIndex
  ) -> Int {
    var offset = start
    var marks = MarkFinder(dialect)
    while offset < bytes.count {
      if isPassingLine {
        let end = RecordScanner.lineEnd(bytes, from: offset)
        guard let next = passLineEnd(bytes, at: end, isLast: isLast) else { return end }
        offset = next
        isPassingLine = false
        continue
      }
      switch scanRecord(bytes, at: offset, &marks, isLast: isLast, into: &index) {
      case .next(let next): offset = next
      case .incomplete: return offset
      }
    }
    return offset
  }

  private mutating func scanRecord(
    _ bytes: Span<UInt8>, at start: Int, _ marks: inout MarkFinder, isLast: Bool,
    into index: inout RecordIndex
  ) -> Step {
    var record = Progress(start: start, firstField: index.fieldEnds.count)
    let separator = dialect.separator
    var offset = start
    while true {
      // A field begins at the offset.
      var opening = offset
      if separator != RecordScanner.blank {
        opening = skipBlanks(bytes, offset)
        if opening == bytes.count, opening > offset, !isLast {
          return unfinished(bytes, record, into: &index)
        }
      }
      if opening < bytes.count, bytes[opening] == dialect.quote {
        // Most quoted fields end at the first mark.
        let mark = marks.next(in: bytes, from: opening + 1)
        if mark + 1 < bytes.count, bytes[mark] == dialect.quote, bytes[mark + 1] == separator,
          mark - record.start <= dialect.byteLimit
        {
          index.fieldEnds.append(UInt32(mark + 1))
          offset = mark + 2
          continue
        }
        switch scanQuoted(bytes, after: opening, &marks, isLast: isLast, &record) {
        case .closed(let next): offset = next
        case .cut(let problem): return cut(bytes, record, problem, into: &index)
        case .unfinished: return unfinished(bytes, record, into: &index)
        case .waiting: return rewind(&index, record.firstField)
        }
      }
      var end = marks.next(in: bytes, from: offset)
      while end < bytes.count, bytes[end] == dialect.quote {
        record.mayHoldQuotes = true
        end = marks.next(in: bytes, from: end + 1)
      }
      if end < bytes.count, bytes[end] == separator {
        index.fieldEnds.append(UInt32(end))
        offset = end + 1
        continue
      }
      if end == bytes.count, !isLast { return unfinished(bytes, record, into: &index) }
      var next = end
      if end < bytes.count {
        next += 1
        if bytes[end] == RecordScanner.carriageReturn {
          if next == bytes.count && !isLast { return rewind(&index, record.firstField) }
          if next < bytes.count, bytes[next] == RecordScanner.lineFeed { next += 1 }
        }
      }
      return finish(bytes, record, end: end, next: next, into: &index)
    }
  }

  /// How the part of a field between its quotes ended.
  private enum QuotedEnd {
    /// Behind the closing quote and its blanks.
    case closed(Int)
    case cut(RecordProblem)
    /// The bytes end inside the field.
    case unfinished
    /// The bytes end on a carriage return, and whether a line feed follows decides where the line ends.
    case waiting
  }

  /// Passes over a quoted field.
  private func scanQuoted(
    _ bytes: Span<UInt8>, after opening: Int, _ marks: inout MarkFinder, isLast: Bool,
    _ record: inout Progress
  ) -> QuotedEnd {
    var offset = opening + 1
    while true {
      let mark = marks.next(in: bytes, from: offset)
      if min(mark, bytes.count - 1) - record.start > dialect.byteLimit { return .cut(.tooLong) }
      guard mark < bytes.count else {
        guard isLast else { return .unfinished }
        return .cut(
          bytes.count - record.start > dialect.byteLimit ? .tooLong : .unclosedQuote)
      }
      offset = mark + 1
      switch bytes[mark] {
      case dialect.quote:
        if offset < bytes.count && bytes[offset] == dialect.quote {
          record.mayHoldQuotes = true
          offset += 1
          continue
        }
        let next = skipBlanks(bytes, offset)
        if next == bytes.count { return isLast ? .closed(offset) : .unfinished }
        if isSeparatorOrLineEnd(bytes[next]) { return .closed(next) }
        record.hasStrayQuotes = true
        record.mayHoldQuotes = true
      case RecordScanner.carriageReturn:
        if offset == bytes.count && !isLast { return .waiting }
        if offset == bytes.count || bytes[offset] != RecordScanner.lineFeed { record.lines += 1 }
      case RecordScanner.lineFeed: record.lines += 1
      default: break
      }
      if record.lines > dialect.lineLimit { return .cut(.unclosedQuote) }
    }
  }

  /// The bytes end inside the record: it waits for more, unless it is too long already.
  private mutating func unfinished(
    _ bytes: Span<UInt8>, _ record: Progress, into index: inout RecordIndex
  ) -> Step {
    if bytes.count - record.start > dialect.byteLimit {
      return cut(bytes, record, .tooLong, into: &index)
    }
    return rewind(&index, record.firstField)
  }

  private mutating func finish(
    _ bytes: Span<UInt8>, _ record: Progress, end: Int, next: Int, into index: inout RecordIndex
  ) -> Step {
    let firstField = record.firstField
    index.fieldEnds.append(UInt32(end))
    var fieldCount = index.fieldEnds.count - firstField
    // Some writers end every line with a separator: empty fields past the width are no fields.
    while width > 0 && fieldCount > width
      && index.fieldEnds[firstField + fieldCount - 1]
        == index.fieldEnds[firstField + fieldCount - 2] + 1
    {
      fieldCount -= 1
    }
    var problem: RecordProblem?
    if width > 0 && fieldCount > width { problem = .tooManyFields(fieldCount) }
    if width > 0 && record.lines > 1 && record.hasStrayQuotes { problem = .strayQuotes }
    if end - record.start > dialect.byteLimit { problem = .tooLong }
    if let problem, record.lines > 1 || problem == .tooLong {
      return cut(bytes, record, problem, into: &index)
    }
    index.records.append(
      RecordIndex.Record(
        start: record.start, end: end, line: line, firstField: firstField, fieldCount: fieldCount,
        hasStrayQuotes: record.hasStrayQuotes, mayHoldQuotes: record.mayHoldQuotes,
        problem: problem))
    line += record.lines
    return .next(next)
  }

  /// Gives up on the record: its first line is one bad record, and the next line starts another.
  private mutating func cut(
    _ bytes: Span<UInt8>, _ record: Progress, _ problem: RecordProblem,
    into index: inout RecordIndex
  ) -> Step {
    _ = rewind(&index, record.firstField)
    let end = min(
      RecordScanner.lineEnd(bytes, from: record.start), record.start + dialect.byteLimit)
    index.fieldEnds.append(UInt32(end))
    index.records.append(
      RecordIndex.Record(
        start: record.start, end: end, line: line, firstField: record.firstField, fieldCount: 1,
        hasStrayQuotes: true, mayHoldQuotes: true, problem: problem))
    line += 1
    isPassingLine = true
    return .next(end)
  }

  /// The offset of the next line end, or of the end of the bytes.
  private static func lineEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != lineFeed, bytes[end] != carriageReturn { end += 1 }
    return end
  }

  /// The offset after the line end at an offset; nil when it is not known yet where it ends.
  private func passLineEnd(_ bytes: Span<UInt8>, at offset: Int, isLast: Bool) -> Int? {
    guard offset < bytes.count else { return isLast ? offset : nil }
    if bytes[offset] == RecordScanner.lineFeed { return offset + 1 }
    guard offset + 1 < bytes.count else { return isLast ? offset + 1 : nil }
    return offset + (bytes[offset + 1] == RecordScanner.lineFeed ? 2 : 1)
  }

  private func rewind(_ index: inout RecordIndex, _ firstField: Int) -> Step {
    index.fieldEnds.removeSubrange(firstField...)
    return .incomplete
  }

  private func skipBlanks(_ bytes: Span<UInt8>, _ from: Int) -> Int {
    var offset = from
    while offset < bytes.count, bytes[offset] == RecordScanner.blank { offset += 1 }
    return offset
  }

  private func isSeparatorOrLineEnd(_ byte: UInt8) -> Bool {
    byte == dialect.separator || byte == RecordScanner.lineFeed
      || byte == RecordScanner.carriageReturn
  }
}
