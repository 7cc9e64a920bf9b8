import SeededRandom
import Testing

@testable import ByteStreams

/// What a gzip file gave.
struct Unpacked: Equatable {
  var bytes: [UInt8]
  var notes: [StreamNote]
  var isDamaged: Bool

  init(_ file: [UInt8], chunk: Int = .max, room: Int = 1 << 18, isExact: Bool = false) throws {
    let source = GzipSource(MemorySource(file, chunk: chunk), isExact: isExact)
    bytes = try source.readAll(chunk: room)
    notes = source.notes
    isDamaged = source.isDamaged
  }
}

/// A gzip file and what its reading promises.
struct GzipCase: CustomTestStringConvertible, Sendable {
  let name: String
  let file: [UInt8]
  let text: String
  var codes: [StreamNote.Code] = []
  var isDamaged = false

  var testDescription: String { name }

  static let one = GzipBytes.member("one\n")
  static let two = GzipBytes.member("two\n")
  static let zeros = [UInt8](repeating: 0, count: 512)

  static let all: [GzipCase] = [
    GzipCase(name: "one member", file: one, text: "one\n"),
    GzipCase(name: "two members", file: one + two, text: "one\ntwo\n"),
    GzipCase(
      name: "an empty member between", file: one + GzipBytes.member("") + two, text: "one\ntwo\n"),
    GzipCase(name: "an empty member", file: GzipBytes.member(""), text: ""),
    GzipCase(name: "a stored block", file: GzipBytes.member("one\n", level: 0), text: "one\n"),
    GzipCase(name: "zeros after", file: one + zeros, text: "one\n", codes: [.zeroPadding]),
    GzipCase(
      name: "zeros between", file: one + zeros + two, text: "one\ntwo\n", codes: [.zeroPadding]),
    GzipCase(
      name: "text after", file: one + Array("plain\n".utf8), text: "one\n", codes: [.trailingData]),
    GzipCase(name: "half a magic after", file: one + [0x1F], text: "one\n", codes: [.trailingData]),
    GzipCase(
      name: "a magic after", file: one + [0x1F, 0x8B], text: "one\n", codes: [.truncated],
      isDamaged: true),
    GzipCase(
      name: "a magic and another method after", file: one + [0x1F, 0x8B, 9, 0], text: "one\n",
      codes: [.trailingData]),
    GzipCase(
      name: "all header fields",
      file: GzipBytes.header(
        flags: 0x1C, fields: [2, 0, 7, 7] + Array("name\0comment\0".utf8))
        + one[10...], text: "one\n"),
    GzipCase(
      name: "a wrong header checksum",
      file: GzipBytes.header(flags: 2, fields: [1, 2]) + one[10...],
      text: "one\n", codes: [.headerChecksum]),
    GzipCase(
      name: "a right header checksum",
      file: withHeaderChecksum(GzipBytes.header(flags: 2)) + one[10...],
      text: "one\n"),
    GzipCase(
      name: "reserved flags", file: GzipBytes.header(flags: 0xE0) + one[10...], text: "one\n",
      codes: [.reservedFlags]),
    GzipCase(
      name: "another method", file: GzipBytes.header(method: 9) + one[10...], text: "",
      codes: [.unknownMethod], isDamaged: true),
    GzipCase(
      name: "a name without end",
      file: GzipBytes.header(flags: 8, fields: [UInt8](repeating: 65, count: 70_000)), text: "",
      codes: [.headerTooLong], isDamaged: true),
    GzipCase(
      name: "a wrong checksum, then a good member",
      file: one.dropLast(8) + [1, 2, 3, 4] + one.suffix(4) + two, text: "one\ntwo\n",
      codes: [.checksumMismatch], isDamaged: true),
    GzipCase(
      name: "a wrong length, then a good member", file: one.dropLast(4) + [9, 0, 0, 0] + two,
      text: "one\ntwo\n", codes: [.lengthMismatch], isDamaged: true),
    GzipCase(
      name: "no deflate data", file: one + GzipBytes.header() + [0xFF, 0xFF, 0xFF], text: "one\n",
      codes: [.corrupt], isDamaged: true),
    GzipCase(
      name: "a cut trailer", file: one.dropLast(3), text: "one\n", codes: [.truncated],
      isDamaged: true),
    GzipCase(name: "nothing", file: [], text: ""),
  ]

