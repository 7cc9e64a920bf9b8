import SeededRandom
import Testing

@testable import ByteStreams

/// The bytes of a file and the text that they are.
struct TextCase: CustomTestStringConvertible, Sendable {
  let name: String
  let file: [UInt8]
  let text: [UInt8]
  let encoding: TextEncoding
  var container = Container.plain
  var codes: [StreamNote.Code] = []

  var testDescription: String { name }

  static let sample = "source,target\nhttps://a.example/ü,€ 𝄞 plain text that is long enough\n"
  static let utf8 = Array(sample.utf8)

  static func utf16(_ text: String, bigEndian: Bool = false) -> [UInt8] {
    text.utf16.flatMap {
      bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
    }
  }

  static let all: [TextCase] = [
    TextCase(name: "empty", file: [], text: [], encoding: .utf8, codes: [.emptyInput]),
    TextCase(name: "UTF-8", file: utf8, text: utf8, encoding: .utf8),
    TextCase(
      name: "UTF-8 with a mark", file: [0xEF, 0xBB, 0xBF] + utf8, text: utf8, encoding: .utf8BOM),
    TextCase(name: "UTF-16LE", file: utf16(sample), text: utf8, encoding: .utf16LE),
    TextCase(
      name: "UTF-16BE", file: utf16(sample, bigEndian: true), text: utf8, encoding: .utf16BE),
    TextCase(
      name: "UTF-16LE with a mark", file: [0xFF, 0xFE] + utf16(sample), text: utf8,
      encoding: .utf16LEBOM),
    TextCase(
      name: "UTF-16BE with a mark", file: [0xFE, 0xFF] + utf16(sample, bigEndian: true), text: utf8,
      encoding: .utf16BEBOM),
    TextCase(
      name: "lone surrogates", file: [0xFF, 0xFE, 0x00, 0xD8, 0x41, 0, 0x00, 0xDC, 0x00, 0xD8],
      text: Array("\u{FFFD}A\u{FFFD}\u{FFFD}".utf8), encoding: .utf16LEBOM, codes: [.loneSurrogate]),
    TextCase(
      name: "an odd last byte", file: [0xFF, 0xFE, 0x41, 0, 0x42], text: [0x41],
      encoding: .utf16LEBOM, codes: [.oddByte]),
    TextCase(
      name: "Windows-1252", file: [0x63, 0x61, 0x66, 0xE9, 0x20, 0x80, 0x0A],
      text: Array("café €\n".utf8), encoding: .windows1252, codes: [.windows1252]),
    TextCase(
      name: "UTF-8 with a bad byte", file: utf8 + [0xE9, 0x0A], text: utf8 + [0xE9, 0x0A],
      encoding: .utf8),
    TextCase(
      name: "NUL bytes of a crash", file: [0, 0, 0, 0] + utf8, text: [0, 0, 0, 0] + utf8,
      encoding: .utf8),
    TextCase(
      name: "gzip", file: GzipBytes.member(sample), text: utf8, encoding: .utf8, container: .gzip),
    TextCase(
      name: "gzip of UTF-16LE", file: GzipBytes.member(utf16(sample)), text: utf8,
      encoding: .utf16LE, container: .gzip),
    TextCase(
      name: "gzip in gzip", file: GzipBytes.member(GzipBytes.member(sample)), text: utf8,
      encoding: .utf8, container: .gzip, codes: [.nestedGzip]),
    TextCase(
      name: "a mark before gzip", file: [0xEF, 0xBB, 0xBF] + GzipBytes.member(sample), text: utf8,
      encoding: .utf8, container: .gzipAfterMark, codes: [.byteOrderMarkBeforeGzip]),
  ]
}

@Suite struct TextInputTests {
  @Test(arguments: TextCase.all)
  func `every encoding comes out as UTF-8, in any pieces`(_ example: TextCase) throws {
    for chunk in [1, 2, 3, 7, 64, 1 << 18] {
      for room in [1, 2, 3, 7, 64, 1 << 18] {
        let input = try TextInput(MemorySource(example.file, chunk: chunk), name: "x")
        #expect(try input.readAll(chunk: room) == example.text, "pieces of \(chunk), room \(room)")
        #expect(input.encoding == example.encoding)
        #expect(input.container == example.container)
        #expect(input.notes.map(\.code) == example.codes)
        #expect(!input.isDamaged)
        #expect(input.bytesRead == example.file.count)
      }
    }
  }

