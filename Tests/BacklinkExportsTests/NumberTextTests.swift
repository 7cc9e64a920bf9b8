import Testing

@testable import BacklinkExports

@Suite struct NumberTextTests {
  static let numbers: [(text: String, style: NumberStyle, thousandths: Int64?)] = [
    ("0", .point, 0),
    ("12", .point, 12_000),
    ("3.7", .point, 3_700),
    ("3,7", .comma, 3_700),
    ("1,240", .point, 1_240_000),
    ("1.240", .comma, 1_240_000),
    ("1,240,000.5", .point, 1_240_000_500),
    ("1.240.000,5", .comma, 1_240_000_500),
    ("1 240", .point, 1_240_000),
    ("1\u{A0}240", .point, 1_240_000),
    ("1\u{202F}240,5", .comma, 1_240_500),
    ("1'240", .point, 1_240_000),
    ("0.12345", .point, 123),
    ("7.5%", .point, 7_500),
    ("7,5 %", .comma, 7_500),
    ("1.2K", .point, 1_200_000),
    ("1,2k", .comma, 1_200_000),
    ("3M", .point, 3_000_000_000),
    ("2B", .point, 2_000_000_000_000),
    ("-1", .point, -1_000),
    (".5", .point, 500),
    ("", .point, nil),
    ("-", .point, nil),
    ("K", .point, nil),
    ("%", .point, nil),
    ("12x", .point, nil),
    ("1K2", .point, nil),
    ("1.5e3", .point, 1_500_000),
    ("1.2E-2", .point, 12),
    ("1e99", .point, nil),
    ("1e", .point, nil),
    ("1.2.3", .point, nil),
    ("--1", .point, nil),
    ("1-2", .point, nil),
    ("99999999999999999999", .point, nil),
    ("9000000000000B", .point, nil),
  ]

  @Test(arguments: numbers)
  func `a number is read as its exporter wrote it`(
    _ example: (text: String, style: NumberStyle, thousandths: Int64?)
  ) {
    let bytes = Array(example.text.utf8)
    let value = NumberText.thousandths(bytes.span, style: example.style)
    #expect(value == example.thousandths, "\(example.text)")
  }

  struct Column: CustomTestStringConvertible {
    let cells: [String]
    var isWhole = false
    let style: NumberStyle
    var isUndecided = false
    var testDescription: String { cells.joined(separator: " | ") }
  }

  static let columns = [
    Column(cells: ["12", "", "-"], style: .point),
    Column(cells: ["1.5", "12"], style: .point),
    Column(cells: ["12", "1,5"], style: .comma),
    Column(cells: ["1,240.5"], style: .point),
    Column(cells: ["1.240,5"], style: .comma),
    Column(cells: ["1,240,000"], style: .point),
    Column(cells: ["1.240.000"], style: .comma),
    Column(cells: ["0.125", "1.240"], style: .point),
    Column(cells: ["1234,567"], style: .comma),
    Column(cells: [",125"], style: .comma),
    Column(cells: ["1,240", "3"], style: .point, isUndecided: true),
    Column(cells: ["1.240", "3"], style: .point, isUndecided: true),
    Column(cells: ["1.5", "1,5"], style: .point, isUndecided: true),
    Column(cells: ["1.240", "3"], isWhole: true, style: .comma),
    Column(cells: ["1,240", "3"], isWhole: true, style: .point),
    Column(cells: ["1,240", "1.240"], isWhole: true, style: .point, isUndecided: true),
    Column(cells: ["1.240", "7,5"], isWhole: true, style: .comma),
  ]

  @Test(arguments: columns)
  func `the cells of a column decide together how its numbers are written`(_ column: Column) {
    var vote = NumberStyleVote(isWhole: column.isWhole)
    for cell in column.cells {
      let bytes = Array(cell.utf8)
      vote.add(bytes.span)
    }
    #expect(vote.style == column.style)
    #expect(vote.isUndecided == column.isUndecided)
  }
}
