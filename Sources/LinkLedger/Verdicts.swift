package import CalendarTime
package import LinkModel

/// The verdict on a referring domain, for the history.
package struct StoredVerdict: Sendable {
  package let domain: String
  package let verdict: Verdict
  package let linkClass: LinkClass
  /// 0-100, in thousandths.
  package let score: Int
  /// The ids of the rules that count.
  package let rules: [String]

  package init(
    domain: String, verdict: Verdict, linkClass: LinkClass, score: Int, rules: [String]
  ) {
    self.domain = domain
    self.verdict = verdict
    self.linkClass = linkClass
    self.score = score
    self.rules = rules
  }
}

extension Ledger {
  /// Writes verdicts down where they differ from the last ones, and keeps the strongest evidence.
  ///
  /// - Parameters:
  ///   - verdicts: One a referring domain.
  ///   - site: The site.
  ///   - day: The day of the judgement.
  ///   - pack: A number for the rules; evidence by other rules is replaced.
  /// - Throws: ``LedgerError``; nothing is written then.
  package func record(
    _ verdicts: [StoredVerdict], site: String, day: Day, pack: Int64
  ) throws {
    try transaction {
      let site = try names.site(site)
      let find = try database.prepare(
        """
        SELECT verdict, class, score, rules FROM verdict WHERE site = ?1 AND domain = ?2
        ORDER BY day DESC LIMIT 1
        """)
      let put = try database.prepare(
        """
        INSERT OR REPLACE INTO verdict (site, domain, day, verdict, class, score, rules)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """)
      let keep = try database.prepare(
        """
        INSERT INTO evidence (site, domain, day, score, pack, rules)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE
        SET day = excluded.day, score = excluded.score, pack = excluded.pack, rules = excluded.rules
        WHERE excluded.pack <> evidence.pack OR excluded.score > evidence.score
        """)
      for verdict in verdicts {
        let domain = try names.domain(verdict.domain)
        let rules = verdict.rules.joined(separator: " ")
        find.bind(1, site)
        find.bind(2, domain)
        let isSame =
          try find.step() && find.text(0) == verdict.verdict.name
          && find.text(1) == verdict.linkClass.name && find.number(2) == verdict.score
          && find.text(3) == rules
        find.reset()
        if !isSame {
          put.bind(1, site)
          put.bind(2, domain)
          put.bind(3, Int(day.rawValue))
          put.bind(4, verdict.verdict.name)
          put.bind(5, verdict.linkClass.name)
          put.bind(6, verdict.score)
          put.bind(7, rules)
          try put.run()
        }
        if verdict.rules.isEmpty { continue }
        keep.bind(1, site)
        keep.bind(2, domain)
        keep.bind(3, Int(day.rawValue))
        keep.bind(4, verdict.score)
        keep.bind(5, pack)
        keep.bind(6, rules)
        try keep.run()
      }
    }
  }

  /// The rules of the strongest evidence against each domain, as far as it was found by these rules.
  package func evidence(site: String, pack: Int64) throws(LedgerError) -> [String: [String]] {
    guard let number = try names.knownSite(site) else { return [:] }
    let find = try database.prepare(
      """
      SELECT domain.name, evidence.rules FROM evidence JOIN domain ON domain.id = evidence.domain
      WHERE evidence.site = ?1 AND evidence.pack = ?2
      """)
    find.bind(1, number)
    find.bind(2, pack)
    var rules: [String: [String]] = [:]
    while try find.step() {
      rules[find.text(0)] = find.text(1).split(separator: " ").map(String.init)
    }
    return rules
  }

  /// The hosts that link to a site.
  package func linkingHosts(site: String) throws(LedgerError) -> [String] {
    guard let number = try names.knownSite(site) else { return [] }
    let find = try database.prepare(
      "SELECT name FROM host WHERE id IN (SELECT host FROM link WHERE site = ?1) ORDER BY name")
    find.bind(1, number)
    var hosts: [String] = []
    while try find.step() { hosts.append(find.text(0)) }
    return hosts
  }

  /// Hands out what the audits made of the referring domains of a site, from the oldest day on: the number
  /// of the domain, its class, the ids of the rules that counted, and the day.
  package func forEachVerdict(
    site: String, _ body: (Int64, LinkClass, [String], Day) -> Void
  ) throws(LedgerError) {
    guard let number = try names.knownSite(site) else { return }
    let find = try database.prepare(
      "SELECT domain, class, rules, day FROM verdict WHERE site = ?1 ORDER BY day, domain")
    find.bind(1, number)
    while try find.step() {
      guard let linkClass = LinkClass(named: find.text(1)) else {
        throw .damaged(path: path, reason: "a class '\(find.text(1))' is none")
      }
      body(
        find.number(0), linkClass, find.text(2).split(separator: " ").map(String.init),
        Day(rawValue: Int32(clamping: find.number(3))))
    }
  }
}
