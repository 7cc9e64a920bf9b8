import Testing
import YAMLDocument

@testable import BacklinkExports

@Suite struct MappingTests {
  /// A mapping file that is right, with further lines.
  static func file(_ lines: String, match: String = "match: { required: [From, To] }") -> String {
    """
    mapping: acme
    title: Acme
    tool: acme
    report: links
    \(match)
    record: link
    \(lines)
    """
  }

  private func problems(_ text: String) -> [String] {
    do {
      _ = try MappingSet(parsing: [("acme.yaml", Array(text.utf8))])
      return []
    } catch {
      return error.problems.map(\.headline)
    }
  }

  static let wrong: [(text: String, problem: String)] = [
    (
      file("fields: { source_url: From, sorce_title: Title }"),
      "acme.yaml:7:29: 'sorce_title' is not one of kind, tool, report,"
    ),
    (
      file("fields: { source_url: From, placement: { flags: { foter: F } } }"),
      "acme.yaml:7:51: 'foter' is not one of content, navigation, header, footer,"
    ),
    (
      file("fields: { source_url: From, nofollow: { column: R, words: { a: maybe } } }"),
      "acme.yaml:7:64: 'maybe' is not one of true, false"
    ),
    (
      file("fields: { source_url: From, nofollow: { inverted: true } }"),
      "acme.yaml:7:39: expected one of column, flags, constant, column_rest"
    ),
    (
      file("fields: { anchor: Text }"), "acme.yaml:1:1: a mapping needs source_url or source_domain"
    ),
    (
      file("fields: { source_url: From }", match: "match: {}"),
      "acme.yaml:1:1: a mapping needs match: required, or fallback: true, or headerless: true"
    ),
    (
      file("fields: { source_url: From }\nskip: [{ column: Kind, reason: not a link }]"),
      "acme.yaml:8:8: expected one of word, unless_blank: true"
    ),
    (
      file(
        "fields: { source_url: From }\n"
          + "skip: [{ column: Kind, word: x, unless_blank: true, reason: not a link }]"),
      "acme.yaml:8:8: expected one of word, unless_blank: true"
    ),
    (
      file("fields: { source_url: From, target_url: { column_rest: Links } }"),
      "acme.yaml:7:41: column_rest is for texts, and its column ends in a star"
    ),
    (
      file("fields: { source_url: From, anchor: { column: R, holds: x } }"),
      "acme.yaml:7:37: holds is for true and false"
    ),
    (
      file("fields: { source_url: From }\ninternal: true"),
      "acme.yaml:1:1: internal: true needs refuse, the sentence that says so"
    ),
    (
      file("fields: { source_url: From }\nskips: []"),
      "acme.yaml:8:1: unknown key 'skips'"
    ),
  ]

