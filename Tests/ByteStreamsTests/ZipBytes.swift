/// Makes ZIP archives for the tests.
struct ZipBytes {
  /// How a member is written.
  struct Member {
    var name: String
    var content: [UInt8]
    var isDeflated = true
    /// Sizes stand behind the content, and in the list.
    var hasDescriptor = false
    /// Sizes stand in the field for archives past 4 GB.
    var isLarge = false
    var flags: UInt16 = 0
    var method: UInt16?
    /// What the archive says instead of the truth.
    var claimedSize: UInt32?
    var claimedChecksum: UInt32?
    /// Begins where the member before it does.
    var overlaps = false

    init(_ name: String, _ text: String) {
      self.name = name
      content = Array(text.utf8)
    }
  }

  /// The archive.
  private(set) var bytes: [UInt8] = []
  /// Where the list of members begins.
  private(set) var directoryStart = 0

  /// An archive of these members.
  init(_ members: [Member], prefix: [UInt8] = [], comment: [UInt8] = [], isLarge: Bool = false) {
    var directory: [UInt8] = []
    var offset = 0
    for member in members {
      let packed = member.isDeflated ? GzipBytes.deflated(member.content) : member.content
      if !member.overlaps { offset = bytes.count }
      let method = member.method ?? (member.isDeflated ? 8 : 0)
      let flags = member.flags | (member.hasDescriptor ? 8 : 0)
      let checksum = member.claimedChecksum ?? GzipBytes.checksum(member.content)
      let size = member.claimedSize ?? UInt32(member.content.count)
      let name = Array(member.name.utf8)
      let sizes =
        ZipBytes.number(UInt64(checksum), 4)
        + ZipBytes.number(member.isLarge ? 0xFFFF_FFFF : UInt64(packed.count), 4)
        + ZipBytes.number(member.isLarge ? 0xFFFF_FFFF : UInt64(size), 4)
      let extra =
        member.isLarge
        ? ZipBytes.number(1, 2) + ZipBytes.number(16, 2) + ZipBytes.number(UInt64(size), 8)
          + ZipBytes.number(UInt64(packed.count), 8) : []
      let common =
        ZipBytes.number(20, 2) + ZipBytes.number(UInt64(flags), 2)
        + ZipBytes.number(UInt64(method), 2) + ZipBytes.number(0, 4)
      let lengths = ZipBytes.number(UInt64(name.count), 2) + ZipBytes.number(UInt64(extra.count), 2)
      bytes +=
        ZipBytes.number(0x0403_4B50, 4) + common
        + (member.hasDescriptor ? [UInt8](repeating: 0, count: 12) : sizes) + lengths + name + extra
      bytes += packed
      if member.hasDescriptor { bytes += ZipBytes.number(0x0807_4B50, 4) + sizes }
      directory +=
        ZipBytes.number(0x0201_4B50, 4) + ZipBytes.number(20, 2) + common + sizes
        + lengths + [UInt8](repeating: 0, count: 10) + ZipBytes.number(UInt64(offset), 4) + name
        + extra
    }
    directoryStart = bytes.count
    let place = [members.count, directory.count, directoryStart].map(UInt64.init)
    bytes += directory
    if isLarge {
      let end = UInt64(bytes.count)
      bytes +=
        ZipBytes.number(0x0606_4B50, 4) + ZipBytes.number(44, 8)
        + [UInt8](repeating: 0, count: 12)
      bytes +=
        ZipBytes.number(place[0], 8) + ZipBytes.number(place[0], 8)
        + ZipBytes.number(place[1], 8) + ZipBytes.number(place[2], 8)
      bytes +=
        ZipBytes.number(0x0706_4B50, 4) + ZipBytes.number(0, 4) + ZipBytes.number(end, 8)
        + ZipBytes.number(1, 4)
    }
    bytes += ZipBytes.number(0x0605_4B50, 4) + [0, 0, 0, 0]
    bytes +=
      isLarge
      ? [UInt8](repeating: 0xFF, count: 12)
      : ZipBytes.number(place[0], 2) + ZipBytes.number(place[0], 2) + ZipBytes.number(place[1], 4)
        + ZipBytes.number(place[2], 4)
    bytes += ZipBytes.number(UInt64(comment.count), 2) + comment
    bytes = prefix + bytes
  }

  private static func number(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
