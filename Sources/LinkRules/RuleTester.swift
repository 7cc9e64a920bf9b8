package import HostLists
import LinkProfile

/// One thing that a rule's examples show to be wrong.
package struct RuleTestFailure: Hashable, Sendable, CustomStringConvertible {
  package let file: String
  /// The line of the example, or nil when the rule is meant.
  package let line: Int?
  package let rule: String
  /// One clause with the example's name and what was seen.
  package let message: String

  /// `rules/sitewide/x.yaml:41: x: message`.
  package var description: String {
    file + (line.map { ":\($0)" } ?? "") + ": " + rule + ": " + message
  }
}

/// What a run over the examples of rules came to.
package struct RuleTestReport: Sendable {
  package fileprivate(set) var failures: [RuleTestFailure] = []
  package fileprivate(set) var ruleCount = 0
  package fileprivate(set) var exampleCount = 0
  /// Examples run again with a change that must not matter.
  package fileprivate(set) var changedExampleCount = 0
  /// Conditions run again with a part dropped or negated.
  package fileprivate(set) var mutantCount = 0
  /// Examples that a rule is known to judge wrongly.
  package fileprivate(set) var knownWrongCount = 0
  /// Of these those that it judges rightly now.
  package fileprivate(set) var notes: [RuleTestFailure] = []
}

/// Runs the examples of rules, and shows that every part of every condition is needed by one.
package struct RuleTester {
  private let set: RuleSet
  private let hosts: HostTable
  private let vocabulary: SiteVocabulary

  /// - Parameters:
  ///   - set: The rules and word lists.
  ///   - hosts: Suffixes and host lists; hosts of the examples are added to it.
  package init(_ set: RuleSet, hosts: HostTable) {
    self.set = set
    self.hosts = hosts
    vocabulary = set.vocabulary(topics: [])
  }

  /// Runs the examples of all rules, or of those with these ids.
  package func run(only ids: Set<String>? = nil) -> RuleTestReport {
    var report = RuleTestReport()
    for rule in set.rules where ids?.contains(rule.id) ?? true {
      report.ruleCount += 1
      run(rule, into: &report)
    }
    return report
  }

  /// An example that said what it should.
  private struct Passed {
    let scene: any RuleScene
    let fires: Bool
  }

  private func run(_ rule: Rule, into report: inout RuleTestReport) {
    let alone = set.replacingRules(with: rule)
    var passed: [Passed] = []
    let examples = rule.fires.map { ($0, true) } + rule.quiet.map { ($0, false) }
    for (example, fires) in examples {
      report.exampleCount += 1
      func fail(_ message: String) {
        report.failures.append(
          RuleTestFailure(
            file: rule.file, line: example.line, rule: rule.id,
            message: "\(fires ? "fires" : "quiet") '\(example.name)': \(message)"))
      }
      do {
        let links = try ExampleScene.links(of: example)
        let scene = try self.scene(links, example, of: rule)
        guard scene.fires(alone) == fires else {
          let result = fires ? "the rule does not fire" : "the rule fires"
          fail("\(result) (\(scene.seen(by: rule)))")
          continue
        }
        passed.append(Passed(scene: scene, fires: fires))
        for mutation in ExampleMutation.allCases
        where rule.scope != .referrer && mutation.applies(to: rule) {
          report.changedExampleCount += 1
          let changed = try self.scene(mutation.applied(to: links), example, of: rule)
          if changed.fires(alone) != fires {
            fail("another result with \(mutation.rawValue) (\(changed.seen(by: rule)))")
          }
        }
      } catch {
        fail(error.message)
      }
    }
    if passed.count == examples.count { mutate(rule, passed, into: &report) }
    for example in rule.knownMisses { run(example, of: rule, isMiss: true, into: &report) }
    for example in rule.knownFalseAlarms { run(example, of: rule, isMiss: false, into: &report) }
  }

  /// Runs an example that a rule is known to judge wrongly; it is said when that is over.
  private func run(
    _ example: RuleExample, of rule: Rule, isMiss: Bool, into report: inout RuleTestReport
  ) {
    report.knownWrongCount += 1
    func told(_ message: String) -> RuleTestFailure {
      RuleTestFailure(file: rule.file, line: example.line, rule: rule.id, message: message)
    }
    let kind = isMiss ? "known miss" : "known false alarm"
    do {
      let scene = try scene(ExampleScene.links(of: example), example, of: rule)
      guard scene.fires(set.replacingRules(with: rule)) == isMiss else { return }
      report.notes.append(
        told(
          isMiss
            ? "\(kind) '\(example.name)': the rule fires now; move it to fires"
            : "\(kind) '\(example.name)': the rule is quiet now; move it to quiet"))
    } catch {
      report.failures.append(told("\(kind) '\(example.name)': \(error.message)"))
    }
  }

  private func scene(
    _ links: [ExampleLink], _ example: RuleExample, of rule: Rule
  ) throws(ExampleScene.Problem) -> any RuleScene {
    if rule.scope == .referrer {
      return ReferrerScene(referrers: example.referrers, hosts: hosts)
    }
    let topics = Set(example.settings[texts: .topics] ?? [])
    return try ExampleScene(
      links, settings: example.settings, hosts: hosts,
      vocabulary: topics.isEmpty ? vocabulary : set.vocabulary(topics: topics))
  }

  /// Changes each part of the condition: an example must notice.
  private func mutate(_ rule: Rule, _ examples: [Passed], into report: inout RuleTestReport) {
    for mutant in rule.condition.mutants {
      report.mutantCount += 1
      var changed = rule
      changed.condition = mutant.condition
      let alone = set.replacingRules(with: changed)
      if examples.contains(where: { $0.scene.fires(alone) != $0.fires }) { continue }
      report.failures.append(
        RuleTestFailure(
          file: rule.file, line: nil, rule: rule.id,
          message: "condition '\(mutant.part)' is untested: no example notices that it is "
            + "\(mutant.change.rawValue)"))
    }
  }
}

extension RuleSet {
  /// The same lists, with one rule only.
  func replacingRules(with rule: Rule) -> RuleSet {
    RuleSet(
      rules: [rule], supportFamilies: supportFamilies, wordLists: wordLists,
      deliveryNetworks: deliveryNetworks)
  }
}
