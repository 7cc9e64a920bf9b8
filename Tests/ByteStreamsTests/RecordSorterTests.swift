import SeededRandom
import Testing

@testable import ByteStreams

private struct Record: Equatable, Comparable {
  var key: [UInt8]
  var payload: [UInt8]

  static func < (left: Record, right: Record) -> Bool {
    left.key != right.key
      ? left.key.lexicographicallyPrecedes(right.key)
      : left.payload.lexicographicallyPrecedes(right.payload)
  }
}

@Suite struct RecordSorterTests {
  private func sorted(_ sorter: RecordSorter) throws -> [Record] {
    var result: [Record] = []
    try sorter.forEach { key, payload in
      result.append(
        Record(key: key.indices.map { key[$0] }, payload: payload.indices.map { payload[$0] }))
    }
    return result
  }

  private func add(_ record: Record, to sorter: RecordSorter) throws {
    let key = record.key
    let payload = record.payload
    try sorter.add(key: key.span, payload: payload.span)
  }

  @Test(arguments: [(1 << 20, 64), (4000, 64), (200, 64), (200, 2), (1, 3)])
  func `the order is that of a plain sort, however little memory there is`(
    limit: Int, fanIn: Int
  ) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let sorter = RecordSorter(memoryLimit: limit, directory: nil, fanIn: fanIn)
    var records: [Record] = []
    for _ in 0..<700 {
      let record = Record(
        key: (0..<random.below(12)).map { _ in UInt8(random.below(3) * 127) },
        payload: (0..<random.below(4)).map { _ in UInt8(random.below(2)) })
      records.append(record)
      try add(record, to: sorter)
    }
    #expect(try sorted(sorter) == records.sorted(), "seed \(seed)")
    #expect(try sorted(sorter) == records.sorted(), "read again, seed \(seed)")
    #expect(sorter.count == 700)
    #expect(sorter.runCount <= fanIn)
  }

  @Test func `records may be larger than the limit and the pieces that are read`() throws {
    let sorter = RecordSorter(memoryLimit: 100_000)
    let large = Record(key: [2], payload: [UInt8](repeating: 7, count: 300_000))
    let small = Record(key: [1], payload: [])
    for record in [large, small, large] { try add(record, to: sorter) }
    #expect(try sorted(sorter) == [small, large, large])
  }

  @Test func `no record is no call`() throws {
    #expect(try sorted(RecordSorter()).isEmpty)
  }

  @Test func `a directory that is not there is an error that names it`() throws {
    let sorter = RecordSorter(memoryLimit: 1, directory: "/nonexistent")
    #expect(
      throws: StreamError.cannotCreate(
        name: "/nonexistent/backlinks-sort", reason: "no such file or directory")
    ) {
      try add(Record(key: [1], payload: []), to: sorter)
    }
  }
}
