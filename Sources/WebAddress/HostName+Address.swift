extension HostName {
  /// Whether the last label is a number, so that the whole must be an IPv4 address.
  ///
  /// - Source: URL Standard, "ends in a number checker".
  static func endsInNumber(_ name: [UInt8]) -> Bool {
    guard let last = labels(of: name).last else { return false }
    if last.isEmpty { return false }
    return last.allSatisfy(\.isASCIIDigit) || number(last) != nil
  }

  /// An IPv4 address in any form that browsers take: `127.0.0.1`, `0x7f.1`, `2130706433`.
  static func ipv4(_ name: [UInt8]) -> UInt32? {
    let parts = labels(of: name)
    guard parts.count <= 4 else { return nil }
    var address: UInt64 = 0
    for (index, part) in parts.enumerated() {
      guard let value = number(part) else { return nil }
      let isLast = index == parts.count - 1
      let limit: UInt64 = isLast ? 1 << UInt64(8 * (5 - parts.count)) : 256
      guard value < limit else { return nil }
      address += isLast ? value : value << UInt64(8 * (3 - index))
    }
    return UInt32(address)
  }

  /// An IPv6 address, with or without its brackets.
  static func ipv6(_ host: Span<UInt8>) -> [UInt16]? {
    let isBracketed = host[0] == UInt8(ascii: "[")
    guard host.count >= (isBracketed ? 4 : 2), host.count <= 64 else { return nil }
    if isBracketed, host[host.count - 1] != UInt8(ascii: "]") { return nil }
    let end = isBracketed ? host.count - 1 : host.count
    var pieces: [UInt16] = []
    var gap: Int?
    var index = isBracketed ? 1 : 0
    if host[index] == UInt8(ascii: ":") {
      guard index + 1 < end, host[index + 1] == UInt8(ascii: ":") else { return nil }
      gap = 0
      index += 2
    }
    while index < end {
      guard pieces.count < 8 else { return nil }
      if host[index] == UInt8(ascii: ":") {
        guard gap == nil else { return nil }
        gap = pieces.count
        index += 1
        continue
      }
      let pieceStart = index
      var value = 0
      while index < end, index - pieceStart < 4, let digit = host[index].hexadecimalValue {
        value = value << 4 | Int(digit)
        index += 1
      }
      if index < end, host[index] == UInt8(ascii: ".") {
        guard pieces.count <= 6, let tail = dotted(host.extracting(pieceStart..<end)) else {
          return nil
        }
        pieces += [UInt16(tail >> 16), UInt16(truncatingIfNeeded: tail)]
        index = end
        break
      }
      guard index > pieceStart else { return nil }
      pieces.append(UInt16(value))
      if index == end { break }
      guard host[index] == UInt8(ascii: ":"), index + 1 < end else { return nil }
      index += 1
    }
    guard let gap else { return pieces.count == 8 ? pieces : nil }
    guard pieces.count < 8 else { return nil }
    pieces.insert(contentsOf: [UInt16](repeating: 0, count: 8 - pieces.count), at: gap)
    return pieces
  }

  static func writeIPv4(_ address: UInt32, to out: inout [UInt8]) {
    for shift in [24, 16, 8, 0] as [UInt32] {
      out.append(contentsOf: String(address >> shift & 0xFF).utf8)
      if shift > 0 { out.append(UInt8(ascii: ".")) }
    }
  }

  /// Writes the pieces in brackets, the first longest run of two or more zeros as `::`.
  static func writeIPv6(_ pieces: [UInt16], to out: inout [UInt8]) {
    var longest = 0..<0
    var index = 0
    while index < 8 {
      var end = index
      while end < 8, pieces[end] == 0 { end += 1 }
      if end - index > max(longest.count, 1) { longest = index..<end }
      index = max(end, index + 1)
    }
    out.append(UInt8(ascii: "["))
    index = 0
    while index < 8 {
      if !longest.isEmpty, index == longest.lowerBound {
        out.append(contentsOf: index == 0 ? "::".utf8 : ":".utf8)
        index = longest.upperBound
        continue
      }
      out.append(contentsOf: String(pieces[index], radix: 16).utf8)
      if index < 7 { out.append(UInt8(ascii: ":")) }
      index += 1
    }
    out.append(UInt8(ascii: "]"))
  }

  private static func labels(of name: [UInt8]) -> [ArraySlice<UInt8>] {
    name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  }

  /// A decimal, octal (`0…`) or hexadecimal (`0x…`) number; large ones are cut to the maximum.
  private static func number(_ text: ArraySlice<UInt8>) -> UInt64? {
    var digits = text
    var radix: UInt64 = 10
    if digits.starts(with: "0x".utf8) {
      digits = digits.dropFirst(2)
      radix = 16
    } else if digits.count > 1, digits.first == UInt8(ascii: "0") {
      digits = digits.dropFirst()
      radix = 8
    } else if digits.isEmpty {
      return nil
    }
    var value: UInt64 = 0
    for byte in digits {
      guard let digit = byte.hexadecimalValue, digit < radix else { return nil }
      value = min(value * radix + UInt64(digit), 1 << 40)
    }
    return value
  }

  /// Four decimal numbers without leading zeros, as the tail of an IPv6 address has them.
  private static func dotted(_ text: Span<UInt8>) -> UInt32? {
    var address: UInt32 = 0
    var parts = 0
    var index = 0
    while index < text.count {
      let start = index
      var value: UInt32 = 0
      while index < text.count, text[index].isASCIIDigit, index - start < 3 {
        value = value * 10 + UInt32(text[index] - UInt8(ascii: "0"))
        index += 1
      }
      let hasLeadingZero = index - start > 1 && text[start] == UInt8(ascii: "0")
      guard index > start, value < 256, !hasLeadingZero, parts < 4 else { return nil }
      address = address << 8 | value
      parts += 1
      if index == text.count { break }
      guard text[index] == UInt8(ascii: "."), index + 1 < text.count else { return nil }
      index += 1
    }
    return parts == 4 ? address : nil
  }
}
