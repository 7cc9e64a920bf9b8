import SeededRandom
import Testing

@testable import DelimitedText

/// One record as a scanner saw it, with the offsets of the whole text.
private struct Found: Equatable, CustomStringConvertible {
  let bytes: Range<Int>
  let line: Int
  let fieldEnds: [Int]
  let problem: RecordProblem?

  var description: String {
    "\(bytes) line \(line) ends \(fieldEnds) \(problem.map { "\($0)" } ?? "")"
  }
}

/// Scans a text in two parts; what the first leaves over is scanned again with the second.
private func scan(_ text: [UInt8], _ scanner: RecordScanner, cutAt cut: Int) -> [Found] {
  var scanner = scanner
  var found: [Found] = []
  func take(_ range: Range<Int>, isLast: Bool) -> Int {
    var index = RecordIndex()
    let used = scanner.scan(text[range].span, isLast: isLast, into: &index)
    for record in index.records {
      let ends = index.fieldEnds[record.firstField..<record.firstField + record.fieldCount]
      found.append(
        Found(
          bytes: record.start + range.lowerBound..<record.end + range.lowerBound,
          line: record.line, fieldEnds: ends.map { Int($0) + range.lowerBound },
          problem: record.problem))
    }
    return range.lowerBound + used
  }
  let used = cut == 0 ? 0 : take(0..<cut, isLast: false)
  _ = take(used..<text.count, isLast: true)
  return found
}

@Suite struct RecordScannerPropertyTests {
  /// Widths and limits under which the soup is scanned.
  static let scanners: [RecordScanner] = {
    var tight = Dialect(separator: UInt8(ascii: ","))
    tight.lineLimit = 3
    tight.byteLimit = 12
    let usual = Dialect(separator: UInt8(ascii: ","))
    return [usual, tight].flatMap { dialect in
      [0, 1, 3].map { RecordScanner(dialect: dialect, width: $0) }
    }
  }()

  @Test func `random text gives the same records wherever it is cut`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<150 {
      let text = random.soup(limit: 24)
      for scanner in Self.scanners {
        let whole = scan(text, scanner, cutAt: 0)
        for cut in 1..<max(text.count, 1) {
          let parts = scan(text, scanner, cutAt: cut)
          #expect(parts == whole, "seed \(seed), text \(text), cut at byte \(cut)")
          if parts != whole { return }
        }
      }
    }
  }

  @Test func `random text gives the records that a reader byte by byte finds`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<4_000 {
      let text = random.soup(limit: 200)
      for scanner in Self.scanners {
        for isLast in [true, false] {
          var fast = scanner
          var plain = PlainRecordScanner(dialect: scanner.dialect, width: scanner.width)
          var found = RecordIndex()
          var expected = RecordIndex()
          let used = fast.scan(text.span, isLast: isLast, into: &found)
          let plainUsed = plain.scan(text.span, isLast: isLast, into: &expected)
          let isEqual =
            used == plainUsed && found.fieldEnds == expected.fieldEnds && fast.line == plain.line
            && found.records.count == expected.records.count
            && zip(found.records, expected.records).allSatisfy { left, right in
              left.start == right.start && left.end == right.end && left.line == right.line
                && left.firstField == right.firstField && left.fieldCount == right.fieldCount
                && left.hasStrayQuotes == right.hasStrayQuotes && left.problem == right.problem
            }
          #expect(isEqual, "seed \(seed), text \(text)")
          if !isEqual { return }
        }
      }
    }
  }

  @Test func `between the records of random text stand line ends and nothing else`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let text = random.soup(limit: 60)
      for scanner in Self.scanners.prefix(3) {
        let records = scan(text, scanner, cutAt: 0)
        let starts = records.map(\.bytes.lowerBound) + [text.count]
        var isCovered = starts.first == 0
        for (record, next) in zip(records, starts.dropFirst()) {
          let gap = text[record.bytes.upperBound..<next]
          isCovered = isCovered && ([[], [10], [13], [13, 10]].contains(Array(gap)))
          isCovered = isCovered && (!gap.isEmpty || next == text.count)
        }
        #expect(isCovered, "seed \(seed), text \(text)")
        if !isCovered { return }
      }
    }
  }

  @Test func `every physical line of random text is counted once`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let text = random.soup(limit: 60)
      for scanner in Self.scanners.prefix(3) {
        let records = scan(text, scanner, cutAt: 0)
        let lines = records.map { 1 + lineEnds(in: text[..<$0.bytes.lowerBound]) }
        #expect(records.map(\.line) == lines, "seed \(seed), text \(text)")
      }
    }
  }

  private func lineEnds(in text: ArraySlice<UInt8>) -> Int {
    text.indices.count { index in
      text[index] == 10 || (text[index] == 13 && !(text.dropFirst(index + 1).first == 10))
    }
  }

  @Test func `a line longer than the limit costs only itself`() {
    var dialect = Dialect(separator: UInt8(ascii: ","))
    dialect.byteLimit = 8
    let text = Array("a,b\r\n0123456789,0123456789\r\nc,d\n".utf8)
    for cut in 0..<text.count {
      let records = scan(text, RecordScanner(dialect: dialect, width: 2), cutAt: cut)
      #expect(records.map(\.problem) == [nil, .tooLong, nil], "cut at byte \(cut)")
      #expect(records.map(\.bytes) == [0..<3, 5..<13, 28..<31], "cut at byte \(cut)")
    }
  }
}
