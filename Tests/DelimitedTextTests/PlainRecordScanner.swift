@testable import DelimitedText

/// What `RecordScanner` does, one byte at a time: its oracle.
struct PlainRecordScanner {
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
  private static let blank: UInt8 = 0x20

  private enum State {
    case fieldStart, unquoted, quoted
  }

  private enum Step {
    /// The record is in the index; the next one starts at the offset.
    case next(Int)
    /// The bytes end inside the record.
    case incomplete
  }

  let dialect: Dialect
  /// How many fields a record has; 0 when not known yet.
  var width: Int
  /// The physical line on which the next record begins, from 1.
  private(set) var line = 1
  /// What follows up to the next line end belongs to a record that was given up on.
  private var isPassingLine = false

  init(dialect: Dialect, width: Int = 0) {
    self.dialect = dialect
    self.width = width
  }

  /// Counts lines that the caller passed over.
  mutating func skipLines(_ count: Int) {
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
  mutating func scan(
    _ bytes: Span<UInt8>, from start: Int = 0, isLast: Bool, into index: inout RecordIndex
  ) -> Int {
    var offset = start
    while offset < bytes.count {
      if isPassingLine {
        let end = PlainRecordScanner.lineEnd(bytes, from: offset)
        guard let next = passLineEnd(bytes, at: end, isLast: isLast) else { return end }
        offset = next
        isPassingLine = false
        continue
      }
      switch scanRecord(bytes, at: offset, isLast: isLast, into: &index) {
      case .next(let next): offset = next
      case .incomplete: return offset
      }
    }
    return offset
  }

  private mutating func scanRecord(
    _ bytes: Span<UInt8>, at start: Int, isLast: Bool, into index: inout RecordIndex
  ) -> Step {
    let firstField = index.fieldEnds.count
    let count = bytes.count
    var offset = start
    var state = State.fieldStart
    var lines = 1
    var hasStrayQuotes = false
    while offset < count {
      let byte = bytes[offset]
      switch state {
      case .fieldStart where byte == dialect.quote:
        state = .quoted
        offset += 1
        continue
      case .fieldStart where byte == PlainRecordScanner.blank && dialect.separator != byte:
        let next = skipBlanks(bytes, offset)
        if next == count && !isLast { return unfinished(bytes, start, firstField, into: &index) }
        if next < count && bytes[next] == dialect.quote { offset = next } else { state = .unquoted }
        continue
      case .quoted:
        if offset - start > dialect.byteLimit {
          return cut(bytes, start, firstField, .tooLong, into: &index)
        }
        if byte == dialect.quote {
          if offset + 1 < count && bytes[offset + 1] == dialect.quote {
            offset += 2
            continue
          }
          let next = skipBlanks(bytes, offset + 1)
          if next == count {
            if !isLast { return unfinished(bytes, start, firstField, into: &index) }
            state = .unquoted
          } else if isSeparatorOrLineEnd(bytes[next]) {
            offset = next
            state = .unquoted
            continue
          } else {
            hasStrayQuotes = true
          }
        } else if byte == PlainRecordScanner.carriageReturn && offset + 1 == count && !isLast {
          // Whether a line feed follows decides where the line ends.
          return rewind(&index, firstField)
        } else if byte == PlainRecordScanner.lineFeed
          || (byte == PlainRecordScanner.carriageReturn
            && !(offset + 1 < count && bytes[offset + 1] == PlainRecordScanner.lineFeed))
        {
          lines += 1
        }
        if lines > dialect.lineLimit {
          return cut(bytes, start, firstField, .unclosedQuote, into: &index)
        }
      default:
        if byte == dialect.separator {
          index.fieldEnds.append(UInt32(offset))
          state = .fieldStart
        } else if byte == PlainRecordScanner.lineFeed {
          return finish(
            bytes, start, offset, offset + 1, firstField, lines, hasStrayQuotes, into: &index)
        } else if byte == PlainRecordScanner.carriageReturn {
          if offset + 1 == count && !isLast { return rewind(&index, firstField) }
          let isPair = offset + 1 < count && bytes[offset + 1] == PlainRecordScanner.lineFeed
          let next = offset + (isPair ? 2 : 1)
          return finish(
            bytes, start, offset, next, firstField, lines, hasStrayQuotes, into: &index)
        } else {
          state = .unquoted
        }
      }
      offset += 1
    }
    if !isLast { return unfinished(bytes, start, firstField, into: &index) }
    if state == .quoted {
      let problem = offset - start > dialect.byteLimit ? RecordProblem.tooLong : .unclosedQuote
      return cut(bytes, start, firstField, problem, into: &index)
    }
    return finish(bytes, start, offset, offset, firstField, lines, hasStrayQuotes, into: &index)
  }

  /// The bytes end inside the record: it waits for more, unless it is too long already.
  private mutating func unfinished(
    _ bytes: Span<UInt8>, _ start: Int, _ firstField: Int, into index: inout RecordIndex
  ) -> Step {
    if bytes.count - start > dialect.byteLimit {
      return cut(bytes, start, firstField, .tooLong, into: &index)
    }
    return rewind(&index, firstField)
  }

  private mutating func finish(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ next: Int, _ firstField: Int, _ lines: Int,
    _ hasStrayQuotes: Bool, into index: inout RecordIndex
  ) -> Step {
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
    if width > 0 && lines > 1 && hasStrayQuotes { problem = .strayQuotes }
    if end - start > dialect.byteLimit { problem = .tooLong }
    if let problem, lines > 1 || problem == .tooLong {
      return cut(bytes, start, firstField, problem, into: &index)
    }
    index.records.append(
      RecordIndex.Record(
        start: start, end: end, line: line, firstField: firstField, fieldCount: fieldCount,
        hasStrayQuotes: hasStrayQuotes, mayHoldQuotes: true, problem: problem))
    line += lines
    return .next(next)
  }

  /// Gives up on the record: its first line is one bad record, and the next line starts another.
  private mutating func cut(
    _ bytes: Span<UInt8>, _ start: Int, _ firstField: Int, _ problem: RecordProblem,
    into index: inout RecordIndex
  ) -> Step {
    _ = rewind(&index, firstField)
    let end = min(PlainRecordScanner.lineEnd(bytes, from: start), start + dialect.byteLimit)
    index.fieldEnds.append(UInt32(end))
    index.records.append(
      RecordIndex.Record(
        start: start, end: end, line: line, firstField: firstField, fieldCount: 1,
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
    if bytes[offset] == PlainRecordScanner.lineFeed { return offset + 1 }
    guard offset + 1 < bytes.count else { return isLast ? offset + 1 : nil }
    return offset + (bytes[offset + 1] == PlainRecordScanner.lineFeed ? 2 : 1)
  }

  private func rewind(_ index: inout RecordIndex, _ firstField: Int) -> Step {
    index.fieldEnds.removeSubrange(firstField...)
    return .incomplete
  }

  private func skipBlanks(_ bytes: Span<UInt8>, _ from: Int) -> Int {
    var offset = from
    while offset < bytes.count, bytes[offset] == PlainRecordScanner.blank { offset += 1 }
    return offset
  }

  private func isSeparatorOrLineEnd(_ byte: UInt8) -> Bool {
    byte == dialect.separator || byte == PlainRecordScanner.lineFeed
      || byte == PlainRecordScanner.carriageReturn
  }
}
