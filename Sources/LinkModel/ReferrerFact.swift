/// A fact about one host that logs name as a referrer.
///
/// Every fact is free of the order of lines and logs: counts, sums, extremes and sets.
public enum ReferrerFact: UInt8, CaseIterable, Sendable {
  case host, referrerClass, hits, botHits, clients, loneShare, visitShare
  case targets, sourcePages, originShare, notFoundShare, otherHosts

  /// The name in rules: `referrer.lone_share`.
  public var name: String { "referrer." + shortName }

  /// The name in the examples of rules: `lone_share`.
  public var shortName: String { ReferrerFact.table[Int(rawValue)].name }

  /// What values the fact takes; shares are decimals.
  public var kind: FieldKind { ReferrerFact.table[Int(rawValue)].kind }

  /// One sentence on what the fact means.
  public var meaning: String { ReferrerFact.table[Int(rawValue)].meaning }

  private static let table: [(name: String, kind: FieldKind, meaning: String)] = [
    ("host", .text, "The referring host itself."),
    ("class", .choice(ReferrerClass.names), "What kind of site it is, by the lists."),
    ("hits", .integer, "Requests that named it."),
    ("bot_hits", .integer, "Of them those of declared crawlers."),
    (
      "clients", .integer,
      "Distinct clients that named it, by address and agent; 64 are known a link, and more "
        + "than 4,096 are estimated."
    ),
    (
      "lone_share", .decimal,
      "The share of those clients that fetched nothing that pages embed and never came from a page of "
        + "the site, 0-1."
    ),
    (
      "visit_share", .decimal,
      "The share of all lines of the logs that show a visitor: something that pages embed, or a page of "
        + "the site as referrer, 0-1. Where it is near zero, logs leave such lines out."
    ),
    ("targets", .integer, "Distinct pages of ours that were asked for; an estimate above 4,096."),
    ("source_pages", .integer, "Distinct pages of the host that were named."),
    ("origin_share", .decimal, "The share of hits that named the host without a page, 0-1."),
    ("not_found_share", .decimal, "The share of hits that were answered with 404 or 410, 0-1."),
    (
      "other_hosts", .integer,
      "How many other hosts of the class site one of its clients named, at most."
    ),
  ]

  /// The fact of that name, or nil.
  public init?(named name: String) {
    guard let fact = ReferrerFact.allCases.first(where: { $0.name == name }) else { return nil }
    self = fact
  }
}

/// What logs say of one referring host.
public struct ReferrerFacts: Sendable {
  /// The host, canonical, or the package of an app.
  public var host: String
  /// When the first hit came, as a moment's raw value; nil when unknown.
  public var firstSeen: Int64?
  /// When the last hit came.
  public var lastSeen: Int64?
  private var numbers = [Int64?](repeating: nil, count: ReferrerFact.allCases.count)

  /// A host of which nothing is known yet.
  public init(host: String) {
    self.host = host
  }

  /// The number of a fact; shares in thousandths, the class by its number.
  public subscript(fact: ReferrerFact) -> Int64? {
    get { numbers[Int(fact.rawValue)] }
    set { numbers[Int(fact.rawValue)] = newValue }
  }

  /// The text of a fact, or nil when it is a number.
  public func text(_ fact: ReferrerFact) -> String? { fact == .host ? host : nil }
}
