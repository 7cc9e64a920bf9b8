import LinkModel
import Testing

@testable import LinkRules

@Suite struct RulePackTests {
  @Test func `every example of the pack passes, and every condition is needed by one`() throws {
    let pack = try RulePack.pack
    let report = RuleTester(pack.set, hosts: try pack.hosts()).run()
    for failure in report.failures { Issue.record("\(failure)") }
    #expect(report.ruleCount == pack.set.rules.count)
    print(
      "\(report.ruleCount) rules, \(report.exampleCount) examples, "
        + "\(report.changedExampleCount) changed examples, \(report.mutantCount) mutants")
  }

  @Test func `the pack has sixty rules in twelve families, support aside`() throws {
    let pack = try RulePack.pack
    let weighty = pack.set.rules.filter { !pack.supportFamilies.contains($0.family) }
    #expect(weighty.count >= 60)
    #expect(Set(weighty.map(\.family)).count >= 12)
  }

  @Test func `every rule admits when it is wrong, and cites its sources`() throws {
    for rule in try RulePack.pack.set.rules {
      #expect(!rule.wrongWhen.isEmpty, "\(rule.id)")
      #expect(rule.sources.allSatisfy { $0.hasPrefix("https://") }, "\(rule.id)")
    }
  }

  @Test func `decisive rules have a clause, weight 75 or more, and three quiet examples`() throws {
    for rule in try RulePack.pack.set.rules where rule.role == .decisive {
      #expect(rule.weight >= 75, "\(rule.id)")
      #expect(rule.clause != "none", "\(rule.id)")
      #expect(rule.quiet.count >= 3, "\(rule.id)")
    }
  }

  @Test func `support families hold support rules, and other families none`() throws {
    let pack = try RulePack.pack
    for rule in pack.set.rules {
      let isSupport = pack.supportFamilies.contains(rule.family)
      #expect((rule.role == .support) == isSupport, "\(rule.id) in family \(rule.family)")
    }
  }

  @Test func `a numeric fact decides in the evidence rules of one family only`() throws {
    for warning in try RulePack.pack.set.sharedFacts {
      Issue.record("\(warning)")
    }
  }

  /// Rules whose path is a hint only together with the title or the anchor.
  private static let needTitles: Set<String> = [
    "label-anchor-dump", "planted-doorway", "report-farm-page", "spun-shop-doorway",
    "web-directory-dump",
  ]

  @Test func `a rule that looks at paths has an example without anchor and title`() throws {
    for rule in try RulePack.pack.set.rules where rule.role == .decisive && rule.scope == .link {
      let looksAtPath = rule.condition.subjects.contains(.link(.sourcePath))
      let hasBare = rule.fires.contains { example in
        example.links.allSatisfy { $0.fields[.anchor] == nil && $0.fields[.sourceTitle] == nil }
      }
      let mayLackIt = !looksAtPath || RulePackTests.needTitles.contains(rule.id)
      #expect(mayLackIt || hasBare, "\(rule.id)")
    }
  }
}
