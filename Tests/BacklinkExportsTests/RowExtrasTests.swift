import LinkModel
import Testing
import YAMLDocument

@testable import BacklinkExports

@Suite struct RowExtrasTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let metrics: String?
    let extra: String?
    var testDescription: String { name }
  }

  static let header = "Page ascore,Source url,Target url,Anchor,External links"

  static let cases: [Case] = [
    Case(
      name: "nothing beside the fields",
      text: "\(header)\n1,https://a.example/,https://shop.example/,tea,2\n", metrics: nil,
      extra: nil),
    Case(
      name: "a column without a field is text, and a blank cell is left out",
      text: "\(header),Note,Empty\n1,https://a.example/,https://shop.example/,tea,2, 7 , \n",
      metrics: nil, extra: #"{"Note":"7"}"#),
    Case(
      name: "of two columns with one name the first counts, and one without a name has its number",
      text: "\(header),Note,note,\n1,https://a.example/,https://shop.example/,tea,2,x,y,z\n",
      metrics: nil, extra: #"{"Note":"x","column 8":"z"}"#),
    Case(
      name: "texts are written as JSON",
      text: "\(header),N\"o\n1,https://a.example/,https://shop.example/,tea,2,\"a \"\"b\"\"\n\"\n",
      metrics: nil, extra: #"{"N\"o":"a \"b\""}"#),
    Case(
      name: "the exporter's numbers by name, unknown ones left out, words as text",
      text: """
        URL,Target URL,Anchor Text,Page Authority,Domain Authority,Followable,Number of Links,\
        Number of Domains Linking to Domain
        https://a.example/,https://shop.example/,tea,1,2,Yes,"1,240",many

        """,
      metrics: #"{"moz.number_of_links":1240}"#,
      extra: #"{"Number of Domains Linking to Domain":"many"}"#),
  ]

  @Test(arguments: cases)
  func `what fills no field is kept`(_ example: Case) throws {
    for chunk in [1, 7, Int.max] {
      let row = try #require(ReadExport(example.text, chunk: chunk).rows.first)
      #expect(row.text(.metrics) == example.metrics)
      #expect(row.text(.extra) == example.extra)
    }
  }

  @Test func `-1 is unknown, and what was asked for is read from the header`() throws {
    let text = """
      Domain,RefDomains,AlexaRank,CitationFlow,TrustFlow,BackLinks_shop.example
      a.example,3,-1,4,5,60

      """
    let row = try #require(ReadExport(text).rows.first)
    #expect(row.text(.metrics) == #"{"majestic.refdomains":3}"#)
    #expect(row.text(.targetHost) == "shop.example")
    #expect(row.number(.linkCount) == 60)
    #expect(row.number(.kind) == Int64(RecordKind.domain.rawValue))
  }
}
