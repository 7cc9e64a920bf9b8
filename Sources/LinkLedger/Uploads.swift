package import CalendarTime

extension Ledger {
  /// Writes down which disavow file Google has for a site from a day on.
  package func putUploaded(_ content: [UInt8], site: String, day: Day) throws {
    try transaction {
      let put = try database.prepare(
        "INSERT OR REPLACE INTO uploaded (site, day, content) VALUES (?1, ?2, ?3)")
      put.bind(1, try names.site(site))
      put.bind(2, Int(day.rawValue))
      put.bind(3, blob: content.span)
      try put.run()
    }
  }

  /// The disavow file that Google has for a site, and since when; nil when none was recorded.
  package func uploaded(site: String) throws(LedgerError) -> (content: [UInt8], day: Day)? {
    guard let number = try names.knownSite(site) else { return nil }
    let find = try database.prepare(
      "SELECT content, day FROM uploaded WHERE site = ?1 ORDER BY day DESC LIMIT 1")
    find.bind(1, number)
    guard try find.step() else { return nil }
    return (find.bytes(0), Day(rawValue: Int32(clamping: find.number(1))))
  }
}
