import LinkModel

/// The words of links that snapshots know by number.
package final class LinkTexts {
  /// A link in words.
  package struct Words: Sendable {
    package let sourceURL: String
    /// Nil: not known.
    package let targetURL: String?
    package let anchor: String?
  }

  private let snapshots: LinkSnapshots
  private let findLink, findDomain, findReport: Statement

  package init(_ snapshots: LinkSnapshots) throws(LedgerError) {
    self.snapshots = snapshots
    findLink = try snapshots.ledger.database.prepare(
      """
      SELECT host.name, link.path, target.name, page.path, anchor, facts
      FROM link JOIN observation ON observation.site = link.site AND observation.link = link.key
        JOIN host ON host.id = link.host
        LEFT JOIN page ON page.id = link.page LEFT JOIN host AS target ON target.id = page.host
      WHERE link.site = ?1 AND link.key = ?2 ORDER BY report LIMIT 1
      """)
    findDomain = try snapshots.ledger.database.prepare("SELECT name FROM domain WHERE id = ?1")
    findReport = try snapshots.ledger.database.prepare(
      "SELECT tool, name FROM report WHERE id = ?1")
  }

  /// An exporter and its report.
  package func report(_ number: Int64) throws(LedgerError) -> (tool: String, name: String) {
    findReport.bind(1, number)
    defer { findReport.reset() }
    guard try findReport.step() else { throw damaged("an export has no report") }
    return (findReport.text(0), findReport.text(1))
  }

  /// What became of a link, in words.
  package func words(of link: LinkChanges.Link) throws(LedgerError) -> Words {
    try words(ofKey: link.key)
  }

  /// The anchor that a moved link had before.
  package func oldAnchor(of link: LinkChanges.Link) throws(LedgerError) -> String? {
    guard let key = link.oldKey else { return nil }
    return try words(ofKey: key).anchor
  }

  /// An anchor as it is written.
  package func anchor(of use: LinkChanges.AnchorUse) throws(LedgerError) -> String {
    try words(ofKey: use.key).anchor ?? ""
  }

  /// The name of a referring domain.
  package func name(ofDomain index: Int) throws(LedgerError) -> String {
    findDomain.bind(1, snapshots.domains[index].number)
    defer { findDomain.reset() }
    guard try findDomain.step() else { throw damaged("a link has no domain") }
    return findDomain.text(0)
  }

  private func words(ofKey key: Int64) throws(LedgerError) -> Words {
    findLink.bind(1, snapshots.site)
    findLink.bind(2, key)
    defer { findLink.reset() }
    guard try findLink.step() else { throw damaged("a link cannot be found") }
    let facts = findLink.bytes(5)
    func address(_ field: Field, _ column: Int32) -> String {
      snapshots.coding.address(
        field, in: facts, host: findLink.text(column), path: findLink.text(column + 1))
    }
    return Words(
      sourceURL: address(.sourceURL, 0),
      targetURL: findLink.isNull(2) ? nil : address(.targetURL, 2),
      anchor: findLink.optionalText(4))
  }

  private func damaged(_ reason: String) -> LedgerError {
    .damaged(path: snapshots.ledger.path, reason: reason)
  }
}
