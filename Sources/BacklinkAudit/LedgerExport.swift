import HostLists
package import LinkLedger
package import LinkModel

/// Gives the links of a ledger as records, without a judgement.
package struct LedgerExport {
  private let ledger: Ledger
  private let hosts: HostTable
  private let layout: RecordLayout

  package init(_ ledger: Ledger, pack: RulePack, fields: some Sequence<Field>) {
    self.ledger = ledger
    hosts = HostTable(suffixes: pack.suffixes, lists: pack.hostLists)
    layout = RecordLayout(fields)
  }

  /// Hands out what each report says of each link of some sites, or of all when none is named.
  package func forEachBatch(
    sites: [String], _ body: (RecordBatch) throws -> Void
  ) throws {
    var rows = LedgerRows(layout: layout, hosts: hosts)
    for site in sites.isEmpty ? try ledger.sites() : sites {
      guard let history = try LinkHistory(ledger, site: site) else { continue }
      try history.forEachLink { link in
        guard rows.add(link, from: history) else {
          throw LedgerError.damaged(path: ledger.path, reason: "a link has no web address")
        }
        if rows.isFull {
          try body(rows.batch)
          rows.removeAll()
        }
      }
      try body(rows.batch)
      rows.removeAll()
    }
  }
}
