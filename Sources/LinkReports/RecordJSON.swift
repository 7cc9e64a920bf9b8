import CalendarTime
import LinkModel
import OutputText

/// Writes rows of the common record as lines of JSON.
///
/// Keys and words are made once for a layout, with their quotes and the comma before them, so a row is
/// copies of bytes and no value passes through a `String`.
struct RecordJSON {
  /// How a cell is written.
  private enum Form {
    /// A text that is JSON already.
    case made
    /// A text; the key ends with its quote.
    case text
    /// `a, b` as an array.
    case list
    /// `200:14,404:2` as an object.
    case counts
    case integer, decimal
    /// A time; the key ends with its quote.
    case moment
    /// One of the words, which hold the key too.
    case word
    /// An array of the words whose bits are set.
    case words
  }

  private struct Member {
    let slot: Int
    let form: Form
    /// Where the comma, the key and what follows it stand among the parts.
    let key: Range<Int>
    /// The numbers of its words.
    var words: Range<Int> = 0..<0
  }

  let layout: RecordLayout
  /// What was written since the caller last emptied it.
  var bytes: [UInt8]
  private var members: [Member] = []
  /// All that is made once, end to end.
  private var parts: [UInt8] = []
  /// Where each word stands among the parts.
  private var words: [Range<Int>] = []

  /// A writer for rows of this layout, which adds to what was written before.
  init(_ layout: RecordLayout, adding bytes: [UInt8] = []) {
    self.layout = layout
    self.bytes = bytes
    for (slot, field) in layout.fields.enumerated()
    where field != .sourcePath && field != .targetPath {
      members.append(member(field, slot))
    }
  }

  private mutating func member(_ field: Field, _ slot: Int) -> Member {
    let key = ",\"\(field.name)\":"
    func plain(_ form: Form, _ suffix: String = "") -> Member {
      Member(slot: slot, form: form, key: part(key + suffix))
    }
    switch field.kind {
    case .text where field == .metrics || field == .extra: return plain(.made)
    case .text where field == .statusCounts: return plain(.counts)
    case .text: return plain(.text, "\"")
    case .list: return plain(.list, "[")
    case .integer: return plain(.integer)
    case .decimal: return plain(.decimal)
    case .moment: return plain(.moment, "\"")
    case .flag:
      return Member(slot: slot, form: .word, key: 0..<0, words: add(["false", "true"], key))
    case .choice(let names):
      return Member(
        slot: slot, form: .word, key: 0..<0, words: add(names.map { "\"\($0)\"" }, key))
    case .choices(let names):
      var member = plain(.words, "[")
      member.words = add(names.map { "\"\($0)\"" }, "")
      return member
    }
  }

  private mutating func part(_ text: String) -> Range<Int> {
    let start = parts.count
    parts.append(contentsOf: text.utf8)
    return start..<parts.count
  }

  private mutating func add(_ texts: [String], _ prefix: String) -> Range<Int> {
    let start = words.count
    for text in texts { words.append(part(prefix + text)) }
    return start..<words.count
  }

  /// Writes one row.
  mutating func write(_ batch: RecordBatch, row: Int) {
    let start = bytes.count
    let text = batch.bytes.span
    let parts = parts
    for member in members {
      let cell = batch[row, slot: member.slot]
      if cell.isAbsent { continue }
      RecordJSON.append(parts.span.extracting(member.key), to: &bytes)
      switch member.form {
      case .made: RecordJSON.append(text.extracting(cell.range), to: &bytes)
      case .text:
        JSONWriter.appendEscaped(text.extracting(cell.range), to: &bytes)
        bytes.append(UInt8(ascii: "\""))
      case .list: writeList(text.extracting(cell.range))
      case .counts: writeCounts(text.extracting(cell.range))
      case .integer: DecimalText.append(cell.number, to: &bytes)
      case .decimal: DecimalText.append(thousandths: cell.number, to: &bytes)
      case .moment:
        Moment(rawValue: cell.number).append(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
      case .word:
        RecordJSON.append(
          parts.span.extracting(words[member.words.lowerBound + Int(cell.number)]), to: &bytes)
      case .words: writeWords(cell.number, member.words)
      }
    }
    // Every member begins with a comma; the first comma is where the object begins.
    if bytes.count == start { bytes.append(UInt8(ascii: ",")) }
    bytes[start] = UInt8(ascii: "{")
    bytes.append(UInt8(ascii: "}"))
    bytes.append(0x0A)
  }

  private static func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) {
    // The pointer is used inside the closure only.
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  private mutating func writeWords(_ bits: Int64, _ names: Range<Int>) {
    let parts = parts
    var isFirst = true
    for (bit, name) in names.enumerated() where bits & 1 << Int64(bit) != 0 {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      RecordJSON.append(parts.span.extracting(words[name]), to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func writeList(_ list: Span<UInt8>) {
    var isFirst = true
    RecordJSON.forEachPart(of: list) { word in
      var start = 0
      while start < word.count, word[start] == UInt8(ascii: " ") { start += 1 }
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      JSONWriter.appendString(word.extracting(start..<word.count), to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func writeCounts(_ counts: Span<UInt8>) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    RecordJSON.forEachPart(of: counts) { pair in
      guard let colon = pair.indices.first(where: { pair[$0] == UInt8(ascii: ":") }) else { return }
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      JSONWriter.appendString(pair.extracting(0..<colon), to: &bytes)
      RecordJSON.append(pair.extracting(colon..<pair.count), to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Hands out the parts between commas that are not empty.
  private static func forEachPart(of text: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] != UInt8(ascii: ",") { end += 1 }
      if end > start { body(text.extracting(start..<end)) }
      start = end + 1
    }
  }
}
