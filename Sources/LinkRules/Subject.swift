package import LinkModel
package import LinkProfile

/// A value that conditions and messages ask for.
package enum Subject: Hashable, Sendable {
  /// A field of the record that is judged.
  case link(Field)
  /// What the record's anchor says.
  case anchorKind
  /// Whether the link counts as followed: no nofollow, ugc or sponsored; an unknown rel counts.
  case followed
  /// A fact of the referring domain that is judged.
  case domain(DomainFact)
  /// A fact of the referring host of logs that is judged.
  case referrer(ReferrerFact)

  /// The name in rules.
  package var name: String {
    switch self {
    case .link(let field): "link." + field.name
    case .anchorKind: "link.anchor_kind"
    case .followed: "link.followed"
    case .domain(let fact): fact.name
    case .referrer(let fact): fact.name
    }
  }

  /// What values it takes.
  package var kind: FieldKind {
    switch self {
    case .link(let field): field.kind
    case .anchorKind: .choice(AnchorKind.names)
    case .followed: .flag
    case .domain(let fact): fact.kind
    case .referrer(let fact): fact.kind
    }
  }

  /// The scope in whose rules it may stand.
  package var scope: Rule.Scope {
    switch self {
    case .domain: .domain
    case .referrer: .referrer
    case .link, .anchorKind, .followed: .link
    }
  }

  /// Fields that say where a row comes from are no business of a rule.
  private static let hidden: Set<Field> = [.file, .line, .tool, .report]

  /// All subjects, in the order of documentation.
  package static let all: [Subject] =
    Field.allCases.filter { !hidden.contains($0) }.map(Subject.link) + [.anchorKind, .followed]
    + DomainFact.allCases.map(Subject.domain) + ReferrerFact.allCases.map(Subject.referrer)

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The subject of that name, or nil.
  package init?(named name: String) {
    guard let subject = Subject.byName[name] else { return nil }
    self = subject
  }

  /// True for text.
  package var isText: Bool { kind == .text || kind == .list }

  /// The number that stands for a word of a choice, a flag or choices.
  func number(ofWord word: String) -> Int64? {
    switch kind {
    case .choice(let names): names.firstIndex(of: word).map(Int64.init)
    case .choices(let names): names.firstIndex(of: word).map { 1 << Int64($0) }
    case .flag: word == "true" ? 1 : word == "false" ? 0 : nil
    default: nil
    }
  }
}
