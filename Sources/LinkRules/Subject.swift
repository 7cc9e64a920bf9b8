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
  /// A fact of the whole site.
  case profile(ProfileFact)
  /// A fact of the referring host of logs that is judged.
  case referrer(ReferrerFact)

  /// The name in rules.
  package var name: String {
    switch self {
    case .link(let field): "link." + field.name
    case .anchorKind: "link.anchor_kind"
    case .followed: "link.followed"
    case .domain(let fact): fact.name
    case .profile(let fact): fact.name
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
    case .profile(let fact): fact.kind
    case .referrer(let fact): fact.kind
    }
  }

  /// One sentence on what it means.
  package var meaning: String {
    switch self {
    case .link(let field): field.meaning
    case .anchorKind: "What the anchor says."
    case .followed: "No nofollow, ugc or sponsored; unknown counts."
    case .domain(let fact): fact.meaning
    case .profile(let fact): fact.meaning
    case .referrer(let fact): fact.meaning
    }
  }

  /// Whether conditions of rules of a scope may ask for it.
  ///
  /// What is set for the site is known to all; what its links come to only when they are read.
  package func mayStand(in scope: Rule.Scope) -> Bool {
    switch self {
    case .link, .anchorKind, .followed: scope == .link
    case .domain: scope == .domain
    case .referrer: scope == .referrer
    case .profile(let fact): fact.isSetting || scope == .domain || scope == .profile
    }
  }

  /// Whether messages of rules of a scope may name it.
  func maySpeak(in scope: Rule.Scope) -> Bool {
    if case .profile = self { return scope == .domain || scope == .profile }
    return mayStand(in: scope)
  }

  /// Fields that say where a row comes from are no business of a rule.
  private static let hidden: Set<Field> = [.file, .line, .tool, .report]

  /// All subjects, in the order of documentation.
  package static let all: [Subject] =
    Field.allCases.filter { !hidden.contains($0) }.map(Subject.link) + [.anchorKind, .followed]
    + DomainFact.allCases.map(Subject.domain) + ProfileFact.allCases.map(Subject.profile)
    + ReferrerFact.allCases.map(Subject.referrer)

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
