/// Networks of IPv4 addresses, such as those of content delivery networks.
package struct AddressRanges: Sendable {
  /// The first and the last network of 256 addresses of each range, ascending, without overlap.
  private var ranges: [ClosedRange<UInt32>] = []

  /// Combines networks written `192.0.2.0/24`, or single addresses.
  ///
  /// - Parameter entries: Networks that ``range(_:)`` takes; others are in no range.
  package init(_ entries: [String] = []) {
    let sorted = entries.compactMap(AddressRanges.range)
      .map { $0.lowerBound >> 8...$0.upperBound >> 8 }
      .sorted { $0.lowerBound < $1.lowerBound }
    for range in sorted {
      if let last = ranges.last, range.lowerBound <= last.upperBound {
        let end = max(last.upperBound, range.upperBound)
        ranges[ranges.count - 1] = last.lowerBound...end
      } else {
        ranges.append(range)
      }
    }
  }

  /// Whether one of the 256 addresses of a network is in a range; the network is the first three numbers
  /// of its addresses, as one.
  package func contains(network24: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < network24 { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= network24
  }

  /// The addresses of a network written `192.0.2.0/24`, or of a single address; nil when it is none.
  package static func range(_ text: String) -> ClosedRange<UInt32>? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let first = Array((parts.first ?? "").utf8)
    guard parts.count <= 2, let address = address(first.span) else { return nil }
    guard parts.count == 2 else { return address...address }
    guard let bits = UInt32(parts[1]), bits <= 32, parts[1].first != "+" else { return nil }
    let rest = bits == 0 ? UInt32.max : (1 << (32 - bits)) - 1
    return address & rest == 0 ? address...(address | rest) : nil
  }

  /// An IPv4 address of four decimal numbers, or nil.
  package static func address(_ text: Span<UInt8>) -> UInt32? {
    var address: UInt32 = 0
    var number: UInt32 = 0
    var digits = 0
    var dots = 0
    for index in text.indices {
      let byte = text[index]
      if byte == 0x2E {
        guard digits > 0 else { return nil }
        address = address << 8 | number
        number = 0
        digits = 0
        dots += 1
      } else {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        number = number * 10 + UInt32(byte - 0x30)
        digits += 1
        guard digits <= 3, number <= 255 else { return nil }
      }
    }
    return dots == 3 && digits > 0 ? address << 8 | number : nil
  }
}
