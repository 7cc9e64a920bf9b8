/// A ZIP archive: the list of its members, and the content of each.
///
/// Only the list at the end of the file says what an archive holds. It is read with limits, and members
/// that overlap are refused: archives that inflate without end are made that way.
///
/// - Source: PKWARE APPNOTE.TXT 6.3.10.
package final class ZipArchive {
  /// The most members an archive may have.
  package static let memberLimit = 4_096
  /// The most bytes the list of members may have.
  static let directoryLimit = 4 << 20
  /// A member of more bytes than this may not be packed tighter than ``ratioLimit``.
  static let largeMember = 1 << 30
  /// How many times its packed size a large member may have; tables reach 30.
  static let ratioLimit = 200

  /// One file of the archive.
  package struct Member: Hashable, Sendable {
    /// Its name, control characters replaced; folders end in `/`.
    package let name: String
    /// How many bytes its content has, as the archive says.
    package let size: Int
    /// How it is packed: 0 not at all, 8 deflated.
    let method: UInt16
    let isEncrypted: Bool
    let packedSize: Int
    let checksum: UInt32
    let headerOffset: Int

    /// It is a folder, or a file that only its system needs.
    package var isNoFile: Bool {
      name.hasSuffix("/") || name.hasPrefix("__MACOSX/")
        || name.split(separator: "/").last == ".DS_Store"
    }

    /// Why its content is not read, or nil.
    var refusal: String? {
      if isEncrypted { return "encrypted; unpack the archive with its password first" }
      guard method == 0 || method == 8 else {
        return "packed by method \(method), which is not read; unpack the archive first"
      }
      if size > ZipArchive.largeMember && size / ZipArchive.ratioLimit > packedSize {
        return "\(packedSize) bytes that claim to hold \(size); unpack the archive first"
      }
      return nil
    }
  }

  /// What messages call the archive.
  package let name: String
  /// The files, in the order of the list.
  package let members: [Member]

  private let source: any RandomAccessSource
  /// Where the list begins: no member reaches past it.
  private let directoryStart: Int
  /// How many bytes stand before the archive, as in one that unpacks itself.
  private let base: Int

  /// Reads the list of members.
  ///
  /// - Parameters:
  ///   - source: The bytes of the archive.
  ///   - name: What messages call it.
  /// - Throws: ``StreamError/unusableArchive(name:reason:)``, or what reading throws.
  package init(_ source: any RandomAccessSource, name: String) throws(StreamError) {
    guard let size = source.size else {
      throw .unusableArchive(
        name: name,
        reason:
          "a ZIP archive from a pipe, whose list of members stands at its end; give it as a file")
    }
    let end = try ZipDirectoryEnd(source, size: size, name: name)
    let directory = try source.bytes(end.start..<end.start + end.size)
    guard directory.count == end.size else {
      throw .unusableArchive(name: name, reason: "the list of members is cut off")
    }
    var members: [Member] = []
    var reader = ZipFields(directory)
    for _ in 0..<end.memberCount {
      guard let member = Member(&reader) else {
        throw .unusableArchive(
          name: name, reason: "member \(members.count + 1) of the list is damaged")
      }
      members.append(member)
    }
    self.source = source
    self.name = name
    self.members = members
    base = end.base
    directoryStart = end.start
    try refuseOverlaps()
  }

  /// The archive is a workbook or another document of an office program.
  package var isOfficeDocument: Bool {
    members.contains { $0.name == "[Content_Types].xml" || $0.name == "xl/workbook.xml" }
      || members.first?.name == "mimetype"
  }

  private func refuseOverlaps() throws(StreamError) {
    var end = 0
    for member in members.sorted(by: { $0.headerOffset < $1.headerOffset }) {
      let start = base + member.headerOffset
      // The header before the content has 30 bytes and the name at least.
      let next = start.addingReportingOverflow(30 + member.packedSize)
      if start < end || next.overflow || next.partialValue > directoryStart {
        throw .unusableArchive(
          name: name, reason: "members overlap; the archive is damaged or hostile")
      }
      end = next.partialValue
    }
  }

  /// The content of a member.
  ///
  /// - Parameter member: One of ``members``.
  /// - Returns: What inflates it while it is read.
  /// - Throws: ``StreamError/unusableArchive(name:reason:)`` when it cannot be read, naming the member.
  package func open(_ member: Member) throws(StreamError) -> ZipMemberSource {
    let path = name + "/" + member.name
    if let refusal = member.refusal { throw .unusableArchive(name: path, reason: refusal) }
    let start = base + member.headerOffset
    var header = ZipFields(try source.bytes(start..<start + 30))
    guard header.uint32() == 0x0403_4B50 else {
      throw .unusableArchive(
        name: path, reason: "no member at byte \(start); the archive is damaged")
    }
    header.skip(22)
    let nameLength = Int(header.uint16() ?? 0)
    let extraLength = Int(header.uint16() ?? 0)
    let content = start + 30 + nameLength + extraLength
    guard !header.isShort, content + member.packedSize <= directoryStart else {
      throw .unusableArchive(name: path, reason: "the member is cut off; the archive is damaged")
    }
    return ZipMemberSource(
      RangeSource(source, content..<content + member.packedSize), member: member)
  }
}

extension ZipArchive.Member {
  /// Reads an entry of the list.
  fileprivate init?(_ fields: inout ZipFields) {
    guard fields.uint32() == 0x0201_4B50 else { return nil }
    fields.skip(4)
    let flags = fields.uint16() ?? 0
    method = fields.uint16() ?? 0
    fields.skip(4)
    checksum = fields.uint32() ?? 0
    var packed = UInt64(fields.uint32() ?? 0)
    var content = UInt64(fields.uint32() ?? 0)
    let nameLength = Int(fields.uint16() ?? 0)
    let extraLength = Int(fields.uint16() ?? 0)
    let commentLength = Int(fields.uint16() ?? 0)
    fields.skip(8)
    var offset = UInt64(fields.uint32() ?? 0)
    let rawName = fields.bytes(nameLength)
    var extra = ZipFields(fields.bytes(extraLength))
    fields.skip(commentLength)
    if fields.isShort { return nil }
    // Sizes and places past 32 bits stand in a field of their own, those only that need it.
    while let id = extra.uint16(), let length = extra.uint16() {
      var field = ZipFields(extra.bytes(Int(length)))
      guard id == 1 else { continue }
      if content == UInt32.max { content = field.uint64() ?? content }
      if packed == UInt32.max { packed = field.uint64() ?? packed }
      if offset == UInt32.max { offset = field.uint64() ?? offset }
    }
    let limit = UInt64(1) << 60
    guard packed < limit, content < limit, offset < limit else { return nil }
    packedSize = Int(packed)
    size = Int(content)
    headerOffset = Int(offset)
    isEncrypted = flags & 1 != 0
    // Names that are no UTF-8 are of old code pages; the letters do not matter here.
    let text = String(decoding: rawName, as: UTF8.self)
    name = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          scalar.properties.generalCategory == .control
            || scalar.properties.generalCategory == .format ? "\u{FFFD}" : scalar
        }))
  }
}