  private static func withHeaderChecksum(_ header: [UInt8]) -> [UInt8] {
    header + GzipBytes.littleEndian(GzipBytes.checksum(header)).prefix(2)
  }
}

@Suite struct GzipSourceTests {
  @Test(arguments: GzipCase.all)
  func `all that can be had is given, the rest is said`(_ example: GzipCase) throws {
    let unpacked = try Unpacked(example.file)
    #expect(String(decoding: unpacked.bytes, as: UTF8.self) == example.text)
    #expect(unpacked.notes.map(\.code) == example.codes)
    #expect(unpacked.isDamaged == example.isDamaged)
  }

  @Test(arguments: GzipCase.all)
  func `nothing depends on the size of a piece`(_ example: GzipCase) throws {
    let whole = try Unpacked(example.file)
    for chunk in [1, 2, 3, 7, 64] {
      #expect(try Unpacked(example.file, chunk: chunk) == whole, "read in pieces of \(chunk)")
      #expect(try Unpacked(example.file, room: chunk) == whole, "room for \(chunk)")
    }
  }

  @Test func `a file cut at any byte gives a prefix and says that it is cut`() throws {
    var random = SeededGenerator(seed: 11)
    let text = Array(random.lines(40).utf8)
    let file = GzipBytes.member(text)
    for cut in 1..<file.count {
      let unpacked = try Unpacked(Array(file[..<cut]))
      #expect(text.starts(with: unpacked.bytes), "cut at \(cut)")
      #expect(unpacked.isDamaged, "cut at \(cut)")
      #expect(unpacked == (try Unpacked(Array(file[..<cut]), isExact: true)), "cut at \(cut)")
    }
  }

  @Test func `damaged bytes end in notes, the same by every inflater and in any pieces`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let text = random.lines(60)
    let good = GzipBytes.member(text) + GzipBytes.member(text, level: 1)
    for round in 0..<400 {
      var file = good
      for _ in 0..<random.below(4) + 1 {
        let place = random.below(file.count)
        switch random.below(3) {
        case 0: file[place] ^= UInt8(1 << random.below(8))
        case 1: file.remove(at: place)
        default: file.insert(UInt8(random.below(256)), at: place)
        }
      }
      let whole = try Unpacked(file)
      let exact = try Unpacked(file, isExact: true)
      #expect(whole == exact, "seed \(seed), round \(round)")
      for chunk in [1, 2, 3, 7, 64] {
        let pieces = try Unpacked(file, chunk: chunk, room: chunk * 5)
        #expect(pieces == exact, "seed \(seed), round \(round), pieces of \(chunk)")
      }
    }
  }

  @Test func `five thousand members with wrong checksums are said in a hundred and one notes`()
    throws
  {
    let bad = GzipBytes.member("x").dropLast(8) + [0, 0, 0, 0, 1, 0, 0, 0]
    let file = Array([[UInt8]](repeating: Array(bad), count: 5000).joined())
    let unpacked = try Unpacked(file)
    #expect(unpacked.bytes.count == 5000)
    #expect(unpacked.notes.count == 101)
    #expect(unpacked.notes.last?.message == "4900 more notes left out")
    #expect(unpacked.notes.last?.severity == .error)
  }

  @Test func `notes say which member, and where`() throws {
    let file = GzipCase.one + GzipCase.two.dropLast(8) + [0, 0, 0, 0] + GzipCase.two.suffix(4)
    let note = try #require(try Unpacked(file).notes.first)
    #expect(note.message == "member 2: the checksum is wrong; the data may be damaged")
    #expect(note.byteOffset == file.count - 8)
    let rest = try #require(try Unpacked(GzipCase.one + Array("rest".utf8)).notes.first)
    #expect(
      rest.message
        == "4 bytes after the gzip data at byte \(GzipCase.one.count): not gzip; ignored")
  }
}
