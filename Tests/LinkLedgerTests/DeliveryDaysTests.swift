import Testing

@testable import LinkLedger

@Suite struct DeliveryDaysTests {
  /// Days, and how many bytes they take.
  static let cases: [(days: [Int32], size: Int)] = [
    ([], 0), ([20_000], 3), (Array(20_000..<20_730), 6), ((0..<104).map { 20_000 + 7 * $0 }, 5),
    ([20_000, 20_003, 20_004, 20_009], 9), ([-5, 0, 5], 3),
  ]

  @Test(arguments: cases)
  func `days come back in few bytes, whatever the order in which they were added`(
    _ example: (days: [Int32], size: Int)
  ) throws {
    var bytes: [UInt8] = []
    DeliveryDays(example.days.reversed()).encode(to: &bytes)
    #expect(bytes.count == example.size)
    #expect(DeliveryDays(decoding: bytes.span)?.days == example.days)
    var merged = DeliveryDays(example.days.filter { $0 % 2 == 0 })
    merged.merge(DeliveryDays(example.days.filter { $0 % 2 != 0 }))
    #expect(merged.days == example.days)
  }

  @Test(arguments: [[0x80], [0x02, 0x00, 0x01], [0x02, 0x01], [0x02, 0x01, 0x00]] as [[UInt8]])
  func `bytes that hold no days are refused`(_ bytes: [UInt8]) {
    #expect(DeliveryDays(decoding: bytes.span) == nil)
  }
}
