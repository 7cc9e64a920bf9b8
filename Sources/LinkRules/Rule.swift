package import LinkModel
package import LinkProfile

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
    /// Something about the site itself that its owner should know of; weighs nothing.
    case alert
  }

  /// What the rule judges.
  package enum Scope: String, CaseIterable, Sendable {
    case link, domain
    /// The site as a whole.
    case profile
    /// A referring host of logs, at most for review.
    case referrer
  }

  package let id: String
  package let title: String
  package internal(set) var status: Status
  package let family: String
  package internal(set) var role: Role
  package let scope: Scope
  package let severity: Severity
  /// 0-100.
  package internal(set) var weight: Int
  package let finds: String
  package let why: String
  package let wrongWhen: [String]
  package let sources: [String]
  /// The clause of Google's spam policies, or "none".
  package let clause: String
  package internal(set) var condition: Condition
  package let message: MessageTemplate
  package let fires: [RuleExample]
  package let quiet: [RuleExample]
  /// Examples on which it should fire and does not yet.
  package let knownMisses: [RuleExample]
  /// Examples on which it fires though it should not.
  package let knownFalseAlarms: [RuleExample]
  /// The file the rule stands in.
  package let file: String
}

/// A record or some records on which a rule must fire, or must not.
package struct RuleExample: Sendable {
  package let name: String
  package var links: [GivenLinks]
  /// The hosts of a rule of scope `referrer`, which has no links.
  package var referrers: [ReferrerFacts] = []
  /// What is set for the site, when the example says.
  package var settings = RuleExample.noSettings
  /// Where the example stands.
  package let line: Int

  /// Of a site without brand and topics, under the default policy.
  static let noSettings = ProfileFacts(brands: [], topics: [], policy: .clean)
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
  case host(Subject, HostSet)
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

/// Hosts that a condition looks a host up in: a list, or a few written in the rule.
package enum HostSet: Hashable, Sendable {
  case list(String)
  /// Canonical hosts; those below them are meant too.
  case hosts([String])
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
