package import HostLists
import LinkModel
package import ReferrerLogs

/// Puts what logs tell into the ledger, and gives it back.
///
/// Hits and lines are sums: a batch must go in exactly once, together with its checkpoint.
package final class LogStore {
  private let ledger: Ledger
  private let findReferral, putReferral, addDay, addLines, findVisitors, putVisitors: Statement
  private let addServed, findServed: Statement

  package init(_ ledger: Ledger) throws(LedgerError) {
    self.ledger = ledger
    let columns = "hits, bot_hits, first_seen, last_seen, statuses, clients"
    findReferral = try ledger.database.prepare(
      """
      SELECT \(columns) FROM referral WHERE site = ?1 AND source = ?2 AND page = ?3 AND type = ?4
      """)
    putReferral = try ledger.database.prepare(
      """
      INSERT OR REPLACE INTO referral (site, source, page, type, \(columns))
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      """)
    addDay = try ledger.database.prepare(
      """
      INSERT INTO daily (site, day, host, hits, bot_hits) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT DO UPDATE SET hits = hits + excluded.hits, bot_hits = bot_hits + excluded.bot_hits
      """)
    addLines = try ledger.database.prepare(
      "UPDATE site SET log_lines = log_lines + ?2, log_visits = log_visits + ?3 WHERE id = ?1")
    findVisitors = try ledger.database.prepare(
      "SELECT marks FROM visitor WHERE site = ?1 AND chunk = ?2")
    putVisitors = try ledger.database.prepare(
      "INSERT OR REPLACE INTO visitor (site, chunk, marks) VALUES (?1, ?2, ?3)")
    addServed = try ledger.database.prepare(
      "INSERT INTO served (site, host) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
    findServed = try ledger.database.prepare(
      """
      SELECT host.name FROM served JOIN host ON host.id = served.host WHERE served.site = ?1
      ORDER BY host.name
      """)
  }

  // MARK: Writing

  /// Adds a batch in the open transaction.
  ///
  /// - Parameters:
  ///   - batch: What was counted.
  ///   - sites: Whose logs were read; a referral goes to the longest that its target lies at or below.
  ///   - hosts: Knows referring domains.
  /// - Throws: ``LedgerError``, or an error of a temporary file.
  package func add(
    _ batch: borrowing ReferralBatch, sites: [String], hosts: HostTable
  ) throws {
    var numbers: [(host: [UInt8], number: Int64)] = []
    for site in sites { numbers.append((Array(site.utf8), try ledger.names.site(site))) }
    numbers.sort { $0.host.count > $1.host.count }
    for (_, number) in numbers {
      addLines.bind(1, number)
      addLines.bind(2, batch.lines)
      addLines.bind(3, batch.visits)
      try addLines.run()
      for host in batch.served {
        addServed.bind(1, number)
        addServed.bind(2, try self.number(ofHost: host, hosts))
        try addServed.run()
      }
      try batch.forEachVisitorChunk { chunk, words in try addVisitors(number, chunk, words) }
    }
    for count in batch.days {
      let target = Array(count.target.utf8)
      guard let site = numbers.first(where: { LogStore.isHost(target.span, atOrBelow: $0.host) })
      else { continue }
      addDay.bind(1, site.number)
      addDay.bind(2, Int(count.day))
      addDay.bind(3, try number(ofHost: count.source, hosts))
      addDay.bind(4, count.hits)
      addDay.bind(5, count.botHits)
      try addDay.run()
    }
    try batch.forEachReferral { referral in
      let host = LogStore.host(ofURL: referral.target)
      for site in numbers
      where LogStore.isHost(referral.target.extracting(host), atOrBelow: site.host) {
        try add(referral, site.number)
        break
      }
    }
  }

  private func add(_ referral: borrowing Referral, _ site: Int64) throws(LedgerError) {
    findReferral.bind(1, site)
    findReferral.bind(2, text: referral.source)
    findReferral.bind(3, text: referral.target)
    findReferral.bind(4, Int(referral.type.rawValue))
    var sum = referral.sum
    if try findReferral.step() { sum.merge(LogStore.sum(findReferral, from: 0)) }
    findReferral.reset()
    putReferral.bind(1, site)
    putReferral.bind(2, text: referral.source)
    putReferral.bind(3, text: referral.target)
    putReferral.bind(4, Int(referral.type.rawValue))
    putReferral.bind(5, sum.hits)
    putReferral.bind(6, sum.botHits)
    let isTimed = sum.first <= sum.last
    putReferral.bind(7, isTimed ? sum.first : nil)
    putReferral.bind(8, isTimed ? sum.last : nil)
    putReferral.bind(
      9, sum.statuses.map { "\($0.status):\($0.hits)" }.joined(separator: ",") as String?)
    var clients: [UInt8] = []
    // Codes have 24 bits.
    for code in sum.clients {
      for shift in [16, 8, 0] { clients.append(UInt8(truncatingIfNeeded: code >> UInt32(shift))) }
    }
    putReferral.bind(10, blob: clients.span)
    try putReferral.run()
  }

  private func addVisitors(
    _ site: Int64, _ chunk: Int, _ words: [UInt64]
  ) throws(LedgerError) {
    findVisitors.bind(1, site)
    findVisitors.bind(2, chunk)
    let known = try findVisitors.step() ? findVisitors.bytes(0) : []
    findVisitors.reset()
    var marks: [UInt8] = []
    for word in words {
      for shift in stride(from: 0, to: 64, by: 8) {
        marks.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    for (index, byte) in known.prefix(marks.count).enumerated() { marks[index] |= byte }
    if marks == known { return }
    putVisitors.bind(1, site)
    putVisitors.bind(2, chunk)
    putVisitors.bind(3, blob: marks.span)
    try putVisitors.run()
  }

  private func number(ofHost name: String, _ hosts: HostTable) throws(LedgerError) -> Int64 {
    try ledger.names.host(name) {
      // The package of an app has no domain.
      if name.hasPrefix("@") { return name }
      let bytes = Array(name.utf8)
      return hosts.domainName(hosts.domain(of: bytes.span))
    }
  }

  // MARK: Reading

  /// The hosts that the logs of some sites answered for so far.
  package func served(_ sites: [String]) throws(LedgerError) -> [String] {
    var served: Set<String> = []
    for site in sites {
      guard let number = try ledger.names.knownSite(site) else { continue }
      findServed.bind(1, number)
      while try findServed.step() { served.insert(findServed.text(0)) }
      findServed.reset()
    }
    return served.sorted()
  }

  /// Adds all that the logs of a site told to an empty table.
  ///
  /// - Returns: How many lines there are.
  /// - Throws: ``LedgerError``, or an error of a temporary file.
  package func read(site: String, into referrals: inout Referrals) throws -> Int {
    guard let number = try ledger.names.knownSite(site) else { return 0 }
    let totals = try ledger.database.prepare(
      "SELECT log_lines, log_visits FROM site WHERE id = ?1")
    totals.bind(1, number)
    guard try totals.step() else { return 0 }
    let lines = Int(totals.number(0))
    referrals.add(lines: lines, visits: Int(totals.number(1)))
    for host in try served([site]) { referrals.add(served: host) }
    let visitors = try ledger.database.prepare("SELECT chunk, marks FROM visitor WHERE site = ?1")
    visitors.bind(1, number)
    while try visitors.step() {
      let marks = visitors.bytes(1)
      let words = stride(from: 0, to: marks.count - 7, by: 8).map { start in
        (0..<8).reduce(UInt64(0)) { $0 | UInt64(marks[start + $1]) << UInt64(8 * $1) }
      }
      referrals.addVisitors(chunk: Int(visitors.number(0)), words)
    }
    let rows = try ledger.database.prepare(
      """
      SELECT source, page, type, hits, bot_hits, first_seen, last_seen, statuses, clients
      FROM referral WHERE site = ?1
      """)
    rows.bind(1, number)
    while try rows.step() {
      let (source, target) = (rows.bytes(0), rows.bytes(1))
      guard let type = HitType(rawValue: UInt8(clamping: rows.number(2))),
        try referrals.add(
          source: source.span, target: target.span, type: type, LogStore.sum(rows, from: 3))
      else {
        throw LedgerError.damaged(path: ledger.path, reason: "a referral cannot be read")
      }
    }
    return lines
  }

  /// The sum in six columns of a row.
  private static func sum(_ row: borrowing Statement, from column: Int32) -> ReferralSum {
    let statuses = row.text(column + 4).split(separator: ",").compactMap { entry in
      let parts = entry.split(separator: ":").compactMap { Int($0) }
      return parts.count == 2
        ? (status: UInt16(clamping: parts[0]), hits: max(0, parts[1])) : nil
    }
    let bytes = row.bytes(column + 5)
    let clients = stride(from: 0, to: bytes.count - 2, by: 3).map { start in
      (0..<3).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[start + $1]) }
    }
    return ReferralSum(
      hits: Int(max(0, row.number(column))), botHits: Int(max(0, row.number(column + 1))),
      first: row.optionalNumber(column + 2), last: row.optionalNumber(column + 3),
      statuses: statuses.sorted { $0.status < $1.status }, clients: clients)
  }

  // MARK: Hosts

  /// Where the host of a URL lies that a log reader wrote.
  private static func host(ofURL url: Span<UInt8>) -> Range<Int> {
    var start = 0
    while start < url.count, url[start] != UInt8(ascii: "/") { start += 1 }
    start = min(url.count, start + 2)
    var end = start
    while end < url.count, url[end] != UInt8(ascii: "/"), url[end] != UInt8(ascii: ":") { end += 1 }
    return start..<end
  }

  private static func isHost(_ host: Span<UInt8>, atOrBelow parent: [UInt8]) -> Bool {
    let start = host.count - parent.count
    guard start == 0 || (start > 0 && host[start - 1] == UInt8(ascii: ".")) else { return false }
    for index in parent.indices where host[start + index] != parent[index] { return false }
    return true
  }
}
