extension Ledger {
  /// The sites that the ledger knows, by name.
  package func sites() throws(LedgerError) -> [String] {
    let find = try database.prepare("SELECT host FROM site ORDER BY host")
    var sites: [String] = []
    while try find.step() { sites.append(find.text(0)) }
    return sites
  }
}
