import SeededRandom
import Testing

@testable import DisavowFile

@Suite struct UnifiedDiffTests {
  private func diff(_ text: String) throws -> String {
    let document = try DisavowDocument(parsing: Array(text.utf8))
    return String(decoding: document.fixDiff(name: "f.txt"), as: UTF8.self)
  }

  @Test func `a clean file has no difference`() throws {
    #expect(try diff("# x\ndomain:a.test\n") == "")
    #expect(try diff("") == "")
  }

  @Test func `changes stand among three equal lines`() throws {
    let equal = (1...9).map { "domain:e\($0).test\n" }
    let text = equal.joined() + "a.test\n" + equal.joined() + "domain:b.test # c\r\n" + "x y"
    #expect(
      try diff(text) == """
        --- f.txt
        +++ f.txt
        @@ -7,7 +7,7 @@
         domain:e7.test
         domain:e8.test
         domain:e9.test
        -a.test
        +domain:a.test
         domain:e1.test
         domain:e2.test
         domain:e3.test
        @@ -17,5 +17,6 @@
         domain:e7.test
         domain:e8.test
         domain:e9.test
        -domain:b.test # c\r
        +# c
        +domain:b.test
        -x y
        \\ No newline at end of file
        +# REJECTED GARBAGE: x y

        """)
  }

  /// Applies a unified difference, as `patch` does.
  private func apply(_ diff: [UInt8], to old: [[UInt8]]) -> [UInt8] {
    var new: [UInt8] = []
    var line = 0
    var rest = diff.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    while let text = rest.popFirst() {
      if text.starts(with: Array("@@ -".utf8)) {
        let start = Int(String(decoding: text.dropFirst(4).prefix { $0 != 0x2C }, as: UTF8.self))
        let count = text.dropFirst(4).drop { $0 != 0x2C }.dropFirst().prefix { $0 != 0x20 }
        let isEmpty = count.elementsEqual("0".utf8)
        let end = (start ?? 0) - (isEmpty ? 0 : 1)
        while line < end {
          new += old[line]
          line += 1
        }
      } else if text.first == 0x20 {
        new += old[line]
        line += 1
      } else if text.first == 0x2D, !text.starts(with: Array("--- ".utf8)) {
        line += 1
      } else if text.first == 0x2B, !text.starts(with: Array("+++ ".utf8)) {
        new += text.dropFirst() + [0x0A]
      }
    }
    while line < old.count {
      new += old[line]
      line += 1
    }
    return new
  }

  @Test(arguments: PropertyTests.seeds)
  func `the difference leads from the file to the repaired one`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let bytes = random.file() + random.file()
      guard let document = try? DisavowDocument(parsing: bytes) else { continue }
      let old = document.records.indices.map { index in
        let line = document.whole(index)
        return line.indices.map { line[$0] }
      }
      // A line that holds a mark of the difference itself cannot be told apart here.
      if old.contains(where: { $0.first == 0x2D || $0.contains(0x0D) }) { continue }
      let options = DisavowDocument.FixOptions(isMinimising: round % 2 == 0)
      #expect(
        apply(document.fixDiff(options, name: "f"), to: old) == document.fixed(options).text,
        "seed \(seed) round \(round)")
    }
  }
}
