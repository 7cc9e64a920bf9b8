import LinkModel
import Testing

@Suite struct RecordBatchTests {
  @Test func `a layout holds the wanted fields in the order of the table, once`() {
    let layout = RecordLayout([.anchor, .sourceURL, .anchor])
    #expect(layout.fields == [.sourceURL, .anchor])
    #expect(layout.slot(.anchor) == 1)
    #expect(layout.slot(.targetURL) == nil)
    #expect(RecordLayout.all.fields == Field.allCases)
  }

  @Test func `what is set is got, what is not set is absent`() {
    var batch = RecordBatch(layout: RecordLayout([.sourceURL, .anchor, .pageScore]))
    batch.appendRow()
    batch.setText("https://a.example/", .sourceURL)
    batch.setText("", .anchor)
    batch.appendRow()
    batch.setNumber(-3, .pageScore)
    batch.setText("not held", .targetURL)
    #expect(batch.count == 2)
    #expect(batch.text(0, .sourceURL) == "https://a.example/")
    #expect(batch.text(0, .anchor) == "")
    #expect(batch.number(0, .pageScore) == nil)
    #expect(batch.text(1, .sourceURL) == nil)
    #expect(batch.number(1, .pageScore) == -3)
    #expect(batch[1, .targetURL].isAbsent)
    #expect(batch.text(0, slot: nil) == nil)
  }

  @Test func `the last row can be taken back, and all rows removed while the bytes stay`() {
    var batch = RecordBatch(layout: RecordLayout([.anchor]))
    batch.appendRow()
    batch.setText("one", .anchor)
    batch.appendRow()
    batch.setText("two", .anchor)
    batch.removeLastRow()
    #expect(batch.count == 1)
    #expect(batch.text(0, .anchor) == "one")
    batch.removeRows()
    #expect(batch.count == 0)
    #expect(batch.bytes.count == 6)
    batch.appendRow()
    #expect(batch[0, .anchor].isAbsent)
  }

  static let numbers: [Int64] = [0, 1, -1, 42, .max, .min + 1]

  @Test(arguments: numbers)
  func `a cell gives back its number and is not absent`(_ number: Int64) {
    #expect(Cell(number).number == number)
    #expect(!Cell(number).isAbsent)
  }

  @Test(arguments: [0..<0, 0..<1, 7..<7, 1_000_000..<1_000_100, 2_147_483_000..<2_147_483_647])
  func `a cell gives back its range and is not absent`(_ range: Range<Int>) {
    let cell = Cell(start: range.lowerBound, count: range.count)
    #expect(cell.range == range)
    #expect(!cell.isAbsent)
    #expect(Cell.absent.isAbsent)
  }
}

@Suite struct BacklinkTests {
  @Test func `a record of every field survives a batch`() {
    var link = Backlink()
    for field in Field.allCases {
      link[field] = field.isText ? .text("text of \(field.name)") : .number(Int64(field.rawValue))
    }
    var batch = RecordBatch(layout: .all)
    link.append(to: &batch)
    Backlink().append(to: &batch)
    #expect(Backlink(batch, row: 0) == link)
    #expect(Backlink(batch, row: 1) == Backlink())
  }

  @Test func `absent fields stay absent, and fields that are not held are left out`() {
    var link = Backlink()
    link[.anchor] = .text("")
    link[.nofollow] = .number(1)
    var batch = RecordBatch(layout: RecordLayout([.anchor, .sourceURL]))
    link.append(to: &batch)
    let back = Backlink(batch, row: 0)
    #expect(back.anchor == "")
    #expect(back.sourceURL == nil)
    #expect(back.isNofollow == nil)
    #expect(link.isNofollow == true)
  }

  @Test func `counts of inputs add up`() {
    var counts = InputCounts()
    counts.used = 2
    counts.skipped = ["blank": 1]
    var other = InputCounts()
    other.used = 3
    other.skipped = ["blank": 1, "comment": 4]
    other.rejected = ["no-source": 1]
    other.repaired = ["short row": 2]
    counts.add(other)
    #expect(counts.used == 5)
    #expect(counts.skippedTotal == 6)
    #expect(counts.rejectedTotal == 1)
    #expect(counts.total == 12)
    #expect(counts.repaired == ["short row": 2])
  }
}
