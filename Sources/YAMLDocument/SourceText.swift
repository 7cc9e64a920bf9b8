/// The bytes of a file, checked and divided into lines: what positions and snippets refer to.
struct SourceText: Sendable {
  /// The name of the file in messages.
  let file: String
  /// UTF-8 without a byte order mark.
  let bytes: [UInt8]
  /// The offset of the first byte of each line; at least one.
  private let lineStarts: [Int]

  /// Divides the bytes at LF, CR LF and CR; nothing is checked yet.
  init(_ bytes: [UInt8], file: String) {
    self.file = file
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    var starts = [0]
    for (index, byte) in self.bytes.enumerated() {
      let isReturnBeforeFeed =
        byte == UInt8(ascii: "\r") && index + 1 < self.bytes.count
        && self.bytes[index + 1] == UInt8(ascii: "\n")
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && !isReturnBeforeFeed {
        starts.append(index + 1)
      }
    }
    lineStarts = starts
  }

  /// The number of lines; a line break at the end of the file begins no line.
  var lineCount: Int {
    lineStarts.last == bytes.count ? max(1, lineStarts.count - 1) : lineStarts.count
  }

  /// The line with the given number, from 1, without its line break; empty beyond the file.
  ///
  /// Bytes that are not UTF-8 are shown as U+FFFD.
  func line(_ number: Int) -> String {
    String(decoding: bytes[range(ofLine: number)], as: UTF8.self)
  }

  /// The length of a line in bytes, without its line break.
  func byteCount(ofLine number: Int) -> Int { range(ofLine: number).count }

  private func range(ofLine number: Int) -> Range<Int> {
    guard lineStarts.indices.contains(number - 1) else { return 0..<0 }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
    {
      end -= 1
    }
    return start..<end
  }

  /// The code points of a line.
  func scalars(ofLine number: Int) -> [Unicode.Scalar] { Array(line(number).unicodeScalars) }

  /// The code points of a line from a place on.
  func scalars(from position: SourcePosition) -> ArraySlice<Unicode.Scalar> {
    scalars(ofLine: position.line).dropFirst(position.column - 1)
  }

  /// The place of a byte.
  func position(ofByte offset: Int) -> SourcePosition {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let head = String(decoding: bytes[lineStarts[low]..<offset], as: UTF8.self)
    return SourcePosition(line: low + 1, column: head.unicodeScalars.count + 1)
  }

  /// Describes a problem and shows its line.
  func problem(
    _ text: String, at position: SourcePosition, width: Int = 1, hint: String? = nil,
    related: SourcePosition? = nil, severity: YAMLProblem.Severity = .error
  ) -> YAMLProblem {
    var shown = [snippet(at: position, width: width)]
    if let related, related.line != position.line {
      shown.insert(snippet(at: related, width: 1), at: related < position ? 0 : 1)
    }
    return YAMLProblem(
      severity: severity, file: file, position: position, text: text, hint: hint, related: related,
      snippet: shown.filter { !$0.isEmpty }.joined(separator: "\n"))
  }
}

extension SourceText {
  /// A numbered source line and a caret line below it; a long line is cut around the caret.
  private func snippet(at position: SourcePosition, width: Int) -> String {
    guard position.line <= lineCount, !bytes.isEmpty else { return "" }
    let line = scalars(ofLine: position.line)
    let column = min(position.column - 1, line.count)
    let first = max(0, column - 60)
    let last = min(line.count, first + 100)
    let before = first > 0 ? "…" : ""
    let after = last < line.count ? "…" : ""
    var text = String.UnicodeScalarView()
    text.append(contentsOf: line[first..<last].map { isPrintable($0) ? $0 : " " })
    let underlined = max(1, min(width, last - column))
    let number = String(position.line)
    let margin = String(repeating: " ", count: number.count)
    let indent = String(repeating: " ", count: column - first + before.count)
    return """
        \(number) | \(before)\(String(text))\(after)
        \(margin) | \(indent)^\(String(repeating: "~", count: underlined - 1))
      """
  }
}

/// Whether a terminal shows the character in its place and stays on the line.
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .lineSeparator, .paragraphSeparator: false
  default: true
  }
}
