/// Packs bytes for the tests, without squeezing them.
enum PackedBytes {
  /// A gzip file of one member.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    let length = UInt64(bytes.count)
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + number(length, 2) + number(~length, 2) + bytes
      + number(UInt64(checksum(bytes)), 4) + number(length, 4)
  }

  /// A ZIP archive.
  static func zip(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var list: [UInt8] = []
    for member in members {
      let start = UInt64(archive.count)
      let length = number(UInt64(member.bytes.count), 4)
      let common =
        number(20, 2) + number(0, 8) + number(UInt64(checksum(member.bytes)), 4) + length + length
        + number(UInt64(member.name.utf8.count), 2) + number(0, 2)
      archive += number(0x0403_4B50, 4) + common + Array(member.name.utf8) + member.bytes
      list +=
        number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 10) + number(start, 4)
        + Array(member.name.utf8)
    }
    let count = number(UInt64(members.count), 2)
    return archive + list + number(0x0605_4B50, 4) + number(0, 4) + count + count
      + number(UInt64(list.count), 4) + number(UInt64(archive.count), 4) + number(0, 2)
  }

  /// The CRC-32 of the bytes, a bit at a time.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }

  /// A number, its low byte first.
  private static func number(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }
}