  @Test(arguments: [false, true])
  func `long UTF-16 is what the standard library makes of it`(bigEndian: Bool) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    var units: [UInt16] = Array("plain text first, ".utf16)
    for _ in 0..<60_000 {
      switch random.below(30) {
      case 0: units.append(UInt16(0xD800 + random.below(2048)))
      case 1: units.append(UInt16(random.below(0x10000)))
      case 2: units += Array("𝄞".utf16)
      default: units += Array("ab".utf16)
      }
    }
    let bytes = units.flatMap {
      bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
    }
    let mark: [UInt8] = bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
    let input = try TextInput(MemorySource(mark + bytes, chunk: 4097), name: "x")
    let expected = Array(String(decoding: units, as: UTF16.self).utf8)
    #expect(try input.readAll(chunk: 1000) == expected, "seed \(seed)")
  }

  @Test func `a log keeps its bytes until somebody decides otherwise`() throws {
    let file: [UInt8] = [0x63, 0xE9, 0x0A]
    let log = try TextInput(MemorySource(file), name: "x", decoding: .bytes)
    #expect(log.looksLikeWindows1252)
    #expect(try log.readAll() == file)

    let export = try TextInput(MemorySource(file), name: "x", decoding: .bytes)
    #expect(try export.peek() == file)
    export.decodeAsWindows1252()
    #expect(try export.peek(2) == Array("cé".utf8.prefix(2)))
    #expect(try export.readAll() == Array("cé\n".utf8))
  }

  @Test func `what is looked at stays to be read`() throws {
    let text = Array(String(repeating: "0123456789\n", count: 20_000).utf8)
    let input = try TextInput(MemorySource(text, chunk: 1000), name: "x")
    #expect(try input.peek().count == TextInput.headLength)
    #expect(try input.readAll(chunk: 777) == text)
    #expect(input.bytesRead == text.count)
  }

  @Test func `a cut file is damaged, and what is there is given`() throws {
    let input = try TextInput(MemorySource(GzipBytes.member("one\n").dropLast(1)), name: "x")
    #expect(try input.readAll() == Array("one\n".utf8))
    #expect(input.isDamaged)
  }

  static let refusals: [(bytes: [UInt8], message: String)] = [
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "x.gz: xz data; run: xz -dc x.gz | backlinks ... -"),
    (Array("BZh9".utf8), "x.gz: bzip2 data; run: bzip2 -dc x.gz | backlinks ... -"),
    ([0x28, 0xB5, 0x2F, 0xFD], "x.gz: Zstandard data; run: zstd -dc x.gz | backlinks ... -"),
    ([0x04, 0x22, 0x4D, 0x18], "x.gz: LZ4 data; run: lz4 -dc x.gz | backlinks ... -"),
    ([0x1F, 0x9D, 0x90], "x.gz: compress (.Z) data; run: gzip -dc < x.gz | backlinks ... -"),
    (Array("PK\u{3}\u{4}".utf8), "x.gz: a ZIP archive; unpack it first"),
    (
      Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 26) + Array("xl/workbook.xml".utf8),
      "x.gz: a workbook of Excel or a program like it; export its sheet as CSV"
    ),
    (Array("%PDF-1.7".utf8), "x.gz: a PDF document; export the data as CSV"),
    (
      GzipBytes.member([UInt8](repeating: 65, count: 257) + Array("ustar".utf8)),
      "x.gz: a tar archive; unpack it first"
    ),
    ((0..<255).map { $0 }, "x.gz: binary data, expected text"),
    (
      [0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0],
      "x.gz: UTF-32 text is not read; convert it to UTF-8 first"
    ),
  ]

  @Test(arguments: refusals)
  func `what is no text is refused with a cure`(bytes: [UInt8], message: String) throws {
    let error = #expect(throws: StreamError.self) {
      try TextInput(MemorySource(bytes), name: "x.gz")
    }
    #expect(error?.description == message)
  }

  @Test func `any bytes are read or refused, alike in any pieces`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let starts = TextCase.all.map(\.file) + TextInputTests.refusals.map(\.bytes) + [[]]
    for round in 0..<600 {
      var file = starts[random.below(starts.count)]
      for _ in 0..<random.below(4) where !file.isEmpty {
        file[random.below(file.count)] = UInt8(random.below(256))
      }
      file += (0..<random.below(40)).map { _ in UInt8(random.below(256)) }
      let whole = Result { try TextInput(MemorySource(file), name: "x").readAll() }
      let pieces = Result {
        try TextInput(MemorySource(file, chunk: 1), name: "x").readAll(chunk: 3)
      }
      #expect((try? whole.get()) == (try? pieces.get()), "seed \(seed), round \(round)")
    }
  }

  /// A pipe: it cannot go back.
  private final class Pipe: ByteSource {
    private let source: MemorySource
    init(_ bytes: [UInt8]) { source = MemorySource(bytes) }
    func read(into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int {
      try source.read(into: &buffer)
    }
  }

  @Test func `of damaged data that cannot be read twice nothing is made up`() throws {
    // A letter, and then thirty more from a place before the data.
    let damaged: [UInt8] = [
      31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 43, 194, 47, 45, 74, 78, 213, 41, 73, 44, 74, 79, 45, 225,
      202, 40, 46,
      194, 129, 134, 210, 215, 79, 212, 75, 173, 72, 204, 45, 200, 73, 213, 63, 188, 71, 231, 81,
      211, 26, 133,
    ]
    let sources: [any ByteSource] = [
      MemorySource(damaged), Pipe(damaged),
      MemorySource(GzipBytes.member(damaged)),
    ]
    for source in sources {
      let input = try TextInput(source, name: "x")
      #expect(try input.readAll() == Array("r".utf8))
      #expect(input.isDamaged)
    }
  }

  @Test func `pages and data in text formats are not refused here`() throws {
    for text in ["<!DOCTYPE html><p>", "{\"a\": 1}", "<?xml version=\"1.0\"?>", "x"] {
      #expect(try TextInput(MemorySource(Array(text.utf8)), name: "x").container == .plain)
    }
  }

  @Test func `a missing file and a directory are told apart`() throws {
    #expect(throws: StreamError.isDirectory(name: "/tmp")) { try TextInput(opening: "/tmp") }
    let missing = StreamError.cannotOpen(
      name: "/nonexistent", reason: "no such file or directory")
    #expect(throws: missing) { try TextInput(opening: "/nonexistent") }
    #expect(missing.description == "/nonexistent: cannot open: no such file or directory")
  }
}
