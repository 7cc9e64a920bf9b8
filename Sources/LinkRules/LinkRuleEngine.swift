package import HostLists
package import LinkModel
import LinkProfile

/// Judges links: each row of a batch by the rules of scope `link`.
package final class LinkRuleEngine {
  /// The fields that the rules ask for.
  package let fields: [Field]
  private var program: RuleProgram
  /// Where the texts and numbers that conditions ask for stand in the batches to come.
  private var textSlots: [Int?] = []
  private var numberSources: [NumberSource] = []

  private enum NumberSource {
    case slot(Int)
    case anchorKind, followed, absent
  }

  package init(_ set: RuleSet, options: RuleOptions, hosts: HostTable) {
    program = RuleProgram(set, scope: .link, options: options, hosts: hosts)
    var fields: Set<Field> = []
    for rule in set.rules where rule.scope == .link {
      for subject in rule.condition.subjects + rule.message.subjects {
        if case .link(let field) = subject { fields.insert(field) }
      }
    }
    self.fields = Field.allCases.filter(fields.contains)
  }

  /// Prepares for batches of this layout; a field that it does not hold is not known.
  package func bind(to layout: RecordLayout) {
    textSlots = program.textSubjects.map { subject in
      if case .link(let field) = subject { layout.slot(field) } else { nil }
    }
    numberSources = program.numberSubjects.map { subject in
      switch subject {
      case .link(let field): layout.slot(field).map(NumberSource.slot) ?? .absent
      case .anchorKind: .anchorKind
      case .followed: .followed
      case .domain, .profile, .referrer: .absent
      }
    }
  }

  /// The rules that fire on a row, as numbers of the rule set, ascending.
  package func judge(
    _ batch: RecordBatch, row: Int, anchorKind: AnchorKind, isFollowed: Bool,
    into fired: inout [Int]
  ) {
    LinkRuleEngine.judge(
      batch, row, anchorKind, isFollowed, &program, textSlots, numberSources, &fired)
  }

  /// As the method; the engine's parts are lent once a row.
  private static func judge(
    _ batch: borrowing RecordBatch, _ row: Int, _ anchorKind: AnchorKind, _ isFollowed: Bool,
    _ program: inout RuleProgram, _ textSlots: [Int?], _ numberSources: [NumberSource],
    _ fired: inout [Int]
  ) {
    program.begin()
    for field in textSlots.indices {
      if let text = batch.text(row, slot: textSlots[field]) {
        program.look(at: batch.bytes.span.extracting(text), field: field)
      }
    }
    for number in numberSources.indices {
      let value: Int64? =
        switch numberSources[number] {
        case .slot(let slot): batch.number(row, slot: slot)
        case .anchorKind: Int64(anchorKind.rawValue)
        case .followed: isFollowed ? 1 : 0
        case .absent: nil
        }
      program.set(number: number, to: value)
    }
    program.fired(into: &fired)
  }
}
