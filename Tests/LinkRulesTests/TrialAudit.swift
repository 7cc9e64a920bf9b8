import HostLists
import LinkModel
import LinkProfile
import LinkSafety

@testable import LinkRules

/// An audit of a few records by the rules of the repository, from records to verdicts.
struct TrialAudit {
  struct Outcome {
    let verdict: DomainVerdict
    let rules: [String]
    let hosts: HostTable

    /// Names of the hosts that a careful user may disavow instead.
    var proposed: [String] { verdict.proposedHosts.map(hosts.hostName) }
  }

  /// The verdicts by referring domain.
  private(set) var outcomes: [String: Outcome] = [:]

  init(
    _ links: [ExampleLink], policy: Policy = .clean, topics: Set<String> = [], brands: [String] = []
  ) throws {
    let pack = try RulePack.pack
    let hosts = try pack.hosts()
    let guards = LinkGuards(
      ownSites: ["shop.example"], allowed: [], brands: brands, suffixes: hosts.suffixes,
      lists: hosts.lists)
    var options = RuleOptions()
    options.profile = ProfileFacts(brands: [], topics: topics.sorted(), policy: policy)
    let scene = try ExampleScene(links, hosts: hosts)
    let facts = scene.facts(applying: pack.set, options: options)
    let engine = DomainRuleEngine(pack.set, options: options, hosts: hosts)
    let judge = DomainJudge(
      set: pack.set, guards: guards, hostName: { hosts.hostName($0) },
      isSharedHost: { hosts.domain($0).isSharedHost }, policy: policy)
    var fired: [Int] = []
    for facts in facts {
      engine.judge(facts, into: &fired)
      var findings = fired.map { DomainFinding(rule: $0, coverage: 1_000) }
      for covered in facts.coveredPages {
        findings.append(
          DomainFinding(
            rule: covered.rule, coverage: covered.pages * 1_000 / max(1, facts.sourcePages)))
      }
      outcomes[facts.name] = Outcome(
        verdict: judge.verdict(on: facts, findings: findings),
        rules: findings.map { pack.set.rules[$0.rule].id }, hosts: hosts)
    }
  }
}

/// Records over an address pattern.
func links(
  _ from: String, to: String = "https://shop.example/", anchor: String? = nil,
  title: String? = nil, external: Int64? = nil, score: Int64? = nil, nofollow: Bool? = false,
  sponsored: Bool? = nil
) throws -> [ExampleLink] {
  var fields: [Field: FieldValue] = [:]
  fields[.anchor] = anchor.map(FieldValue.text)
  fields[.sourceTitle] = title.map(FieldValue.text)
  fields[.externalLinks] = external.map(FieldValue.number)
  fields[.domainScore] = score.map { .number($0 * 1_000) }
  fields[.nofollow] = nofollow.map { .number($0 ? 1 : 0) }
  fields[.sponsored] = sponsored.map { .number($0 ? 1 : 0) }
  let example = RuleExample(
    name: from, links: [GivenLinks(from: from, to: to, fields: fields)], line: 1)
  return try ExampleScene.links(of: example)
}
