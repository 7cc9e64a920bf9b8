/// Formats that are uploaded by mistake.
enum OtherFormat {
  private static let signatures: [(bytes: [UInt8], name: String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a zip file or office document (xlsx, docx, ods)"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old office document (xls, doc)"),
    ([0x1F, 0x8B], "a gzip file"),
    (Array("%PDF".utf8), "a PDF document"),
    (Array("{\\rtf".utf8), "a rich text document"),
  ]

  /// What the bytes are in words; `nil` when they may be a disavow file.
  static func name(of bytes: [UInt8]) -> String? {
    for signature in signatures where bytes.starts(with: signature.bytes) { return signature.name }
    let start = bytes.prefix(512).drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    let head = String(decoding: start, as: UTF8.self).lowercased()
    if head.hasPrefix("<!doctype") || head.hasPrefix("<html") { return "an HTML page" }
    if head.hasPrefix("<?xml") { return "an XML document" }
    if isJSON(head) { return "a JSON document" }
    return isTableHead(head) ? "a table (CSV)" : nil
  }

  private static func isJSON(_ head: String) -> Bool {
    guard let first = head.first, first == "{" || first == "[" else { return false }
    // `[2001:db8::1]` is an address.
    let next = head.dropFirst().first { !$0.isWhitespace }
    return next == "\"" || next == "{" || next == "[" || next == "}" || first == "{"
  }

  /// Whether the first line holds column names, of which one names addresses.
  private static func isTableHead(_ head: String) -> Bool {
    let line = head.prefix { !$0.isNewline }
    let separators: [Character] = [",", "\t", ";"]
    guard let separator = separators.first(where: line.contains) else { return false }
    let cells = line.split(separator: separator, omittingEmptySubsequences: false)
    let isNames = cells.allSatisfy { $0.allSatisfy(isNameCharacter) }
    return isNames && cells.contains { cell in addressWords.contains { cell.contains($0) } }
  }

  private static let addressWords = ["url", "domain", "anchor", "source", "target", "link", "host"]

  private static func isNameCharacter(_ character: Character) -> Bool {
    character.isLetter || " _-()\"".contains(character)
  }
}

/// UTF-16 with a byte order mark, or recognised by its zero bytes.
enum UTF16Text {
  /// The text as UTF-8; `nil` when the bytes are not UTF-16.
  static func decode(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= 4 else { return nil }
    let isLittle: Bool
    var start = 2
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE): isLittle = true
    case (0xFE, 0xFF): isLittle = false
    default:
      let head = bytes.prefix(64)
      let zeros = (0..<2).map { side in
        head.indices.filter { $0 % 2 == side && head[$0] == 0 }.count
      }
      guard zeros[0] + zeros[1] >= head.count / 2 - 1, zeros[0] == 0 || zeros[1] == 0 else {
        return nil
      }
      isLittle = zeros[0] == 0
      start = 0
    }
    var units: [UInt16] = []
    for index in stride(from: start, to: bytes.count - 1, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isLittle ? second << 8 | first : first << 8 | second)
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
