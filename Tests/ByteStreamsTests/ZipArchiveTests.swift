import SeededRandom
import Testing

@testable import ByteStreams

/// The names, texts and problems of an archive's members.
private func contents(of bytes: [UInt8], chunk: Int = .max) throws -> [String] {
  var found: [String] = []
  for (name, text) in try InputTexts(MemorySource(bytes, chunk: chunk), name: "a.zip") {
    do throws(StreamError) {
      let input = try text.get()
      let content = String(decoding: try input.readAll(chunk: min(chunk, 1 << 16)), as: UTF8.self)
      found.append(([name, content] + input.notes.map(\.message)).joined(separator: ": "))
    } catch {
      found.append("\(error)")
    }
  }
  return found
}

/// Why an archive cannot be read as a whole.
private func refusal(of bytes: [UInt8]) -> String? {
  do {
    _ = try contents(of: bytes)
    return nil
  } catch {
    return "\(error)"
  }
}

@Suite struct ZipArchiveTests {
  static func archive(
    prefix: [UInt8] = [], comment: [UInt8] = [], isLarge: Bool = false,
    _ change: (inout ZipBytes.Member) -> Void = { _ in }
  ) -> ZipBytes {
    var first = ZipBytes.Member("Latest links.csv", "Linking page\nhttps://a.example/\n")
    change(&first)
    var stored = ZipBytes.Member("sub/sites.csv", "Site\nb.example\n")
    stored.isDeflated = false
    let folder = ZipBytes.Member("sub/", "")
    let system = ZipBytes.Member("__MACOSX/._x", "x")
    return ZipBytes(
      [first, folder, stored, system], prefix: prefix, comment: comment, isLarge: isLarge)
  }

  static let whole = [
    "a.zip/Latest links.csv: Linking page\nhttps://a.example/\n",
    "a.zip/sub/sites.csv: Site\nb.example\n",
  ]

  @Test(arguments: [1, 7, Int.max])
  func `members are read in order, whatever form the archive has`(_ chunk: Int) throws {
    let forms = [
      Self.archive(), Self.archive { $0.hasDescriptor = true }, Self.archive { $0.isLarge = true },
      Self.archive(isLarge: true), Self.archive(prefix: Array("PK\u{3}\u{4} a program".utf8)),
      Self.archive(comment: Array("PK\u{5}\u{6} no end".utf8)),
    ]
    for form in forms {
      #expect(try contents(of: form.bytes, chunk: chunk) == Self.whole)
    }
  }

  @Test func `a member that cannot be read leaves the others`() throws {
    let cases: [(ZipBytes, String)] = [
      (
        Self.archive { $0.flags = 1 },
        "encrypted; unpack the archive with its password first"
      ),
      (
        Self.archive { $0.method = 14 },
        "packed by method 14, which is not read; unpack the archive first"
      ),
      (
        Self.archive { $0.claimedSize = 2_000_000_000 },
        "34 bytes that claim to hold 2000000000; unpack the archive first"
      ),
    ]
    for (archive, reason) in cases {
      let found = try contents(of: archive.bytes)
      #expect(found.count == 2)
      #expect(found.first == "a.zip/Latest links.csv: \(reason)")
      #expect(found.last == Self.whole.last)
    }
  }

  @Test func `what does not fit the list of members is said`() throws {
    let text = "a.zip/Latest links.csv: Linking page\nhttps://a.example/\n"
    #expect(
      try contents(of: Self.archive { $0.claimedChecksum = 7 }.bytes).first
        == text + ": the checksum is wrong; the data may be damaged")
    #expect(
      try contents(of: Self.archive { $0.claimedSize = 99 }.bytes).first
        == text + ": 32 bytes of content, the archive names 99")
    #expect(
      try contents(of: Self.archive { $0.claimedSize = 12 }.bytes, chunk: 5).first
        == "a.zip/Latest links.csv: Linking page: "
        + "more content than the 12 bytes that the archive names")
  }

  @Test func `hostile archives are refused as a whole`() {
    var again = ZipBytes.Member("again.csv", String(repeating: "x", count: 99))
    again.overlaps = true
    let first = ZipBytes.Member("first.csv", "Site\n")
    #expect(
      refusal(of: ZipBytes([first, again]).bytes)
        == "a.zip: members overlap; the archive is damaged or hostile")
    let many = (0...ZipArchive.memberLimit).map { ZipBytes.Member("\($0)", "") }
    #expect(
      refusal(of: ZipBytes(many).bytes) == "a.zip: 4097 members, more than 4096; unpack it first")
    #expect(refusal(of: ZipBytes([]).bytes) == "a.zip: a ZIP archive without files")
    let name = ZipBytes.Member("../\u{1B}[2J\u{202E}x", "Site\n")
    #expect(
      (try? contents(of: ZipBytes([name]).bytes)) == ["a.zip/../\u{FFFD}[2J\u{FFFD}x: Site\n"])
  }

  @Test func `a workbook is told from an archive of tables`() {
    let sheet = ZipBytes.Member("xl/workbook.xml", "<x/>")
    let types = ZipBytes.Member("[Content_Types].xml", "<x/>")
    let text = "a.zip: a workbook of Excel or a program like it; export its sheet as CSV"
    #expect(refusal(of: ZipBytes([types, sheet]).bytes) == text)
    #expect(refusal(of: ZipBytes([first, sheet, types]).bytes) == text)
    let other = ZipBytes.Member("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    #expect(refusal(of: ZipBytes([other, first]).bytes) == text)
  }

  private let first = ZipBytes.Member("first.csv", "Site\n")

  @Test func `an archive cut anywhere is refused or says what is damaged`() throws {
    let bytes = Self.archive().bytes
    for end in 4..<bytes.count {
      #expect(refusal(of: Array(bytes[..<end])) != nil, "\(end) bytes")
    }
  }

  @Test func `random damage never changes a content without a word`() throws {
    let contents = ["Linking page\nhttps://a.example/\n", "Site\nb.example\n", "x", ""]
    let whole = Self.archive { $0.hasDescriptor = true }.bytes
    var random = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    for _ in 0..<4_000 {
      var bytes = whole
      for _ in 0...random.below(4) {
        bytes[4 + random.below(bytes.count - 4)] = UInt8(random.below(256))
      }
      guard let texts = try? InputTexts(MemorySource(bytes), name: "a.zip") else { continue }
      for case (_, .success(let input)) in texts {
        let content = String(decoding: try input.readAll(), as: UTF8.self)
        #expect(input.isDamaged || contents.contains(content), "\(bytes)")
      }
    }
  }

  @Test func `an archive from a pipe is refused with what to do`() throws {
    #expect(throws: StreamError.self) { try ZipArchive(Pipe(), name: "standard input") }
    do {
      _ = try ZipArchive(Pipe(), name: "standard input")
    } catch {
      #expect(
        "\(error)" == "standard input: a ZIP archive from a pipe, whose list of members stands at "
          + "its end; give it as a file")
    }
  }

  /// Bytes of which only the next can be had.
  private final class Pipe: RandomAccessSource {
    let size: Int? = nil
    func read(at offset: Int, into buffer: inout MutableSpan<UInt8>) -> Int { 0 }
  }
}
