/// What holds the bytes of a file, found by its first bytes and never by its name.
package enum Container: String, Equatable, Sendable, CaseIterable {
  /// Text, or nothing that is known.
  case plain
  /// gzip, one or many members.
  case gzip
  /// gzip with a byte order mark before it, as a careless editor or script leaves it.
  case gzipAfterMark
  /// A ZIP archive.
  case zip
  /// An Excel workbook, which is a ZIP archive.
  case xlsx
  /// bzip2 data.
  case bzip2
  /// xz data.
  case xz
  /// Zstandard data.
  case zstd
  /// LZ4 frames.
  case lz4
  /// The data of Unix compress, `.Z`.
  case compress
  /// A 7-Zip archive.
  case sevenZip
  /// A bare zlib stream.
  case zlibStream
  /// A tar archive.
  case tar
  /// A PDF document.
  case pdf
  /// An old Excel or Word file.
  case ole
  /// An SQLite database.
  case sqlite
  /// A Parquet table.
  case parquet
  /// Bytes that are no text in any encoding read here.
  case binary

  /// The container that bytes beginning with `head` are in.
  ///
  /// - Parameter head: The first bytes, better 4 kB or more; fewer find less.
  /// - Returns: The container; `.plain` when none is recognised.
  package static func sniff(_ head: Span<UInt8>) -> Container {
    for (magic, container) in magics where head.starts(with: magic) {
      return container == .zip && head.isWorkbook ? .xlsx : container
    }
    if head.starts(with: [0x42, 0x5A, 0x68]), head.hasDigit(at: 3) { return .bzip2 }
    if head.hasBytes(Array("ustar".utf8), at: 257) { return .tar }
    return head.looksBinary ? .binary : .plain
  }

  /// The first bytes that name a container.
  private static let magics: [(bytes: [UInt8], container: Container)] = [
    ([0x1F, 0x8B], .gzip),
    ([0xEF, 0xBB, 0xBF, 0x1F, 0x8B, 0x08], .gzipAfterMark),
    ([0x50, 0x4B, 0x03, 0x04], .zip),
    ([0x50, 0x4B, 0x05, 0x06], .zip),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz),
    ([0x28, 0xB5, 0x2F, 0xFD], .zstd),
    ([0x04, 0x22, 0x4D, 0x18], .lz4),
    ([0x1F, 0x9D], .compress),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
    ([0x78, 0x01], .zlibStream),
    ([0x78, 0x9C], .zlibStream),
    ([0x78, 0xDA], .zlibStream),
    (Array("%PDF-".utf8), .pdf),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .ole),
    (Array("SQLite format 3\0".utf8), .sqlite),
    (Array("PAR1".utf8), .parquet),
  ]

  /// What was found and what to do, for a file of this name.
  func refusal(name: String) -> String {
    switch self {
    case .plain, .gzip, .gzipAfterMark: "text or gzip data where neither can be read"
    case .zip: "a ZIP archive; unpack it first"
    case .xlsx: "a workbook of Excel or a program like it; export its sheet as CSV"
    case .bzip2: "bzip2 data; run: bzip2 -dc \(name) | backlinks ... -"
    case .xz: "xz data; run: xz -dc \(name) | backlinks ... -"
    case .zstd: "Zstandard data; run: zstd -dc \(name) | backlinks ... -"
    case .lz4: "LZ4 data; run: lz4 -dc \(name) | backlinks ... -"
    case .compress: "compress (.Z) data; run: gzip -dc < \(name) | backlinks ... -"
    case .sevenZip: "a 7-Zip archive; unpack it first"
    case .zlibStream: "a bare zlib stream; run: zlib-flate -uncompress < \(name) | backlinks ... -"
    case .tar: "a tar archive; unpack it first"
    case .pdf: "a PDF document; export the data as CSV"
    case .ole: "an old Excel or Word file; export it as CSV"
    case .sqlite: "an SQLite database; export the table as CSV"
    case .parquet: "a Parquet table; export it as CSV"
    case .binary: "binary data, expected text"
    }
  }
}

extension Span<UInt8> {
  /// Whether the first bytes are these.
  func starts(with bytes: [UInt8]) -> Bool {
    hasBytes(bytes, at: 0)
  }

  /// Whether these bytes stand at `offset`.
  fileprivate func hasBytes(_ bytes: [UInt8], at offset: Int) -> Bool {
    guard offset + bytes.count <= count else { return false }
    return bytes.indices.allSatisfy { self[offset + $0] == bytes[$0] }
  }

  fileprivate func hasDigit(at offset: Int) -> Bool {
    offset < count && (0x31...0x39).contains(self[offset])
  }

  /// Whether a local header of a ZIP archive names what only workbooks hold.
  fileprivate var isWorkbook: Bool {
    let names = ["[Content_Types].xml", "xl/"].map { Array($0.utf8) }
    var offset = 0
    // A local header is 30 bytes, then the name; the next may be anywhere behind the data.
    while offset + 30 < count {
      if hasBytes([0x50, 0x4B, 0x03, 0x04], at: offset),
        names.contains(where: { hasBytes($0, at: offset + 30) })
      {
        return true
      }
      offset += 1
    }
    return false
  }

  /// Whether more than one byte in twenty is a control character that text does not have.
  ///
  /// NUL is not counted: UTF-16 has it, and logs have runs of it after a crash.
  fileprivate var looksBinary: Bool {
    guard count >= 32 else { return false }
    var controls = 0
    for index in indices {
      let byte = self[index]
      if byte < 0x20 && byte != 0 && !(0x07...0x0D).contains(byte) && byte != 0x1B { controls += 1 }
    }
    return controls * 20 > count && !TextEncoding.detect(self).isUTF16
  }
}
