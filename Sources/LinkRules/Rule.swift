package import LinkModel

/// One rule as its file describes it.
package struct Rule: Sendable {
  /// Whether a rule runs by default.
  package enum Status: String, CaseIterable, Sendable {
    case experimental, stable, deprecated
  }

  /// What a finding of the rule is worth.
  package enum Role: String, CaseIterable, Sendable {
    /// Enough alone.
    case decisive
    /// Counts together with other families.
    case evidence
    /// Goes with spam, is no offence.
    case support
    /// Harmless: a redirector, a copy of a search page, a statistics page.
    case noise
  }

  /// What the rule judges.
  package enum Scope: String, CaseIterable, Sendable {
    case link, domain
    /// A referring host of logs, at most for review.
    case referrer
  }

  package let id: String
  package let title: String
  package let status: Status
  package let family: String
  package let role: Role
  package let scope: Scope
  package let severity: Severity
  /// 0-100.
  package let weight: Int
  package let finds: String
  package let why: String
  package let wrongWhen: [String]
  package let sources: [String]
  /// The clause of Google's spam policies, or "none".
  package let clause: String
  package let condition: Condition
  package let message: MessageTemplate
  package let fires: [RuleExample]
  package let quiet: [RuleExample]
  /// The file the rule stands in.
  package let file: String

  /// The same rule with another condition.
  func replacingCondition(with condition: Condition) -> Rule {
    Rule(
      id: id, title: title, status: status, family: family, role: role, scope: scope,
      severity: severity, weight: weight, finds: finds, why: why, wrongWhen: wrongWhen,
      sources: sources, clause: clause, condition: condition, message: message, fires: fires,
      quiet: quiet, file: file)
  }
}

/// A record or some records on which a rule must fire, or must not.
package struct RuleExample: Sendable {
  package let name: String
  package let links: [GivenLinks]
  /// The hosts of a rule of scope `referrer`, which has no links.
  package var referrers: [ReferrerFacts] = []
  /// Where the example stands.
  package let line: Int
}

/// One `given:` entry: fields of the common record, over all addresses of a pattern.
package struct GivenLinks: Sendable {
  package let from: String
  package let to: String
  package let fields: [Field: FieldValue]
}

/// The condition under which a rule fires.
package indirect enum Condition: Sendable {
  case all([Condition])
  case any([Condition])
  case not(Condition)
  case atLeast(Int, [Condition])
  case text(Subject, RuleText)
  case host(Subject, list: String)
  case number(Subject, NumberTest)

  /// The values that the condition asks for.
  package var subjects: [Subject] {
    switch self {
    case .all(let parts), .any(let parts), .atLeast(_, let parts): parts.flatMap(\.subjects)
    case .not(let part): part.subjects
    case .text(let subject, _), .host(let subject, _), .number(let subject, _): [subject]
    }
  }
}

/// What a number is held against.
package enum NumberTest: Hashable, Sendable {
  case isOneOf([Int64])
  case atLeast(Int64)
  case atMost(Int64)
  case between(Int64, Int64)
  /// At most this many days before the day that the audit counts from.
  case withinDays(Int64)
  /// One of these bits is set.
  case hasBits(Int64)
}
