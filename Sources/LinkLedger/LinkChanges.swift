/// What changed of a site's links between two points of its history.
///
/// The first exports of a report are a baseline: what they list is *listed*, not new. So is a link that an
/// exporter had seen before and lists only now, when the exports before were no whole ones.
package struct LinkChanges {
  /// What became of a link or a referring domain.
  package enum Kind: String, CaseIterable, Sendable {
    case new, lost, regained
    /// The link is there, with another anchor.
    case moved
    /// Nothing tells that it is new.
    case listed
  }

  /// What became of a page's link to a page.
  package struct Link: Sendable {
    package let kind: Kind
    package let domain: Int
    /// When it came or went, as days since 1970-01-01.
    package let day: Int32
    /// The link in the ledger; of a moved one the link that is there now.
    let key: Int64
    /// The link that was there before; of a moved one.
    let oldKey: Int64?
    /// No report has it as followed.
    package let isNofollow: Bool
  }

  /// What became of a referring domain.
  package struct Domain: Sendable {
    package let kind: Kind
    package let domain: Int
    /// When it came, or its last link went.
    package let day: Int32
  }

  package private(set) var links: [Link] = []
  package private(set) var domains: [Domain] = []
  /// Links and referring domains that were there before, and that are there after.
  package private(set) var linksBefore = 0
  package private(set) var linksAfter = 0
  package private(set) var domainsBefore = 0
  package private(set) var domainsAfter = 0

  let snapshots: LinkSnapshots
  let from: Int
  let to: Int

  /// Compares two of the points of the snapshots.
  package init(_ snapshots: LinkSnapshots, from: Int, to: Int) {
    self.snapshots = snapshots
    self.from = from
    self.to = to
    for domain in snapshots.domains.indices { compare(domain) }
  }

  /// How many links or domains changed in a way.
  package func count(links kind: Kind) -> Int { links.count { $0.kind == kind } }
  package func count(domains kind: Kind) -> Int { domains.count { $0.kind == kind } }

  private mutating func compare(_ index: Int) {
    let domain = snapshots.domains[index]
    let start = links.count
    for pair in snapshots.pairs[domain.pairs] {
      let (was, isThere) = (bit(pair.there, from), bit(pair.there, to))
      linksBefore += was ? 1 : 0
      linksAfter += isThere ? 1 : 0
      switch (was, isThere) {
      case (true, false): add(.lost, pair, seenAt: from, day(of: pair))
      case (false, true):
        if bit(pair.was, from) {
          add(.regained, pair, seenAt: to, day(of: pair))
        } else {
          let origin = origin(of: snapshots.indices(of: pair), page: pair.page)
          add(origin.kind, pair, seenAt: to, origin.day)
        }
      case (true, true): addMove(of: pair)
      case (false, false): break
      }
    }
    let (was, isThere) = (domain.isThere(at: from), domain.isThere(at: to))
    domainsBefore += was ? 1 : 0
    domainsAfter += isThere ? 1 : 0
    if was == isThere { return }
    let changed = links[start...]
    if was {
      let day = changed.filter { $0.kind == .lost }.map(\.day).max()
      domains.append(Domain(kind: .lost, domain: index, day: day ?? newestDay))
      return
    }
    let own = domain.rows.isEmpty ? nil : origin(of: Array(domain.rows), page: 0)
    if bit(domain.was, from) {
      let day = changed.filter { $0.kind == .regained }.map(\.day).min()
      domains.append(Domain(kind: .regained, domain: index, day: day ?? own?.day ?? newestDay))
      return
    }
    let days =
      changed.filter { $0.kind == .new }.map(\.day)
      + (own?.kind == .new ? [own?.day ?? newestDay] : [])
    let first = changed.map(\.day).min() ?? own?.day ?? newestDay
    domains.append(
      Domain(kind: days.isEmpty ? .listed : .new, domain: index, day: days.min() ?? first))
  }

  private var newestDay: Int32 { snapshots.calendars[to].newestDay ?? 0 }

  func bit(_ bits: UInt64, _ point: Int) -> Bool { bits >> UInt64(point) & 1 == 1 }

  private func day(of pair: LinkSnapshots.Pair) -> Int32 {
    snapshots.stand(of: pair, at: to)?.day ?? newestDay
  }

  /// Whether something that was never there before is new, and since when.
  private func origin(of rows: [Int], page: Int64) -> (kind: Kind, day: Int32) {
    let before = snapshots.calendars[from]
    var new: Int32?
    var listed = Int32.max
    for index in rows where bit(snapshots.rows[index].there, to) {
      let row = snapshots.rows[index]
      let day = row.firstSeen ?? row.listed
      listed = min(listed, day)
      guard before.covers(report: row.report, page: row.page) else { continue }
      if let first = row.firstSeen, let newest = before.newestDay(report: row.report),
        first <= newest,
        (before.newestWholeDay(report: row.report, page: row.page) ?? .min) < first
      {
        continue
      }
      new = min(new ?? day, day)
    }
    return new.map { (.new, $0) } ?? (.listed, listed)
  }

  private mutating func add(
    _ kind: Kind, _ pair: LinkSnapshots.Pair, seenAt point: Int, _ day: Int32
  ) {
    let rows = snapshots.indices(of: pair).map { snapshots.rows[$0] }
    // A link with a target and an anchor tells most.
    guard let shown = rows.min(by: { rank($0, point) < rank($1, point) }) else { return }
    links.append(
      Link(
        kind: kind, domain: pair.domain, day: day, key: shown.key, oldKey: nil,
        isNofollow: rows.allSatisfy { $0.isNofollow || !bit($0.there, point) }))
  }

  private func rank(_ row: LinkSnapshots.Row, _ point: Int) -> (Int, Int, Int, Int64) {
    (row.page == 0 ? 1 : 0, bit(row.there, point) ? 0 : 1, row.anchor < 0 ? 1 : 0, row.key)
  }

  /// Adds a move when a report that had one anchor has another instead.
  private mutating func addMove(of pair: LinkSnapshots.Pair) {
    if pair.rows.count < 2 { return }
    // By key.
    let named = snapshots.rows[pair.rows].filter { $0.anchor >= 0 }
    let left = named.filter { bit($0.there, from) && !bit($0.there, to) }
    for old in left {
      let new = named.first {
        $0.report == old.report && $0.anchor != old.anchor && bit($0.there, to)
          && !bit($0.was, from)
      }
      guard let new else { continue }
      links.append(
        Link(
          kind: .moved, domain: pair.domain, day: new.listed, key: new.key,
          oldKey: old.key, isNofollow: new.isNofollow))
      return
    }
  }
}
