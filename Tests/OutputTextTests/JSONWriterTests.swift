import Foundation
import OutputText
import Testing

@Suite struct JSONWriterTests {
  private func text(_ writer: JSONWriter) -> String {
    String(decoding: writer.bytes, as: UTF8.self)
  }

  private func writeExample(_ writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("b")
    writer.integer(-7)
    writer.key("a")
    writer.beginArray()
    writer.bool(true)
    writer.null()
    writer.beginObject()
    writer.endObject()
    writer.beginArray()
    writer.endArray()
    writer.endArray()
    writer.endObject()
  }

  @Test func `compact text is one line without blanks, with keys as written`() {
    var writer = JSONWriter(.compact)
    writeExample(&writer)
    writer.endLine()
    writer.string("next")
    #expect(text(writer) == #"{"b":-7,"a":[true,null,{},[]]}"# + "\n\"next\"")
  }

  @Test func `pretty text has two blanks a level and keeps empty values short`() {
    var writer = JSONWriter(.pretty)
    writeExample(&writer)
    #expect(
      text(writer) == """
        {
          "b": -7,
          "a": [
            true,
            null,
            {},
            []
          ]
        }
        """)
  }

  static let strings: [(text: String, written: String)] = [
    ("", #""""#),
    ("plain", #""plain""#),
    (#"say "hi" \ bye"#, #""say \"hi\" \\ bye""#),
    ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
    ("\0\u{1B}\u{1F}\u{7F}", #""\u0000\u001b\u001f\u007f""#),
    ("\u{2027}\u{2028}\u{2029}\u{202A}", "\"\u{2027}\\u2028\\u2029\u{202A}\""),
    ("日本語 👩", "\"日本語 👩\""),
  ]

  @Test(arguments: strings)
  func `a string holds no byte that ends or steers a line`(
    _ example: (text: String, written: String)
  ) {
    var writer = JSONWriter(.compact)
    writer.string(example.text)
    #expect(text(writer) == example.written)
  }

  static let damaged: [[UInt8]] = [
    [0x80], [0xC0, 0xAF], [0xC3], [0xE2, 0x80], [0xE2, 0x28], [0xED, 0xA0, 0x80],
    [0xF0, 0x9F, 0x98], [0xF0, 0x9F, 0x98, 0x22], [0xF4, 0x90, 0x80, 0x80], [0xFF, 0x61],
  ]

  @Test(arguments: damaged)
  func `damaged UTF-8 is repaired as Swift repairs it`(_ bytes: [UInt8]) throws {
    var writer = JSONWriter(.compact)
    writer.string(bytes.span)
    #expect(try parsed(writer) == String(decoding: bytes, as: UTF8.self))
  }

  @Test func `any bytes come back from a reader of JSON`() throws {
    var source = HostileText(seed: 1)
    for _ in 0..<3_000 {
      let bytes = source.bytes(limit: 12)
      var writer = JSONWriter(.compact)
      writer.string(bytes.span)
      #expect(writer.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
      #expect(try parsed(writer) == String(decoding: bytes, as: UTF8.self), "\(bytes)")
      var other = JSONWriter(.compact)
      other.string(String(decoding: bytes, as: UTF8.self))
      #expect(other.bytes == writer.bytes)
    }
  }

  private func parsed(_ writer: JSONWriter) throws -> String? {
    let value = try JSONSerialization.jsonObject(
      with: Data(writer.bytes), options: .fragmentsAllowed)
    return value as? String
  }

  static let decimals: [(thousandths: Int64, written: String)] = [
    (0, "0"), (1, "0.001"), (250, "0.25"), (3_000, "3"), (10_500, "10.5"), (-1_230, "-1.23"),
    (-5, "-0.005"), (.min, "-9223372036854775.808"),
  ]

  @Test(arguments: decimals)
  func `a decimal has no trailing zeros`(_ example: (thousandths: Int64, written: String)) {
    var writer = JSONWriter(.compact)
    writer.decimal(thousandths: example.thousandths)
    #expect(text(writer) == example.written)
  }

  @Test func `a value without its key is the caller's mistake`() async {
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter(.compact)
      writer.beginObject()
      writer.null()
    }
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter(.compact)
      writer.beginObject()
      writer.endArray()
    }
  }
}
