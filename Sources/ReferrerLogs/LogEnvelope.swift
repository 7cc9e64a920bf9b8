/// What syslog, containers and Docker put around a line of an access log.
///
/// - Source: RFC 3164, section 4.1; RFC 5424, section 6; Kubernetes CRI log format; Docker, json-file
///   logging driver.
enum LogEnvelope {
  /// Where the line lies inside the quotes around it, a JSON array, or behind the head of syslog or of a
  /// container runtime; nil without any.
  static func inner(of text: Span<UInt8>) -> Range<Int>? {
    guard text.count > 2 else { return nil }
    let last = text[text.count - 1]
    switch text[0] {
    case UInt8(ascii: "\"") where last == UInt8(ascii: "\""): return 1..<text.count - 1
    case UInt8(ascii: "[") where text[1] == UInt8(ascii: "{"):
      return 1..<(last == UInt8(ascii: "}") ? text.count : text.count - 1)
    case UInt8(ascii: "{") where last == UInt8(ascii: ",") || last == UInt8(ascii: "]"):
      return 0..<text.count - 1
    default: return end(of: text).map { $0..<text.count }
    }
  }

  /// A line that a container runtime wrote.
  struct Piece {
    /// Where the text of the container begins.
    let start: Int
    /// The line goes on in the next one of its stream.
    let isPart: Bool
    /// It was written to the stream of errors.
    let isOfErrors: Bool
  }

  /// What a container runtime says of a line; nil when it wrote none.
  static func piece(of text: Span<UInt8>) -> Piece? {
    guard text.count > 16, text[0].isDigit, let time = word(text, 0),
      text.contains(UInt8(ascii: "T"), in: 0..<time), let start = endOfStream(text, from: time + 1)
    else { return nil }
    return Piece(
      start: start, isPart: text[start - 2] == UInt8(ascii: "P"),
      isOfErrors: text[time + 4] == UInt8(ascii: "e"))
  }

  /// Where the line begins behind the head of syslog or of a container runtime; nil without one.
  private static func end(of text: Span<UInt8>) -> Int? {
    var position = 0
    if text.count > 3, text[0] == UInt8(ascii: "<") {
      var close = 1
      while close < min(text.count, 5), text[close].isDigit { close += 1 }
      guard close < text.count, text[close] == UInt8(ascii: ">") else { return nil }
      position = close + 1
      if position + 1 < text.count, text[position] == UInt8(ascii: "1"),
        text[position + 1] == UInt8(ascii: " ")
      {
        return endOfRFC5424(text, from: position + 2)
      }
    }
    guard position + 16 < text.count else { return nil }
    if text[position].isDigit {
      // A time in ISO 8601, then `stdout F `, or a host and a tag.
      guard let time = word(text, position), text.contains(UInt8(ascii: "T"), in: position..<time)
      else { return nil }
      return endOfStream(text, from: time + 1) ?? endOfHost(text, from: time + 1)
        ?? endOfTag(text, from: time + 1)
    }
    // `Oct 10 13:55:36 host tag: `
    guard text[position].isLetter, text[position + 3] == UInt8(ascii: " "),
      text[position + 6] == UInt8(ascii: " "), text[position + 9] == UInt8(ascii: ":"),
      text[position + 12] == UInt8(ascii: ":"), text[position + 15] == UInt8(ascii: " ")
    else { return nil }
    return endOfTag(text, from: position + 16)
  }

  /// Writes the line of `{"log":"…\n","stream":…}`.
  ///
  /// - Returns: False when the text is no such object.
  static func unwrapDocker(_ text: Span<UInt8>, into line: inout [UInt8]) -> Bool {
    let head: StaticString = #"{"log":""#
    guard text.count > 8 else { return false }
    for index in 0..<8 {
      // A literal's bytes live as long as the program.
      let byte = unsafe head.utf8Start[index]
      if text[index] != byte { return false }
    }
    guard let quote = closingQuote(in: text, from: 8) else { return false }
    line.removeAll(keepingCapacity: true)
    var index = 8
    while index < quote {
      guard text[index] == UInt8(ascii: "\\"), index + 1 < quote else {
        line.append(text[index])
        index += 1
        continue
      }
      index += 2
      switch text[index - 1] {
      case UInt8(ascii: "n"): line.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): line.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "t"): line.append(0x09)
      case UInt8(ascii: "b"): line.append(0x08)
      case UInt8(ascii: "f"): line.append(0x0C)
      case UInt8(ascii: "u"):
        guard let code = codeUnit(text, index, before: quote) else { return false }
        line.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
        index += 4
      case let byte: line.append(byte)
      }
    }
    while let last = line.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") {
      line.removeLast()
    }
    return true
  }

  /// The rest of `TIME HOST APP PROCESS MESSAGE-ID STRUCTURED-DATA `.
  private static func endOfRFC5424(_ text: Span<UInt8>, from start: Int) -> Int? {
    var position = start
    for _ in 0..<5 {
      guard let end = word(text, position) else { return nil }
      position = end + 1
    }
    while position < text.count, text[position] == UInt8(ascii: "[") {
      guard let close = firstIndex(of: UInt8(ascii: "]"), in: text, from: position) else {
        return nil
      }
      position = close + 1
    }
    if position < text.count, text[position] == UInt8(ascii: "-") { position += 1 }
    return position < text.count && text[position] == UInt8(ascii: " ") ? position + 1 : nil
  }

  /// The end of `stdout F `.
  private static func endOfStream(_ text: Span<UInt8>, from start: Int) -> Int? {
    guard let end = word(text, start), end == start + 6, end + 2 < text.count,
      text[start] == UInt8(ascii: "s"), text[start + 1] == UInt8(ascii: "t"),
      text[start + 2] == UInt8(ascii: "d"), text[end + 2] == UInt8(ascii: " "),
      text[end + 1] == UInt8(ascii: "F") || text[end + 1] == UInt8(ascii: "P")
    else { return nil }
    return end + 3
  }

  /// The start of a JSON object behind `HOST `.
  private static func endOfHost(_ text: Span<UInt8>, from start: Int) -> Int? {
    guard var end = word(text, start) else { return nil }
    while end < text.count, text[end] == UInt8(ascii: " ") { end += 1 }
    return end < text.count && text[end] == UInt8(ascii: "{") ? end : nil
  }

  /// The end of `HOST TAG: `, or of `HOST: `.
  private static func endOfTag(_ text: Span<UInt8>, from start: Int) -> Int? {
    var position = start
    for _ in 0..<2 {
      guard let end = word(text, position) else { return nil }
      position = end + 1
      if text[end - 1] == UInt8(ascii: ":") { return position }
    }
    return nil
  }

  /// The index of the space that ends the word at `start`.
  private static func word(_ text: Span<UInt8>, _ start: Int) -> Int? {
    guard start < text.count,
      let end = firstIndex(of: UInt8(ascii: " "), in: text, from: start), end > start
    else { return nil }
    return end
  }

  /// The value of four hexadecimal digits.
  private static func codeUnit(_ text: Span<UInt8>, _ start: Int, before end: Int) -> UInt16? {
    guard start + 4 <= end else { return nil }
    var value: UInt16 = 0
    for index in start..<start + 4 {
      guard let digit = text[index].hexadecimalValue else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}

extension Span<UInt8> {
  fileprivate func contains(_ byte: UInt8, in range: Range<Int>) -> Bool {
    for index in range where self[index] == byte { return true }
    return false
  }
}
