import Testing
import YAMLDocument

@testable import BacklinkAudit

@Suite struct ConfigurationTests {
  private func read(_ text: String) throws -> Configuration {
    try Configuration(parsing: Array(text.utf8), file: "backlinks.yaml")
  }

  @Test func `every setting is read`() throws {
    let read = try read(
      """
      sites: [shop.example, "inn.example"]
      brand: [Lantern Harbour]
      topics: [casino]
      allow: [partner.example]
      own: [shop.test]
      rules: [my-rules]
      """)
    #expect(read.sites == ["shop.example", "inn.example"])
    #expect(read.brands == ["Lantern Harbour"])
    #expect(read.topics == ["casino"])
    #expect(read.allowed == ["partner.example"])
    #expect(read.own == ["shop.test"])
    #expect(read.rules == ["my-rules"])
  }

  @Test(arguments: ["", "# nothing\n"])
  func `without settings nothing is set`(_ text: String) throws {
    let read = try read(text)
    #expect(read.sites.isEmpty && read.allowed.isEmpty && read.rules.isEmpty)
  }

  @Test func `a country code is a word, not a truth`() throws {
    #expect(try read("topics: [no, on]").topics == ["no", "on"])
  }

  static let mistakes = [
    ("brnad: [x]", "backlinks.yaml:1:1: unknown key 'brnad'; did you mean 'brand'?"),
    ("own: [a]\nown: [b]", "backlinks.yaml:2:1: "),
    ("sites: []", "backlinks.yaml:1:8: expected at least one text"),
    ("sites: {a: b}", "backlinks.yaml:1:8: "),
    ("- sites", "backlinks.yaml:1:1: "),
    ("sites: [a", "backlinks.yaml:"),
  ]

  @Test(arguments: mistakes)
  func `a mistake is named with its place`(_ text: String, _ message: String) throws {
    let problems = #expect(throws: YAMLProblems.self) { try read(text) }
    #expect("\(try #require(problems))".hasPrefix(message), "\(problems.map { "\($0)" } ?? "")")
  }

  @Test func `all mistakes are told at once`() throws {
    let problems = #expect(throws: YAMLProblems.self) { try read("a: [1]\nb: [2]\n") }
    #expect(problems?.problems.count == 2)
  }

  @Test func `a file that is not there is no configuration, unless it is named`() throws {
    #expect(try Configuration(pathIfPresent: "/nowhere/backlinks.yaml").sites.isEmpty)
    #expect(throws: (any Error).self) { try Configuration(path: "/nowhere/backlinks.yaml") }
  }
}
