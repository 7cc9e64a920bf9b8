extension LogProgram {
  /// Where the value of a column lies, without its quotes or brackets; nil when they are not closed.
  static func column(_ text: Span<UInt8>, _ start: Int, _ step: Step) -> Range<Int>? {
    let stop = step.stop
    if start < text.count, text[start] == UInt8(ascii: "\"") {
      var end = start + 1
      while let quote = firstIndex(of: UInt8(ascii: "\""), in: text, from: end) {
        if quote + 1 == text.count || text[quote + 1] == stop { return start + 1..<quote }
        end = text[quote + 1] == UInt8(ascii: "\"") ? quote + 2 : quote + 1
        if end > text.count { return nil }
      }
      return nil
    }
    if step.field == .time, start < text.count, text[start] == UInt8(ascii: "[") {
      guard let close = firstIndex(of: UInt8(ascii: "]"), in: text, from: start) else { return nil }
      return start + 1..<close
    }
    var end = start
    while end < text.count, text[end] != stop { end &+= 1 }
    let value = text.extracting(start..<end)
    // Columns of another header must not pass for these.
    if step.field == .time || step.field == .date, value.isEmpty || !value[0].isDigit { return nil }
    if step.field == .status, !isStatus(value) { return nil }
    // A request line has blanks, so it is quoted when there is one.
    if step.field == .request, value.count != 1 || value[0] != UInt8(ascii: "-") { return nil }
    // Only columns between tabs can be empty.
    return end > start || stop == 0x09 ? start..<end : nil
  }

  /// Whether a column holds up to three digits, or nothing.
  private static func isStatus(_ text: Span<UInt8>) -> Bool {
    if text.count == 1, text[0] == UInt8(ascii: "-") { return true }
    for index in text.indices where !text[index].isDigit { return false }
    return text.count <= 3
  }

  /// The end of a column, its quotes or brackets counted.
  static func endOfColumn(_ text: Span<UInt8>, _ start: Int, _ column: Range<Int>) -> Int {
    column.lowerBound > start ? column.upperBound + 1 : column.upperBound
  }

  /// Reads any number of `{a|b} `; returns where they end, or nil when one is not closed.
  static func readCaptures(
    _ text: Span<UInt8>, _ start: Int, into line: inout LogLine
  ) -> Int? {
    var position = start
    while position < text.count, text[position] == UInt8(ascii: "{") {
      guard let close = firstIndex(of: UInt8(ascii: "}"), in: text, from: position),
        close + 1 < text.count, text[close + 1] == UInt8(ascii: " ")
      else { return nil }
      var value = position + 1
      while value <= close {
        let bar = firstIndex(of: UInt8(ascii: "|"), in: text, from: value) ?? close
        let end = min(bar, close)
        if let field = captured(text.extracting(value..<end)), line[field].isEmpty {
          line.set(field, value, end)
        }
        value = end + 1
      }
      position = close + 2
    }
    return position
  }

  /// What a captured value is: a URL is a referrer, text with a slash or a blank an agent, a name with a
  /// dot a host.
  private static func captured(_ value: Span<UInt8>) -> LogField? {
    var isHost = !value.isEmpty
    var hasDot = false
    var hasBlank = false
    var slash: Int?
    for index in value.indices {
      let byte = value[index]
      hasDot = hasDot || byte == UInt8(ascii: ".")
      hasBlank = hasBlank || byte == UInt8(ascii: " ")
      if byte == UInt8(ascii: "/"), slash == nil { slash = index }
      isHost = isHost && (byte.isHostByte || byte == UInt8(ascii: ":"))
    }
    if isHost { return hasDot ? .host : nil }
    if let slash, slash > 0, slash < 16, value[slash - 1] == UInt8(ascii: ":") { return .referrer }
    return slash ?? 0 > 0 || hasBlank ? .agent : nil
  }
}
