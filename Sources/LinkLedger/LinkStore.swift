import ByteStreams
import CalendarTime
import HostLists
import LinkModel
import LinkProfile

/// One delivery of an exporter: a report on a day.
package struct Delivery: Sendable {
  /// The exporter's name and its report's.
  package let tool: String
  package let report: String
  /// The day of the export, from 1970-01-01.
  package let day: Int32
  /// The report had every link that the exporter knows: a link that is not in it is lost.
  package let isWhole: Bool

  package init(tool: String, report: String, day: Int32, isWhole: Bool) {
    self.tool = tool
    self.report = report
    self.day = day
    self.isWhole = isWhole
  }
}

/// Puts links and what exporters said of them into the ledger.
///
/// Everything is order-free: of two observations of one link and report the one of the newest day stays, on
/// a tie the one that speaks for keeping the link; first and last are extremes, days a set. A delivery that
/// comes again changes nothing.
package final class LinkStore {
  private let ledger: Ledger
  private let coding: FactCoding
  private let insertLink, findLink, updateAnchor: Statement
  private let insertObservation, findObservation, updateObservation: Statement
  private let insertDelivery, insertArrival: Statement
  /// Numbers in the ledger by number in the host table and among the staged pages; 0 is not asked yet.
  private var hostNumbers: [Int64] = []
  private var pageNumbers: [Int64] = []
  private var batch: LinkBatch
  /// The last batch had only new rows.
  private var isFresh = true
  private var folded: (one: [UInt8], other: [UInt8]) = ([], [])
  private var days: [UInt8] = []

  /// A store of a ledger.
  package init(_ ledger: Ledger) throws(LedgerError) {
    self.ledger = ledger
    coding = try ledger.factCoding()
    batch = try LinkBatch(ledger.database)
    insertLink = try ledger.database.prepare(
      """
      INSERT INTO link (site, key, kind, host, path, page, anchor)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING
      """)
    findLink = try ledger.database.prepare(
      "SELECT kind, host, path, page, anchor FROM link WHERE site = ?1 AND key = ?2")
    updateAnchor = try ledger.database.prepare(
      "UPDATE link SET anchor = ?3 WHERE site = ?1 AND key = ?2")
    insertObservation = try ledger.database.prepare(
      """
      INSERT INTO observation (site, link, report, day, first_seen, last_seen, days, facts, lost)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING
      """)
    findObservation = try ledger.database.prepare(
      """
      SELECT day, first_seen, last_seen, days, facts, lost FROM observation
      WHERE site = ?1 AND link = ?2 AND report = ?3
      """)
    updateObservation = try ledger.database.prepare(
      """
      UPDATE observation
      SET day = ?4, first_seen = ?5, last_seen = ?6, days = ?7, facts = ?8, lost = ?9
      WHERE site = ?1 AND link = ?2 AND report = ?3
      """)
    insertDelivery = try ledger.database.prepare(
      """
      INSERT INTO delivery (site, report, page, day, links, is_whole)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE
      SET links = max(links, excluded.links), is_whole = max(is_whole, excluded.is_whole)
      """)
    // What comes again belongs to the run that brought it last: told twice is better than never.
    insertArrival = try ledger.database.prepare(
      "INSERT OR REPLACE INTO arrival (site, report, day, run) VALUES (?1, ?2, ?3, ?4)")
  }

  /// How many links a transaction takes at most.
  package static let batchSize = 1_000_000

  /// Puts all links of a delivery into the ledger, in transactions of at most ``batchSize`` links. When it
  /// is interrupted, coming again completes it.
  ///
  /// - Parameters:
  ///   - staging: The links.
  ///   - delivery: Where they come from.
  ///   - isStopped: Asked now and then; true takes the open transaction back.
  ///   - end: Runs in the last transaction.
  /// - Returns: False when it was stopped.
  /// - Throws: ``LedgerError``, or an error of a temporary file.
  package func apply(
    _ staging: LinkStaging, _ delivery: Delivery, isStopped: () -> Bool,
    end: () throws(LedgerError) -> Void
  ) throws -> Bool {
    hostNumbers = []
    pageNumbers = []
    batch.removeAll()
    isFresh = true
    struct Stop: Error {}
    do {
      try ledger.begin()
      var scope = try Scope(staging, delivery, ledger.names)
      var count = 0
      try staging.sorter.forEach { key, payload in
        count += 1
        if count & 0xFFFF == 0, isStopped() { throw Stop() }
        let local = Int(key[0]) << 8 | Int(key[1])
        if batch.isFull || local != scope.local { try addBatch(scope) }
        if count % LinkStore.batchSize == 0 {
          try addBatch(scope)
          try ledger.commit()
          try ledger.begin()
        }
        var number: UInt64 = 0
        for index in 2..<10 { number = number << 8 | UInt64(key[index]) }
        scope.local = local
        try take(payload, key: Int64(bitPattern: number ^ 1 << 63), scope, staging)
      }
      try addBatch(scope)
      try addDeliveries(staging, delivery, scope)
      try end()
      try ledger.commit()
      return true
    } catch {
      ledger.rollback()
      if error is Stop { return false }
      throw error
    }
  }

  /// What links of one delivery have in common.
  private struct Scope {
    let report: Int64
    let day: Int32
    let sites: [Int64]
    /// The only day, encoded.
    let days: [UInt8]
    var local = 0

    init(_ staging: LinkStaging, _ delivery: Delivery, _ names: NameTables) throws(LedgerError) {
      report = try names.report(tool: delivery.tool, name: delivery.report)
      day = delivery.day
      var sites: [Int64] = []
      for site in staging.sites { sites.append(try names.site(site)) }
      self.sites = sites
      var days: [UInt8] = []
      DeliveryDays([delivery.day]).encode(to: &days)
      self.days = days
    }

    var site: Int64 { sites[local] }
  }

  private func addDeliveries(
    _ staging: LinkStaging, _ delivery: Delivery, _ scope: Scope
  ) throws(LedgerError) {
    for (local, links) in staging.links.enumerated() where links.count > 0 {
      insertDelivery.bind(1, scope.sites[local])
      insertDelivery.bind(2, scope.report)
      insertDelivery.bind(3, links.page == 0 ? 0 : try page(links.page - 1, staging))
      insertDelivery.bind(4, Int(delivery.day))
      insertDelivery.bind(5, links.count)
      insertDelivery.bind(6, delivery.isWhole ? 1 : 0)
      try insertDelivery.run()
      guard let run = ledger.run else { continue }
      insertArrival.bind(1, scope.sites[local])
      insertArrival.bind(2, scope.report)
      insertArrival.bind(3, Int(delivery.day))
      insertArrival.bind(4, run)
      try insertArrival.run()
    }
  }

  // MARK: One link

  private func take(
    _ payload: Span<UInt8>, key: Int64, _ scope: Scope, _ staging: LinkStaging
  ) throws(LedgerError) {
    let link = StagedLink(payload)
    // A row that says that the link is gone is no day on which it was there.
    let status = coding.number(.status, in: payload.extracting(link.facts))
    let row = LinkBatch.Row(
      link: link, key: key, host: try host(link.host, staging),
      page: link.page == 0 ? nil : try page(link.page - 1, staging),
      day: link.last.map { Moment(rawValue: $0).day.rawValue } ?? scope.day,
      isLost: status == Int64(LinkStatus.lost.rawValue))
    batch.append(row, payload)
  }

  /// Puts the batch into the ledger, at once if that goes.
  private func addBatch(_ scope: Scope) throws(LedgerError) {
    defer { batch.removeAll() }
    let days = scope.days
    if isFresh, batch.isFull,
      try batch.insert(site: scope.site, report: scope.report, days: days.span)
    {
      return
    }
    isFresh = true
    let (rows, bytes) = (batch.rows, batch.bytes)
    for row in rows {
      let isNew = try add(row, bytes.span.extracting(row.payload), scope)
      isFresh = isFresh && isNew
    }
  }

  /// Adds a link and its observation; true when both are new.
  private func add(
    _ row: LinkBatch.Row, _ payload: Span<UInt8>, _ scope: Scope
  ) throws(LedgerError) -> Bool {
    let link = row.link
    insertLink.bind(1, scope.site)
    insertLink.bind(3, link.kind)
    insertLink.bind(4, row.host)
    insertLink.bind(5, link.path, in: payload)
    insertLink.bind(6, row.page)
    insertLink.bind(7, link.anchor, in: payload)
    var key = row.key
    while true {
      insertLink.bind(2, key)
      if try insertLink.insertedRows() > 0 { break }
      if try isSame(key, row, payload, scope) { break }
      // Another link has the key: the next one that is free.
      key &+= 1
    }
    return try addObservation(row, key: key, payload, scope)
  }

  /// Whether the link with a key is this one. Of two spellings of its anchor the first by bytes stays.
  private func isSame(
    _ key: Int64, _ row: LinkBatch.Row, _ payload: Span<UInt8>, _ scope: Scope
  ) throws(LedgerError) -> Bool {
    let link = row.link
    findLink.bind(1, scope.site)
    findLink.bind(2, key)
    defer { findLink.reset() }
    guard try findLink.step(), findLink.number(0) == link.kind, findLink.number(1) == row.host,
      findLink.optionalNumber(3) == row.page
    else { return false }
    if let path = link.path {
      guard findLink.isEqual(2, payload.extracting(path)) else { return false }
    } else if !findLink.isNull(2) {
      return false
    }
    guard let range = link.anchor else { return findLink.isNull(4) }
    let anchor = payload.extracting(range)
    if findLink.isEqual(4, anchor) { return true }
    if findLink.isNull(4) { return false }
    let known = findLink.bytes(4)
    AnchorClassifier.fold(anchor, into: &folded.one)
    AnchorClassifier.fold(known.span, into: &folded.other)
    guard folded.one == folded.other else { return false }
    let written = anchor.indices.map { anchor[$0] }
    if written.lexicographicallyPrecedes(known) {
      findLink.reset()
      updateAnchor.bind(1, scope.site)
      updateAnchor.bind(2, key)
      updateAnchor.bind(3, text: anchor)
      try updateAnchor.run()
    }
    return true
  }

  /// Adds an observation, or merges it with the one that is there; true when it is new.
  private func addObservation(
    _ row: LinkBatch.Row, key: Int64, _ payload: Span<UInt8>, _ scope: Scope
  ) throws(LedgerError) -> Bool {
    let link = row.link
    let facts = payload.extracting(link.facts)
    let (present, lost) = row.isLost ? ([], scope.days) : (scope.days, [])
    insertObservation.bind(1, scope.site)
    insertObservation.bind(2, key)
    insertObservation.bind(3, scope.report)
    insertObservation.bind(4, Int(row.day))
    insertObservation.bind(5, link.first)
    insertObservation.bind(6, link.last)
    insertObservation.bind(7, lentBlob: present.span)
    insertObservation.bind(8, lentBlob: facts)
    insertObservation.bind(9, lentBlob: lost.span)
    if try insertObservation.insertedRows() > 0 { return true }
    try mergeObservation(
      link, key: key, Observed(day: row.day, facts: facts.indices.map { facts[$0] }, coding),
      isLost: row.isLost, scope)
    return false
  }

  /// What decides which of two observations stays.
  private struct Observed {
    let day: Int32
    let rank: Int
    let facts: [UInt8]

    init(day: Int32, facts: [UInt8], _ coding: FactCoding) {
      self.day = day
      self.facts = facts
      let isLive = coding.number(.status, in: facts.span) != Int64(LinkStatus.lost.rawValue)
      let isNofollow = coding.number(.nofollow, in: facts.span) == 1
      rank = (isLive ? 2 : 0) + (isNofollow ? 1 : 0)
    }

    /// Whether this one stays when the other comes.
    func precedes(_ other: Observed) -> Bool {
      if day != other.day { return day > other.day }
      if rank != other.rank { return rank > other.rank }
      return !facts.lexicographicallyPrecedes(other.facts)
    }
  }

  private func mergeObservation(
    _ link: StagedLink, key: Int64, _ new: Observed, isLost: Bool, _ scope: Scope
  ) throws(LedgerError) {
    findObservation.bind(1, scope.site)
    findObservation.bind(2, key)
    findObservation.bind(3, scope.report)
    guard try findObservation.step() else {
      findObservation.reset()
      throw damaged("an observation that is there cannot be found")
    }
    let old = Observed(
      day: Int32(clamping: findObservation.number(0)), facts: findObservation.bytes(4), coding)
    let (oldFirst, oldLast) = (findObservation.optionalNumber(1), findObservation.optionalNumber(2))
    let (oldDays, oldLost) = (findObservation.bytes(3), findObservation.bytes(5))
    findObservation.reset()
    let merged = isLost ? oldLost : oldDays
    guard var all = DeliveryDays(decoding: merged.span) else {
      throw damaged("the days of an observation cannot be read")
    }
    all.merge(DeliveryDays([scope.day]))
    days.removeAll(keepingCapacity: true)
    all.encode(to: &days)
    let (days, lost) = isLost ? (oldDays, days) : (days, oldLost)
    let winner = old.precedes(new) ? old : new
    let first = [oldFirst, link.first].compactMap { $0 }.min()
    let last = [oldLast, link.last].compactMap { $0 }.max()
    if winner.day == old.day, winner.facts == old.facts, first == oldFirst, last == oldLast,
      days == oldDays, lost == oldLost
    {
      return
    }
    updateObservation.bind(1, scope.site)
    updateObservation.bind(2, key)
    updateObservation.bind(3, scope.report)
    updateObservation.bind(4, Int(winner.day))
    updateObservation.bind(5, first)
    updateObservation.bind(6, last)
    updateObservation.bind(7, blob: days.span)
    updateObservation.bind(8, blob: winner.facts.span)
    updateObservation.bind(9, blob: lost.span)
    try updateObservation.run()
  }

  private func damaged(_ reason: String) -> LedgerError {
    .damaged(path: ledger.path, reason: reason)
  }

  // MARK: Numbers

  private func host(_ local: Int, _ staging: LinkStaging) throws(LedgerError) -> Int64 {
    if local >= hostNumbers.count {
      hostNumbers += repeatElement(
        0, count: max(local + 1, hostNumbers.count * 2) - hostNumbers.count)
    }
    if hostNumbers[local] == 0 {
      let hosts = staging.hosts
      hostNumbers[local] = try ledger.names.host(hosts.hostName(local)) {
        hosts.domainName(hosts.host(local).domain)
      }
    }
    return hostNumbers[local]
  }

  private func page(_ local: Int, _ staging: LinkStaging) throws(LedgerError) -> Int64 {
    if local >= pageNumbers.count {
      pageNumbers += repeatElement(0, count: staging.pages.count - pageNumbers.count)
    }
    if pageNumbers[local] == 0 {
      let page = staging.pages.page(local)
      pageNumbers[local] = try ledger.names.page(
        host: try host(page.host, staging), path: page.path.span)
    }
    return pageNumbers[local]
  }
}
