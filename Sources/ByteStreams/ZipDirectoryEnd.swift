/// Where the list of an archive's members lies.
struct ZipDirectoryEnd {
  /// The most bytes of a comment behind the list, and the record before it.
  private static let searchLength = 22 + 65_535

  /// How many members the list has.
  let memberCount: Int
  /// How many bytes the list has.
  let size: Int
  /// Where the list begins in the file.
  let start: Int
  /// How many bytes stand before the archive.
  let base: Int

  /// Finds the list from the end of the file.
  init(_ source: any RandomAccessSource, size fileSize: Int, name: String) throws(StreamError) {
    let tailStart = max(0, fileSize - ZipDirectoryEnd.searchLength)
    let tail = try source.bytes(tailStart..<fileSize)
    guard let place = ZipDirectoryEnd.record(in: tail) else {
      throw .unusableArchive(
        name: name,
        reason: "a ZIP archive without its list of members; the download may be incomplete")
    }
    var end = tailStart + place
    var fields = ZipFields(Array(tail[place...]))
    fields.skip(4)
    let disk = fields.uint16() ?? 0
    let firstDisk = fields.uint16() ?? 0
    _ = fields.uint16()
    var count = UInt64(fields.uint16() ?? 0)
    var length = UInt64(fields.uint32() ?? 0)
    var offset = UInt64(fields.uint32() ?? 0)
    if count == UInt16.max || length == UInt32.max || offset == UInt32.max,
      let large = try ZipDirectoryEnd.largeRecord(source, before: end)
    {
      (end, count, length, offset) = large
    } else if disk != 0 || firstDisk != 0 {
      throw .unusableArchive(
        name: name, reason: "one part of a ZIP archive in several; join them first")
    }
    guard count <= UInt64(ZipArchive.memberLimit) else {
      throw .unusableArchive(
        name: name, reason: "\(count) members, more than \(ZipArchive.memberLimit); unpack it first"
      )
    }
    guard length <= UInt64(ZipArchive.directoryLimit) else {
      throw .unusableArchive(
        name: name,
        reason: "a list of members of \(length) bytes, more than \(ZipArchive.directoryLimit)")
    }
    guard length <= UInt64(end), offset <= UInt64(end) - length else {
      throw .unusableArchive(name: name, reason: "the list of members is not where it should be")
    }
    memberCount = Int(count)
    size = Int(length)
    start = end - Int(length)
    base = start - Int(offset)
  }

  /// Where the record stands that ends an archive, whose comment reaches to the end of the file.
  private static func record(in tail: [UInt8]) -> Int? {
    guard tail.count >= 22 else { return nil }
    for place in stride(from: tail.count - 22, through: 0, by: -1)
    where tail[place] == 0x50 && tail[place + 1] == 0x4B && tail[place + 2] == 5
      && tail[place + 3] == 6
    {
      let comment = Int(tail[place + 20]) | Int(tail[place + 21]) << 8
      if place + 22 + comment <= tail.count { return place }
    }
    return nil
  }

  /// What the record says that archives past 4 GB or 65,535 members have before the usual one.
  private static func largeRecord(
    _ source: any RandomAccessSource, before end: Int
  ) throws(StreamError) -> (end: Int, count: UInt64, length: UInt64, offset: UInt64)? {
    guard end >= 20 else { return nil }
    var locator = ZipFields(try source.bytes(end - 20..<end))
    guard locator.uint32() == 0x0706_4B50 else { return nil }
    locator.skip(4)
    guard let place = locator.uint64(), place <= UInt64(end - 20) else { return nil }
    var record = ZipFields(try source.bytes(Int(place)..<min(Int(place) + 56, end)))
    guard record.uint32() == 0x0606_4B50 else { return nil }
    record.skip(28)
    guard let count = record.uint64(), let length = record.uint64(), let offset = record.uint64()
    else { return nil }
    return (Int(place), count, length, offset)
  }
}

/// Takes the numbers of a record, low byte first.
struct ZipFields {
  private let all: [UInt8]
  private var position = 0
  /// More was taken than there is.
  private(set) var isShort = false

  init(_ bytes: [UInt8]) {
    all = bytes
  }

  mutating func skip(_ count: Int) {
    _ = bytes(count)
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    guard count <= all.count - position else {
      isShort = true
      position = all.count
      return []
    }
    position += count
    return Array(all[position - count..<position])
  }

  mutating func uint16() -> UInt16? { number(2).map(UInt16.init(truncatingIfNeeded:)) }
  mutating func uint32() -> UInt32? { number(4).map(UInt32.init(truncatingIfNeeded:)) }
  mutating func uint64() -> UInt64? { number(8) }

  private mutating func number(_ count: Int) -> UInt64? {
    let taken = bytes(count)
    guard taken.count == count else { return nil }
    return taken.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
