import CalendarTime
import LinkModel
import LinkProfile
import LinkRules

/// Values as messages show them.
enum LinkValues {
  private static let longestText = 120

  /// A value of a row.
  static func text(
    _ subject: Subject, _ batch: RecordBatch, row: Int, _ intake: SiteProfile.Intake
  ) -> String? {
    switch subject {
    case .link(let field) where field.isText: batch.text(row, field).map(shortened)
    case .link(let field): batch.number(row, field).map { number($0, subject.kind) }
    case .anchorKind: intake.anchorKind.name
    case .followed: intake.isFollowed ? "followed" : "not followed"
    case .domain, .profile, .referrer: nil
    }
  }

  /// A value of a site.
  static func text(_ subject: Subject, _ facts: ProfileFacts) -> String? {
    guard case .profile(let fact) = subject else { return nil }
    return facts[texts: fact].map { shortened($0.joined(separator: ", ")) }
      ?? facts[fact].map { number($0, fact.kind) }
  }

  /// A value of a domain, or of the site.
  static func text(
    _ subject: Subject, _ facts: DomainFacts, _ profile: ProfileFacts
  ) -> String? {
    guard case .domain(let fact) = subject else { return text(subject, profile) }
    return facts.text(fact).map(shortened) ?? facts.number(fact).map { number($0, fact.kind) }
  }

  /// A value of a referring host of logs.
  static func text(_ subject: Subject, _ facts: ReferrerFacts) -> String? {
    guard case .referrer(let fact) = subject else { return nil }
    return facts.text(fact).map(shortened) ?? facts[fact].map { number($0, fact.kind) }
  }

  /// A number as its kind is written.
  static func number(_ value: Int64, _ kind: FieldKind) -> String {
    switch kind {
    case .text, .list, .integer: return String(value)
    case .flag: return value == 0 ? "false" : "true"
    case .decimal:
      let rest = value % 1_000
      guard rest != 0 else { return String(value / 1_000) }
      var digits = String(1_000 + rest).dropFirst()
      while digits.last == "0" { digits.removeLast() }
      return "\(value / 1_000).\(digits)"
    case .moment: return Moment(rawValue: value).day.description
    case .choice(let names):
      return names.indices.contains(Int(value)) ? names[Int(value)] : String(value)
    case .choices(let names):
      return names.enumerated().filter { value & 1 << Int64($0.offset) != 0 }
        .map(\.element).joined(separator: ", ")
    }
  }

  private static func shortened(_ text: String) -> String {
    text.count <= longestText ? text : text.prefix(longestText - 1) + "…"
  }
}
