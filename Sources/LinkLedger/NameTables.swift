/// The numbers that names have in the ledger: of sites, hosts, domains, pages, reports and fields.
///
/// A name is added when it is first met. Numbers that were given since the last commit are forgotten when
/// it fails.
final class NameTables {
  private let insertSite, findSite: Statement
  private let insertHost, findHost: Statement
  private let insertDomain, findDomain: Statement
  private let insertPage, findPage: Statement
  private let insertReport, findReport: Statement
  private var hosts: [String: Int64] = [:]
  private var sites: [String: Int64] = [:]
  /// Numbers are given out anew from here on when a transaction fails.
  private(set) var generation = 0

  private static let rememberedHosts = 1 << 16

  init(_ database: borrowing Database) throws(LedgerError) {
    func insert(_ table: String, _ columns: String, _ values: String) throws(LedgerError)
      -> Statement
    {
      try database.prepare("INSERT INTO \(table) (\(columns)) VALUES (\(values))")
    }
    insertSite = try insert("site", "host", "?1")
    findSite = try database.prepare("SELECT id FROM site WHERE host = ?1")
    insertHost = try insert("host", "name, domain", "?1, ?2")
    findHost = try database.prepare("SELECT id FROM host WHERE name = ?1")
    insertDomain = try insert("domain", "name", "?1")
    findDomain = try database.prepare("SELECT id FROM domain WHERE name = ?1")
    insertPage = try insert("page", "host, path", "?1, ?2")
    findPage = try database.prepare("SELECT id FROM page WHERE host = ?1 AND path = ?2")
    insertReport = try insert("report", "tool, name", "?1, ?2")
    findReport = try database.prepare("SELECT id FROM report WHERE tool = ?1 AND name = ?2")
  }

  /// Forgets numbers that may have been taken back.
  func forget() {
    hosts = [:]
    sites = [:]
    generation += 1
  }

  /// The first column of what a statement gives; nil without a row.
  private static func first(_ statement: borrowing Statement) throws(LedgerError) -> Int64? {
    defer { statement.reset() }
    return try statement.step() ? statement.number(0) : nil
  }

  private static func number(
    _ find: borrowing Statement, _ insert: borrowing Statement,
    _ bind: (borrowing Statement) -> Void
  ) throws(LedgerError) -> Int64 {
    bind(find)
    if let found = try first(find) { return found }
    bind(insert)
    return try insert.insertedNumber()
  }

  func site(_ host: String) throws(LedgerError) -> Int64 {
    if let known = sites[host] { return known }
    let number = try NameTables.number(findSite, insertSite) { $0.bind(1, host) }
    sites[host] = number
    return number
  }

  /// The number of a site, or nil when the ledger does not know it.
  func knownSite(_ host: String) throws(LedgerError) -> Int64? {
    findSite.bind(1, host)
    return try NameTables.first(findSite)
  }

  func domain(_ name: String) throws(LedgerError) -> Int64 {
    try NameTables.number(findDomain, insertDomain) { $0.bind(1, name) }
  }

  /// The number of a host; its referring domain is asked for when it is new.
  func host(_ name: String, domain: () -> String) throws(LedgerError) -> Int64 {
    if let known = hosts[name] { return known }
    findHost.bind(1, name)
    if let found = try NameTables.first(findHost) {
      remember(name, found)
      return found
    }
    let owner = try self.domain(domain())
    insertHost.bind(1, name)
    insertHost.bind(2, owner)
    let added = try insertHost.insertedNumber()
    remember(name, added)
    return added
  }

  private func remember(_ host: String, _ number: Int64) {
    if hosts.count == NameTables.rememberedHosts { hosts.removeAll(keepingCapacity: true) }
    hosts[host] = number
  }

  func page(host: Int64, path: Span<UInt8>) throws(LedgerError) -> Int64 {
    findPage.bind(1, host)
    findPage.bind(2, text: path)
    if let found = try NameTables.first(findPage) { return found }
    insertPage.bind(1, host)
    insertPage.bind(2, text: path)
    return try insertPage.insertedNumber()
  }

  func report(tool: String, name: String) throws(LedgerError) -> Int64 {
    try NameTables.number(findReport, insertReport) {
      $0.bind(1, tool)
      $0.bind(2, name)
    }
  }
}
