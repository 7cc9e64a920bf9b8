import SeededRandom
import Testing

@testable import DisavowFile

@Suite struct PropertyTests {
  private func document(_ bytes: [UInt8]) -> DisavowDocument? {
    try? DisavowDocument(parsing: bytes)
  }

  @Test(arguments: seeds)
  func `a line known at a look is read the same in full`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for round in 0..<4_000 {
      let line = random.line()
      guard let (kind, offset) = PlainLine.kind(of: line.span) else { continue }
      var reader = LineReader()
      let content = reader.read(line.span)
      let value = String(decoding: line[offset...], as: UTF8.self)
      let expected: LineReader.Content =
        switch kind {
        case .blank: .blank
        case .comment: .comment(value)
        case .domain: .entry(.domain(value), comment: nil)
        case .url: .entry(.url(value), comment: nil)
        case .rejected: .rejected(.garbage)
        }
      #expect(content == expected, "seed \(seed) round \(round): \(line)")
      #expect(reader.codes.isEmpty, "seed \(seed) round \(round): \(line)")
    }
  }

  static let seeds = (0..<4).map { _ in UInt64.random(in: .min ... .max) }

  @Test(arguments: seeds)
  func `whatever the lines, fixing is lossless, clean and done once`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for round in 0..<400 {
      let bytes = random.file()
      guard let original = document(bytes) else { continue }
      if !original.fileDiagnostics.contains(where: {
        $0.code == .utf16 || $0.code == .byteOrderMark
      }) {
        #expect(original.lines.flatMap { $0.raw + $0.end } == bytes, "seed \(seed) round \(round)")
      }
      let once = original.fixed()
      let fixed = try #require(document(once.text), "seed \(seed) round \(round)")
      #expect(fixed.fixed().text == once.text, "seed \(seed) round \(round)")
      #expect(fixed.isClean, "seed \(seed) round \(round)")
      #expect(
        fixed.entries.map(\.entry) == original.entries.map(\.entry), "seed \(seed) round \(round)")
      #expect(once.rejected == original.lines.filter { $0.kind == .rejected }.map(\.number))
    }
  }

  @Test(arguments: seeds)
  func `a minimal file covers what the whole one covers`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for round in 0..<400 {
      guard let original = document(random.file()) else { continue }
      let minimal = try #require(document(original.fixed(.init(isMinimising: true)).text))
      let (before, after) = (CoverageIndex(original), CoverageIndex(minimal))
      let hosts = [
        "a.test", "b.a.test", "c.test", "x.c.test", "d.c.test", "test", "192.0.2.1", "www.a.test",
        "e.test",
      ]
      for host in hosts + original.entries.map(\.entry.host) {
        #expect(
          (before.covers(host: host) == nil) == (after.covers(host: host) == nil),
          "seed \(seed) round \(round)")
      }
      for (_, entry) in original.entries {
        if case .url(let text) = entry {
          #expect(after.covers(url: text) != nil, "seed \(seed) round \(round)")
        }
      }
      let entries = minimal.entries.map(\.entry)
      #expect(Set(entries).count == entries.count, "seed \(seed) round \(round)")
    }
  }

  @Test(arguments: seeds)
  func `a written file lints clean, and writing again changes nothing`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let entries = (document(random.file())?.entries ?? []).map(\.entry)
      let proposals = entries.map {
        DisavowWriter.Proposal(
          entry: $0, rule: random.pick(["r1", "r2", "z"]), reason: random.pick(["x", "y"]),
          rank: random.below(3))
      }
      let writer = DisavowWriter(header: ["head"])
      let first = writer.write(proposals)
      let read = try #require(document(first.text), "seed \(seed) round \(round)")
      #expect(read.isClean, "seed \(seed) round \(round)")
      #expect(
        read.lint().allSatisfy { ![.duplicate, .covered].contains($0.code) },
        "seed \(seed) round \(round)")
      #expect(
        first.written.count + first.covered.count + first.overflow.count == Set(entries).count)
      #expect(
        writer.write(proposals, previous: read).text == first.text, "seed \(seed) round \(round)")
      #expect(writer.write(proposals.reversed()).text == first.text, "seed \(seed) round \(round)")

      let user = try #require(document(try #require(document(random.file())?.fixed().text ?? [])))
      let merged = writer.write(proposals, previous: user)
      let again = try #require(document(merged.text), "seed \(seed) round \(round)")
      #expect(again.isClean, "seed \(seed) round \(round)")
      #expect(
        writer.write(proposals, previous: again).text == merged.text, "seed \(seed) round \(round)")
      for entry in entries + user.entries.map(\.entry) {
        let index = CoverageIndex(again)
        let isCovered =
          switch entry {
          case .domain(let host): index.covers(host: host) != nil
          case .url(let text): index.covers(url: text) != nil
          }
        #expect(isCovered, "seed \(seed) round \(round): \(entry.text)")
      }
    }
  }
}

extension SeededGenerator {
  mutating func line() -> [UInt8] {
    if below(12) == 0 {
      // Bytes of any kind, but no line ends.
      return (0..<below(12)).map { _ in UInt8(below(256)) }.filter { $0 != 10 && $0 != 13 }
    }
    var text = ""
    for _ in 0..<below(7) {
      text += pick([
        "domain:", "Domain", ":", " ", "\t", "http://", "HTTPS:", "/", "a", "b.", "a.test",
        "B.a.test", "www.",
        "test", ".", "#", "# ", "//", "\"", ",", "*", "@", "192.0.2.1", "[::1]", ":80", "?q",
        "\u{FC}", "\u{200B}",
        "\u{A0}", "\u{FF1A}", "-", "REJECTED", "c.test", "d.c.test", "\u{7F}",
      ])
    }
    return Array(text.utf8)
  }

  mutating func file() -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<below(12) { bytes += line() + pick([[10], [13, 10], [13], [10]]) }
    if below(4) == 0 { bytes += line() }
    return bytes
  }
}
