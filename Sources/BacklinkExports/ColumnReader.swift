import CalendarTime
import DelimitedText
import LinkModel

/// Turns the cells of one column into the cells of one field.
struct ColumnReader: Sendable {
  /// What to do with a cell.
  enum Conversion: Sendable {
    case text
    case flag(isInverted: Bool, isTrueUnlessBlank: Bool)
    case integer
    case decimal(scale: Int64)
    case moment
    case word(isSet: Bool)
    /// The column says whether this word applies.
    case flaggedWord(Int64, isSet: Bool, isTrueUnlessBlank: Bool)
  }

  /// What became of a cell.
  enum Outcome {
    case value(Cell)
    case blank
    /// Understood as nothing; the row stays.
    case unknownWord, notANumber
    /// The row cannot be trusted.
    case notADate
  }

  let column: Int
  let slot: Int
  let field: Field
  let conversion: Conversion
  var numberStyle = NumberStyle.point
  var dateOrder = DateOrder.yearFirst

  /// The column's flag says whether a word applies.
  var isFlaggedWord: Bool {
    if case .flaggedWord = conversion { true } else { false }
  }

  /// Reads the bytes of a cell, quotes taken off.
  ///
  /// - Parameters:
  ///   - range: Where the cell stands.
  ///   - bytes: What it stands in.
  ///   - words: What the exporter's words stand for, where cells are words.
  /// - Returns: What became of it.
  func read(_ range: Range<Int>, in bytes: Span<UInt8>, words: borrowing WordTable?) -> Outcome {
    if case .text = conversion {
      return .value(Cell(start: range.lowerBound, count: range.count))
    }
    let text = ColumnReader.trimmed(bytes.extracting(range))
    if case .flag(let isInverted, let isTrueUnlessBlank) = conversion {
      if isTrueUnlessBlank { return .value(Cell(text.count == 0 ? 0 : 1)) }
      if text.count == 0 { return .blank }
      guard let value = ColumnReader.truth(text) else { return .unknownWord }
      return .value(Cell(value != isInverted ? 1 : 0))
    }
    if ColumnReader.isBlank(text) { return .blank }
    switch conversion {
    case .text, .flag: return .blank
    case .integer:
      guard let number = NumberText.thousandths(text, style: numberStyle) else {
        return .notANumber
      }
      return number < 0 ? .blank : .value(Cell(number / 1_000))
    case .decimal(let scale):
      guard let number = NumberText.thousandths(text, style: numberStyle) else {
        return .notANumber
      }
      let scaled = number.multipliedReportingOverflow(by: scale)
      if number < 0 { return .blank }
      return scaled.overflow ? .notANumber : .value(Cell(scaled.partialValue / 1_000))
    case .moment:
      guard let moment = Moment(parsing: text, order: dateOrder) else { return .notADate }
      return .value(Cell(moment.rawValue))
    case .word(let isSet):
      switch words {
      case .some(let words):
        return words.number(of: text, isSet: isSet).map { .value(Cell($0)) } ?? .unknownWord
      case .none: return .unknownWord
      }
    case .flaggedWord(let word, _, let isTrueUnlessBlank):
      if isTrueUnlessBlank { return .value(Cell(word)) }
      guard let value = ColumnReader.truth(text) else { return .unknownWord }
      return value ? .value(Cell(word)) : .blank
    }
  }

  @_lifetime(copy text)
  private static func trimmed(_ text: Span<UInt8>) -> Span<UInt8> {
    var start = 0
    var end = text.count
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return text.extracting(start..<end)
  }

  /// Nothing, or a word with which exporters say nothing.
  private static func isBlank(_ text: Span<UInt8>) -> Bool {
    switch text.count {
    case 0: return true
    case 1: return text[0] == UInt8(ascii: "-")
    case 3: return equals(text, "n/a")
    case 4: return equals(text, "null") || equals(text, "none")
    default: return false
    }
  }

  /// What a yes or no is in the words of exporters; nil when it is neither.
  static func truth(_ text: Span<UInt8>) -> Bool? {
    switch text.count {
    case 0: return false
    case 1:
      switch text[0] {
      case UInt8(ascii: "1"), UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "x"),
        UInt8(ascii: "X"):
        return true
      case UInt8(ascii: "0"), UInt8(ascii: "n"), UInt8(ascii: "N"): return false
      default: return nil
      }
    case 2: return equals(text, "on") ? true : equals(text, "no") ? false : nil
    case 3: return equals(text, "yes") ? true : equals(text, "off") ? false : nil
    case 4: return equals(text, "true") ? true : nil
    case 5: return equals(text, "false") ? false : nil
    case 6: return equals(text, "follow") ? false : nil
    case 8: return equals(text, "nofollow") ? true : equals(text, "dofollow") ? false : nil
    default: return nil
    }
  }

  /// Whether a text is this lower-case word, in any case.
  private static func equals(_ text: Span<UInt8>, _ word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    for index in text.indices {
      let byte = text[index]
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if unsafe lower != word.utf8Start[index] { return false }
    }
    return true
  }
}
