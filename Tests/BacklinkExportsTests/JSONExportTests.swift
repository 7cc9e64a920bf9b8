import LinkModel
import Testing

@testable import BacklinkExports

@Suite struct JSONExportTests {
  static let records = [
    #"{"source_url":"https://a.example/1","target_url":"https://shop.example/","anchor":"caf\u00e9"}"#,
    #"{"source_url":"https://b.example/2","target_url":"https://shop.example/","anchor":null}"#,
    #"{"source_url":"https://c.example/3","target_url":"https://shop.example/","anchor":""}"#,
  ]

  static let forms: [(name: String, text: String, path: String)] = [
    ("an array", "[" + records.joined(separator: ",\n") + "]", ""),
    ("lines", records.joined(separator: "\n") + "\n", ""),
    (
      "an array under a key", "{\"count\":3,\"links\":[\(records.joined(separator: ","))]}", "links"
    ),
    (
      "arrays in arrays",
      "{\"tasks\":[{\"id\":1,\"result\":[{\"items\":[\(records.joined(separator: ","))]}]}]}",
      "tasks.result.items"
    ),
    (
      "answers, one a line", records.map { "{\"links\":[\($0)]}" }.joined(separator: "\n"), "links"
    ),
  ]

  @Test(arguments: forms)
  func `records are found wherever they stand`(_ form: (name: String, text: String, path: String))
    throws
  {
    let export = try ReadExport(form.text, name: "links.json")
    #expect(export.shape.form == .json(path: form.path))
    #expect(export.rows.map { $0.text(.sourceHost) } == ["a.example", "b.example", "c.example"])
    #expect(export.counts.total == 3)
  }

  @Test func `what a record does not say is absent, an empty text is one`() throws {
    let rows = try ReadExport(Self.forms[0].text).rows
    #expect(rows.map(\.anchor) == ["café", nil, ""])
    #expect(rows.allSatisfy { $0.text(.sourceDomain) != nil })
  }

  @Test func `a damaged record is told with its line and its text, and the next is read`() throws {
    let text = Self.records[0] + "\n{\"source_url\": nope}\n" + Self.records[1] + "\n7\n"
    let export = try ReadExport(text, name: "links.json")
    #expect(export.rows.count == 2)
    #expect(export.rejects.map(\.line) == [2, 4])
    #expect(export.rejects.map(\.reason) == ["invalid-json", "no-record"])
    #expect(
      export.messages.first
        == "links.json:2: 'n' stands where JSON does not allow it; row skipped")
    #expect(export.rows.map { $0.number(.line) } == [1, 3])
  }

  @Test func `an object that holds something else is rejected, an empty one is blank`() throws {
    let text = Self.records[0] + "\n{\"error\":\"quota\",\"anchor\":null}\n{}\n"
    let export = try ReadExport(text)
    #expect(export.counts.rejected == ["no-source": 1])
    #expect(export.counts.skipped == ["blank": 1])
    #expect(export.rejects.first?.raw == Array("{\"error\":\"quota\",\"anchor\":null}".utf8))
  }

  @Test func `a column of domains beside one of pages does not take the page's domain away`() throws
  {
    let text = """
      {"source_url":"https://a.example/","source_domain":"a.example"}
      {"source_url":"https://b.example/"}
      """
    #expect(try ReadExport(text).rows.map { $0.text(.sourceDomain) } == ["a.example", "b.example"])
  }

  @Test func `a comma too many is repaired and counted`() throws {
    let text = "[" + Self.records[0].dropLast() + ",}," + Self.records[1] + ",]"
    let export = try ReadExport(text)
    #expect(export.rows.count == 2)
    #expect(export.counts.repaired == ["loose JSON": 1])
  }

  @Test func `a text that is cut off keeps its records and says so`() throws {
    let text = Self.forms[2].text
    let export = try ReadExport(String(text.dropLast(20)), name: "links.json")
    #expect(export.rows.count == 2)
    #expect(export.rejects.map(\.reason) == ["cut-off"])
    let open = try ReadExport(String(text.dropLast(1)), name: "links.json")
    #expect(open.rows.count == 3)
    #expect(
      open.messages == ["links.json: the JSON text has no end; the download may be incomplete"])
  }

  @Test func `a key that only later records have is read`() throws {
    let early = (0..<3_000).map { number in
      """
      {"url_from":"https://a\(number).example/","url_to":"https://shop.example/","anchor":"x",\
      "inlink_rank":1,"title":"\(String(repeating: "t", count: 400))"}
      """
    }
    let late = """
      {"url_from":"https://z.example/","url_to":"https://shop.example/","anchor":"x",\
      "inlink_rank":1,"nofollow":true}
      """
    let text = (early + [late]).joined(separator: "\n")
    let rows = try ReadExport(text).rows
    #expect(rows.count == 3_001)
    #expect(rows.last?[.nofollow] == .number(1))
    #expect(rows.first?[.nofollow] == nil)
  }

  @Test(arguments: [1, 5, 64])
  func `records do not depend on how the bytes come in`(_ chunk: Int) throws {
    for form in Self.forms {
      let whole = try ReadExport(form.text)
      let pieces = try ReadExport(form.text, chunk: chunk)
      #expect(pieces.rows == whole.rows)
      #expect(pieces.counts == whole.counts)
    }
  }

  @Test func `arrays come into one cell, nested keys have dots`() throws {
    let text = """
      {"source_url":"https://a.example/","languages":["de","en"],"x":{"y":[{"z":1},{"z":2}]}}
      """
    let export = try ReadExport(text)
    #expect(export.shape.header == ["source_url", "languages", "x.y.z"])
    #expect(export.rows.first?.text(.languages) == "de, en")
  }
}
