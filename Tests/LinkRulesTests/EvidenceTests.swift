import LinkModel
import Testing

@testable import LinkRules

@Suite struct EvidenceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// Family, role, weight and coverage in thousandths.
    let findings: [(String, String, Int, Int)]
    let linkClass: LinkClass
    let score: Int
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "nothing", findings: [], linkClass: .clean, score: 0),
    Case(
      name: "one decisive finding",
      findings: [("spam-words", "decisive", 80, 1_000)], linkClass: .toxic, score: 80_000),
    Case(
      name: "a decisive finding on less than half of the pages",
      findings: [("spam-words", "decisive", 80, 499)], linkClass: .clean, score: 0),
    Case(
      name: "a decisive finding on half of the pages",
      findings: [("spam-words", "decisive", 80, 500)], linkClass: .toxic, score: 80_000),
    Case(
      name: "of one family only the heaviest counts",
      findings: [("outdegree", "evidence", 50, 1_000), ("outdegree", "evidence", 35, 1_000)],
      linkClass: .suspicious, score: 50_000),
    Case(
      name: "two families of evidence below 80",
      findings: [("outdegree", "evidence", 50, 1_000), ("auto-list", "evidence", 45, 1_000)],
      linkClass: .suspicious, score: 72_500),
    Case(
      name: "two families of evidence at 80",
      findings: [("outdegree", "evidence", 50, 1_000), ("auto-list", "evidence", 60, 1_000)],
      linkClass: .toxic, score: 80_000),
    Case(
      name: "one family of evidence at 80",
      findings: [("outdegree", "evidence", 80, 1_000)], linkClass: .suspicious, score: 80_000),
    Case(
      name: "evidence below 30 with support",
      findings: [("outdegree", "evidence", 25, 1_000), ("tld", "support", 25, 1_000)],
      linkClass: .clean, score: 43_750),
    Case(
      name: "support together stops at 25 and is no evidence",
      findings: [("tld", "support", 30, 1_000), ("tld", "support", 40, 1_000)],
      linkClass: .clean, score: 25_000),
    Case(
      name: "noise wins over spam words",
      findings: [("redirector", "noise", 0, 500), ("spam-words", "decisive", 80, 1_000)],
      linkClass: .noise, score: 80_000),
    Case(
      name: "noise does not win over link sale",
      findings: [("redirector", "noise", 0, 1_000), ("link-sale", "decisive", 80, 1_000)],
      linkClass: .toxic, score: 80_000),
    Case(
      name: "noise does not win over a farm's template",
      findings: [("redirector", "noise", 0, 1_000), ("page-template", "decisive", 75, 1_000)],
      linkClass: .toxic, score: 75_000),
  ]

  @Test(arguments: cases)
  func `findings come to a class and a score`(_ example: Case) throws {
    let set = try SampleRule.set(
      example.findings.enumerated().map { number, finding in
        var sample = SampleRule()
        sample.id = "rule-\(number)"
        (sample.family, sample.role, sample.weight) = (finding.0, finding.1, finding.2)
        sample.quiet = """
          [ { name: a, given: { anchor: y } }, { name: b, given: { anchor: y } },
              { name: c, given: { anchor: y } } ]
          """
        return sample
      })
    let evidence = Evidence(
      example.findings.enumerated().map { DomainFinding(rule: $0, coverage: $1.3) }, in: set)
    #expect(evidence.linkClass == example.linkClass)
    #expect(evidence.score == example.score)
  }
}