  @Test(arguments: wrong)
  func `a mistake is told with its place`(_ example: (text: String, problem: String)) {
    let found = problems(example.text)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(example.problem) == true, "\(found)")
  }

  @Test func `all mistakes of a file are told at once`() {
    #expect(problems(Self.file("fields: { sorce_url: From, target_ulr: To }")).count >= 2)
  }

  /// The mapping that reads a header of `From` and `To`.
  private func chosen(_ texts: [String], own: [String]) throws -> String? {
    func files(_ texts: [String]) -> [(name: String, bytes: [UInt8])] {
      texts.map { ("acme.yaml", Array($0.utf8)) }
    }
    let set = try MappingSet(parsing: files(texts), own: files(own))
    return set.matches(["From", "To", "Text"].map { HeaderName($0) }).first?.mapping.title
  }

  @Test func `the user's own mapping wins over one that knows more columns`() throws {
    let brought = Self.file("fields: { source_url: From, target_url: To, anchor: Text }")
    let own = Self.file("fields: { source_url: From }", match: "match: { required: [From] }")
      .replacing("title: Acme", with: "title: Own")
    #expect(try chosen([brought], own: [own]) == "Own")
    #expect(try chosen([brought, own], own: []) == "Acme")
    let other = Self.file("fields: { source_url: Page }", match: "match: { required: [Page] }")
    #expect(try chosen([brought], own: [other]) == "Acme")
  }

  @Test func `one of the columns under any must be there`() throws {
    let fields = "fields: { source_url: From }"
    let fits = Self.file(fields, match: "match: { required: [From], any: [Link, Text] }")
    let other = Self.file(fields, match: "match: { required: [From], any: [Link, Words] }")
    #expect(try chosen([fits], own: []) == "Acme")
    #expect(try chosen([other], own: []) == nil)
  }

  static let stars: [(pattern: String, column: String, rest: String?)] = [
    ("BackLinks_*", "BackLinks_shop.example", "shop.example"),
    ("BackLinks_*", "backlinks shop.example", "shop.example"),
    ("BackLinks_*", "BackLinks_", nil), ("BackLinks_*", "BackLinks", nil),
    ("BackLinks_*", "BackLinksOf", nil), ("BackLinks_*", "ExtBackLinks_shop.example", nil),
    ("BackLinks", "BackLinks_shop.example", nil),
  ]

  @Test(arguments: stars)
  func `a star stands for the rest of a column's name`(
    _ example: (pattern: String, column: String, rest: String?)
  ) {
    let pattern = ColumnPattern(example.pattern)
    #expect(pattern.rest(of: example.column) == example.rest)
    #expect(pattern.matches(HeaderName(example.column)) == (example.rest != nil))
  }

  @Test func `where no rows are known at which an exporter cuts, those of the fallback stand`()
    throws
  {
    let own = "fields: { source_url: From }"
    let fallback = Self.file("fields: { source_url: URL }\nfallback: true\ncaps: [1000]", match: "")
      .replacing("mapping: acme", with: "mapping: any")
    func caps(_ lines: String) throws -> [Int]? {
      let texts = [Self.file(own + lines), fallback].map { ("acme.yaml", Array($0.utf8)) }
      return try MappingSet(parsing: texts).mappings.first { $0.name == "acme" }?.caps
    }
    #expect(try caps("") == [1_000])
    #expect(try caps("\ncaps: []") == [])
    #expect(try caps("\ncaps: [500]") == [500])
  }

  @Test func `a mapping reads the columns that it names`() throws {
    let text = Self.file(
      """
      fields: { source_url: From, target_url: To }
      skip:
        - { column: Kind, word: Internal, reason: not a link }
        - { column: Mention, unless_blank: true, reason: a mention }
      """)
    let mapping = try #require(try MappingSet(parsing: [("a", Array(text.utf8))]).mappings.first)
    #expect(mapping.skips.map(\.word) == ["Internal", nil])
    #expect(mapping.columns.map(\.name.text).sorted() == ["from", "kind", "mention", "to"])
  }
}

@Suite struct ShippedMappingTests {
  /// A header line that some mapping must recognise.
  struct Sample: CustomTestStringConvertible, Sendable {
    let mapping: String
    let line: String
    var testDescription: String { "\(mapping): \(line.prefix(40))" }
  }

  static let samples: [Sample] =
    (try? Shipped.mappings.get())?.mappings.flatMap { mapping in
      mapping.samples.map { Sample(mapping: mapping.name, line: $0) }
    } ?? []

  @Test func `every mapping file is read`() throws {
    #expect(try Shipped.mappings.get().mappings.count == Shipped.files().count)
  }

  @Test func `a mapping is named after its file and has a sample`() throws {
    let files = try Shipped.files().map(\.name)
    let mappings = try Shipped.mappings.get().mappings
    #expect(mappings.map { $0.name + ".yaml" }.sorted() == files)
    #expect(mappings.filter { $0.samples.isEmpty }.map(\.name) == [])
  }

  @Test(arguments: samples)
  func `a sample is recognised as its own report, or refused as it`(_ sample: Sample) throws {
    let set = try Shipped.mappings.get()
    let own = try #require(set.mappings.first { $0.name == sample.mapping })
    let bytes = Array((sample.line + "\n").utf8)
    do {
      let shape = try ShapeFinder(mappings: set, sites: []).shape(of: bytes.span, isWhole: true)
      #expect(shape.mapping.name == sample.mapping)
      #expect(own.refusal == nil)
    } catch {
      #expect(error == .refused("this is \(own.title): \(own.refusal ?? "")"))
    }
  }

  @Test(arguments: samples)
  func `every column of a sample is known, or is text of which nothing follows`(
    _ sample: Sample
  ) throws {
    let set = try Shipped.mappings.get()
    let own = try #require(set.mappings.first { $0.name == sample.mapping })
    guard own.refusal == nil, !own.isFallback, !own.isHeaderless else { return }
    let header = sample.line.split { "\t;,".contains($0) }.map { HeaderName(String($0)) }
    let known = header.count { name in own.columns.contains { $0.matches(name) } }
    #expect(known * 10 >= header.count * 6, "\(known) of \(header.count)")
  }

  @Test(arguments: samples)
  func `no two mappings of exporters claim one sample`(_ sample: Sample) throws {
    let set = try Shipped.mappings.get()
    let separators: [Character] = ["\t", ";", ","]
    let separator = separators.first { sample.line.contains($0) } ?? ","
    let header = sample.line.split(separator: separator).map { HeaderName(String($0)) }
    let claims = set.matches(header).filter { !$0.mapping.isFallback }.map(\.mapping.name)
    #expect(claims.count <= 1, "\(claims)")
  }
}
