package import CalendarTime
package import HostLists
package import LinkModel
package import LinkProfile

/// What a rule run is told.
package struct RuleOptions: Sendable {
  /// Which rules run.
  package var statuses: Set<Rule.Status> = [.stable]
  /// What the site is about; word groups of these names are not spam to it.
  package var topics: Set<String> = []
  /// The day that `within_days` counts back from.
  package var asOf = Day(rawValue: 0)

  package init() {}
}

/// Judges links: each row of a batch by the rules of scope `link`.
package final class LinkRuleEngine {
  /// The fields that the rules ask for.
  package let fields: [Field]
  private let program: RuleProgram
  private var texts: RuleProgram.Texts
  private let textFields: [Field]

  package init(_ set: RuleSet, options: RuleOptions, hosts: HostTable) {
    program = RuleProgram(
      set, scope: .link, statuses: options.statuses, topics: options.topics, hosts: hosts,
      asOf: options.asOf)
    texts = program.makeTexts()
    textFields = program.textSubjects.compactMap {
      if case .link(let field) = $0 { field } else { nil }
    }
    var fields: Set<Field> = []
    for rule in set.rules where rule.scope == .link {
      for subject in rule.condition.subjects + rule.message.subjects {
        if case .link(let field) = subject { fields.insert(field) }
      }
    }
    self.fields = Field.allCases.filter(fields.contains)
  }

  /// The rules that fire on a row, as numbers of the rule set, ascending.
  package func judge(
    _ batch: RecordBatch, row: Int, anchorKind: AnchorKind, isFollowed: Bool,
    into fired: inout [Int]
  ) {
    for (number, field) in textFields.enumerated() {
      let cell = batch[row, field]
      if cell.isAbsent {
        texts.matches[number] = nil
      } else {
        program.look(at: batch.bytes.span.extracting(cell.range), field: number, &texts)
      }
    }
    program.fired(
      texts,
      number: { subject in
        switch subject {
        case .link(let field): batch.number(row, field)
        case .anchorKind: Int64(anchorKind.rawValue)
        case .followed: isFollowed ? 1 : 0
        case .domain: nil
        }
      }, into: &fired)
  }
}

/// Judges referring domains: their finished facts by the rules of scope `domain`.
package final class DomainRuleEngine {
  private let program: RuleProgram
  private var texts: RuleProgram.Texts

  package init(_ set: RuleSet, options: RuleOptions, hosts: HostTable) {
    program = RuleProgram(
      set, scope: .domain, statuses: options.statuses, topics: options.topics, hosts: hosts,
      asOf: options.asOf)
    texts = program.makeTexts()
  }

  /// The rules that fire on a domain, as numbers of the rule set, ascending.
  package func judge(_ facts: DomainFacts, into fired: inout [Int]) {
    for (number, subject) in program.textSubjects.enumerated() {
      guard case .domain(let fact) = subject, let text = facts.text(fact) else {
        texts.matches[number] = nil
        continue
      }
      let bytes = Array(text.utf8)
      program.look(at: bytes.span, field: number, &texts)
    }
    program.fired(
      texts,
      number: { subject in
        if case .domain(let fact) = subject { facts.number(fact) } else { nil }
      }, into: &fired)
  }
}
