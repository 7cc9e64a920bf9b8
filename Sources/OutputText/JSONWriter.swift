/// Writes JSON into a buffer of bytes, keys in the order they are written.
///
/// The caller keeps the grammar: a key before every value of an object, an end for every beginning.
/// Strings may be any bytes; what is no UTF-8 becomes U+FFFD, as `String(decoding:as:)` does it.
///
/// - Source: RFC 8259.
package struct JSONWriter {
  /// How values are laid out.
  package enum Style: Sendable {
    /// No blanks or line breaks: one value a line of NDJSON.
    case compact
    /// Two blanks a level, one member a line.
    case pretty
  }

  private struct Level {
    let isObject: Bool
    var isEmpty = true
    var hasKey = false
  }

  /// What was written since the caller last emptied it.
  package var bytes: [UInt8] = []
  private let style: Style
  private var levels: [Level] = []

  /// A writer with nothing written.
  package init(_ style: Style) {
    self.style = style
  }

  /// Takes what was written and empties the buffer; what is begun stays begun.
  package mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  // MARK: Structure

  /// Begins an object as the next value.
  package mutating func beginObject() {
    begin(isObject: true, UInt8(ascii: "{"))
  }

  /// Ends the innermost object.
  package mutating func endObject() {
    end(isObject: true, UInt8(ascii: "}"))
  }

  /// Begins an array as the next value.
  package mutating func beginArray() {
    begin(isObject: false, UInt8(ascii: "["))
  }

  /// Ends the innermost array.
  package mutating func endArray() {
    end(isObject: false, UInt8(ascii: "]"))
  }

  /// Ends the line after a whole value; the next value begins another text.
  package mutating func endLine() {
    precondition(levels.isEmpty, "a line ends only after a whole value")
    bytes.append(0x0A)
  }

  /// Names the next value of the innermost object.
  package mutating func key(_ name: String) {
    var made: [UInt8] = []
    JSONWriter.appendString(name, to: &made)
    key(made: made)
  }

  /// Names the next value of the innermost object by a key that is quoted already.
  package mutating func key(made: [UInt8]) {
    precondition(levels.last?.isObject == true, "only a member of an object has a key")
    precondition(levels.last?.hasKey == false, "a key follows a key")
    beginItem()
    bytes.append(contentsOf: made)
    bytes.append(UInt8(ascii: ":"))
    if style == .pretty { bytes.append(UInt8(ascii: " ")) }
    levels[levels.count - 1].hasKey = true
  }

  // MARK: Values

  /// Writes a string as the next value.
  package mutating func string(_ text: String) {
    beginValue()
    JSONWriter.appendString(text, to: &bytes)
  }

  /// Writes bytes that should be UTF-8 as the next value, a string.
  package mutating func string(_ text: Span<UInt8>) {
    beginValue()
    JSONWriter.appendString(text, to: &bytes)
  }

  /// Writes a whole number as the next value.
  package mutating func integer(_ number: some FixedWidthInteger) {
    beginValue()
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Writes a number given in thousandths as the next value, without trailing zeros: `0.25`, `3`.
  package mutating func decimal(thousandths: Int64) {
    beginValue()
    DecimalText.append(thousandths: thousandths, to: &bytes)
  }

  /// Writes true or false as the next value.
  package mutating func bool(_ value: Bool) {
    beginValue()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes null as the next value.
  package mutating func null() {
    beginValue()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Writes text that is JSON already as the next value.
  package mutating func fragment(_ json: String) {
    beginValue()
    bytes.append(contentsOf: json.utf8)
  }

  // MARK: Layout

  private mutating func begin(isObject: Bool, _ bracket: UInt8) {
    beginValue()
    bytes.append(bracket)
    levels.append(Level(isObject: isObject))
  }

  private mutating func end(isObject: Bool, _ bracket: UInt8) {
    guard let level = levels.popLast() else { preconditionFailure("nothing is begun") }
    precondition(level.isObject == isObject, "an object ends as an array, or an array as an object")
    precondition(!level.hasKey, "a key has no value")
    if !level.isEmpty { breakLine() }
    bytes.append(bracket)
  }

  private mutating func beginValue() {
    guard let level = levels.last else { return }
    if level.isObject {
      precondition(level.hasKey, "a value of an object has no key")
      levels[levels.count - 1].hasKey = false
    } else {
      beginItem()
    }
  }

  private mutating func beginItem() {
    if !levels[levels.count - 1].isEmpty { bytes.append(UInt8(ascii: ",")) }
    levels[levels.count - 1].isEmpty = false
    breakLine()
  }

  private mutating func breakLine() {
    guard style == .pretty else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * levels.count))
  }
}
