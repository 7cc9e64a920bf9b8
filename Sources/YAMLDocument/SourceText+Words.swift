extension SourceText {
  /// The character at a place; empty at the end of a line.
  func character(at position: SourcePosition) -> String {
    scalars(from: position).first.map { String(Character($0)) } ?? ""
  }

  /// The characters from a place up to a space or an end of a flow item.
  func word(at position: SourcePosition) -> String {
    let word = scalars(from: position).prefix { ![" ", "\t", ",", "]", "}"].contains($0) }
    return String(String.UnicodeScalarView(word))
  }

  /// The characters from a place up to a comment or the end of the line, without spaces at the end.
  func unquotedValue(from position: SourcePosition) -> String {
    let line = Array(scalars(from: position))
    var end = line.count
    for index in line.indices.dropFirst() where line[index] == "#" && line[index - 1] == " " {
      end = index
      break
    }
    while end > 0, line[end - 1] == " " || line[end - 1] == "\t" { end -= 1 }
    return String(String.UnicodeScalarView(line[..<end]))
  }

  /// The place of a `#` that follows a value and may have been meant as a part of it.
  ///
  /// A comment begins with `# ` by habit; `a #b` is more likely one text. Only lines as people write
  /// them are searched, so that a long line of many values is not read once for each of them.
  func doubtfulComment(after end: SourcePosition) -> SourcePosition? {
    guard byteCount(ofLine: end.line) <= 1000 else { return nil }
    let rest = scalars(from: end)
    let comment = rest.drop { $0 == " " || $0 == "\t" }
    guard comment.count < rest.count, comment.first == "#",
      let next = comment.dropFirst().first, ![" ", "\t", "#"].contains(next)
    else { return nil }
    return end.advanced(by: rest.count - comment.count)
  }

  /// The place after `key: ` or `- ` of a line, or of its first character.
  func valueStart(onLine number: Int) -> SourcePosition {
    let line = scalars(ofLine: number)
    var start = indentation(ofLine: number)
    while start + 1 < line.count, line[start] == "-", line[start + 1] == " " {
      start = skippingSpaces(in: line, from: start + 1)
    }
    if start < line.count, !["[", "{", "'", "\""].contains(line[start]) {
      for index in line.indices.dropFirst(start).dropLast()
      where line[index] == ":" && line[index + 1] == " " {
        start = skippingSpaces(in: line, from: index + 1)
        break
      }
    }
    return SourcePosition(line: number, column: start + 1)
  }

  /// The number of spaces before the first other character.
  func indentation(ofLine number: Int) -> Int {
    scalars(ofLine: number).prefix { $0 == " " }.count
  }

  /// The nearest line above that holds more than a comment.
  func lineWithContent(above number: Int) -> Int? {
    var candidate = number - 1
    while candidate > 0 {
      let first = scalars(ofLine: candidate).first { $0 != " " && $0 != "\t" }
      if let first, first != "#" { return candidate }
      candidate -= 1
    }
    return nil
  }

  /// The first of the lines directly above that hold no `:`, when it is a word without its `:`.
  func bareWord(above number: Int) -> SourcePosition? {
    var first: SourcePosition?
    var candidate = number
    while let line = lineWithContent(above: candidate) {
      let start = SourcePosition(line: line, column: indentation(ofLine: line) + 1)
      let text = unquotedValue(from: start)
      if text.contains(":") { break }
      first = text.hasPrefix("- ") ? nil : start
      candidate = line
    }
    return first
  }

  private func skippingSpaces(in line: [Unicode.Scalar], from start: Int) -> Int {
    start + line[start...].prefix { $0 == " " }.count
  }
}

/// The text as a single-quoted scalar of YAML.
func singleQuoted(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
}

/// The text in single quotes; quotes that stand around it already are replaced.
func requoted(_ text: String) -> String {
  let isQuoted = text.count > 1 && text.hasPrefix("'") && text.hasSuffix("'")
  return singleQuoted(isQuoted ? String(text.dropFirst().dropLast()) : text)
}
