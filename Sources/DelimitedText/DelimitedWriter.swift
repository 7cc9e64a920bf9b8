/// Writes CSV by RFC 4180 into a buffer of bytes: commas, LF, quotes only where they are needed.
///
/// A cell that a spreadsheet would run as a formula gets an apostrophe in front.
///
/// - Source: RFC 4180; OWASP, CSV Injection.
public struct DelimitedWriter {
  /// What was written since the caller last emptied it.
  public var bytes: [UInt8] = []
  private var isFirstField = true

  /// A writer with nothing written.
  public init() {}

  /// Writes a field of the current record.
  public mutating func field(_ text: String) {
    var text = text
    text.withUTF8 { unsafe field($0.span) }
  }

  /// Begins a field of the current record; what the caller appends to ``bytes`` must need no quotes.
  public mutating func beginField() {
    if !isFirstField { bytes.append(0x2C) }
    isFirstField = false
  }

  /// Writes a field of the current record; NUL bytes are left out.
  public mutating func field(_ text: Span<UInt8>) {
    beginField()
    if text.isEmpty { return }
    if DelimitedWriter.isPlain(text), !DelimitedWriter.isFormula(text) {
      // The pointer is used inside the closure only.
      return unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }
    var needsQuotes = false
    for index in text.indices {
      switch text[index] {
      case 0x22, 0x2C, 0x0A, 0x0D: needsQuotes = true
      default: break
      }
    }
    if needsQuotes { bytes.append(0x22) }
    if DelimitedWriter.isFormula(text) { bytes.append(0x27) }
    for index in text.indices {
      if text[index] == 0 { continue }
      if text[index] == 0x22 { bytes.append(0x22) }
      bytes.append(text[index])
    }
    if needsQuotes { bytes.append(0x22) }
  }

  /// Whether no byte needs quotes or is left out: no quote, comma or control character. Looks at eight bytes
  /// at once.
  private static func isPlain(_ text: Span<UInt8>) -> Bool {
    let raw = unsafe text.bytes
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = 0
    while index &+ 8 <= text.count {
      let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      let quote = word ^ ones &* 0x22
      let comma = word ^ ones &* 0x2C
      // Subtracting `n` sets the highest bit of a byte below `n`, if it was not set before.
      let low =
        ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote) | ((comma &- ones) & ~comma)
      if low & (ones &* 0x80) != 0 { return false }
      index &+= 8
    }
    while index < text.count {
      let byte = text[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x2C { return false }
      index &+= 1
    }
    return true
  }

  /// Ends the current record.
  public mutating func endRecord() {
    bytes.append(0x0A)
    isFirstField = true
  }

  /// Writes a whole record.
  public mutating func record(_ fields: some Sequence<String>) {
    for text in fields { field(text) }
    endRecord()
  }

  private static func isFormula(_ text: Span<UInt8>) -> Bool {
    // NUL bytes are left out, so the first byte that is written is the first other one.
    guard let start = text.indices.first(where: { text[$0] != 0 }) else { return false }
    switch text[start] {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"), 0x09, 0x0D: return true
    case UInt8(ascii: "-"):
      // A negative number is no formula.
      for index in start + 1..<max(text.count, start + 1) {
        let byte = text[index]
        if !(byte >= 0x30 && byte <= 0x39) && byte != UInt8(ascii: ".") { return true }
      }
      return false
    default: return false
    }
  }
}
