import CalendarTime
import LinkModel
import LinkReports
import Testing

@Suite struct RecordWriterTests {
  /// A row with a field of every kind, and one of which only the kind is known.
  private var batch: RecordBatch {
    var batch = RecordBatch(layout: .all)
    batch.appendRow()
    batch.setNumber(Int64(RecordKind.link.rawValue), .kind)
    batch.setText("https://a.example/?q=\"x\",1", .sourceURL)
    batch.setText("/?q", .sourcePath)
    batch.setText("", .anchor)
    batch.setNumber(Int64(LinkTypes.text.rawValue | LinkTypes.image.rawValue), .linkTypes)
    batch.setNumber(0, .nofollow)
    batch.setNumber(-40, .externalLinks)
    batch.setNumber(12_250, .pageScore)
    batch.setNumber(moment("2025-09-07"), .firstSeen)
    batch.setNumber(moment("2025-09-07T09:40:20Z"), .lastSeen)
    batch.setText("en, de", .languages)
    batch.setText("200:14,404:2", .statusCounts)
    batch.setText(#"{"moz.links":3}"#, .metrics)
    batch.appendRow()
    batch.setNumber(Int64(RecordKind.domain.rawValue), .kind)
    return batch
  }

  private func moment(_ text: String) -> Int64 {
    Moment(parsing: Array(text.utf8).span)?.rawValue ?? -1
  }

  private func written(_ format: RecordWriter.Format) -> String {
    var writer = RecordWriter(format)
    writer.write(batch)
    var text = ""
    writer.drain { bytes in
      text = String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
    return text
  }

  @Test func `a line of JSON holds what is known, in the order of the fields`() {
    #expect(
      written(.ndjson) == #"""
        {"kind":"link","source_url":"https://a.example/?q=\"x\",1","anchor":"","link_types":["text","image"],"nofollow":false,"first_seen":"2025-09-07","last_seen":"2025-09-07T09:40:20Z","external_links":-40,"page_score":12.25,"languages":["en","de"],"status_counts":{"200":14,"404":2},"metrics":{"moz.links":3}}
        {"kind":"domain"}

        """#)
  }

  @Test func `a record of CSV has a cell for every field`() {
    let lines = written(.csv).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == RecordWriter.fields.map(\.name).joined(separator: ","))
    #expect(
      lines[1].split(separator: ",").map(String.init) == [
        "link", "\"https://a.example/?q=\"\"x\"\"", "1\"", "text image", "false", "2025-09-07",
        "2025-09-07T09:40:20Z", "-40", "12.25", "\"en", " de\"", "\"200:14", "404:2\"",
        "\"{\"\"moz.links\"\":3}\"",
      ])
    #expect(lines[2] == "domain" + String(repeating: ",", count: RecordWriter.fields.count - 1))
  }
}
