import ByteKeys
import CalendarTime
package import LinkModel
import WebAddress

extension ReferralTable {
  /// Where the lines ended so far; their sum is the number of lines.
  package var counts: InputCounts {
    var skips = self.skips
    var rejects = self.rejects
    for (refusal, lines) in lateRefusals where hosts.facts[refusal.host].isInternal {
      switch refusal.outcome {
      case .used: break
      case .skipped(let reason): skips[ReferralTable.index(of: reason)] -= lines
      case .rejected(let reason): rejects[ReferralTable.index(of: reason)] -= lines
      }
      skips[ReferralTable.index(of: .ownReferrer)] += lines
    }
    var counts = InputCounts()
    for row in rows.rows {
      if isInternal(row) {
        skips[ReferralTable.index(of: .ownReferrer)] += row.hits
      } else {
        counts.used += row.hits
      }
    }
    for reason in ReferralSkip.allCases where skips[ReferralTable.index(of: reason)] > 0 {
      counts.skipped[reason.rawValue] = skips[ReferralTable.index(of: reason)]
    }
    for reason in LogReject.allCases where rejects[ReferralTable.index(of: reason)] > 0 {
      counts.rejected[reason.rawValue] = rejects[ReferralTable.index(of: reason)]
    }
    return counts
  }

  /// Hands out the referrals in the bytewise order of source URL, target URL and hit type.
  ///
  /// - Parameters:
  ///   - layout: The fields to fill; those that a log cannot know stay absent.
  ///   - tool: The name of the log format.
  ///   - rowsPerBatch: How many rows a batch holds at most.
  ///   - body: Called for each batch; the batch is reused.
  /// - Throws: What `body` throws.
  package mutating func forEachBatch<Failure: Error>(
    layout: RecordLayout, tool: String, rowsPerBatch: Int = 4_096,
    _ body: (borrowing RecordBatch) throws(Failure) -> Void
  ) throws(Failure) {
    var batch = RecordBatch(layout: layout)
    let statuses = statusTexts()
    for number in sortedRows() {
      append(number, statuses[number], tool, to: &batch)
      if batch.count == rowsPerBatch {
        try body(batch)
        batch.removeRows()
        batch.bytes.removeAll(keepingCapacity: true)
      }
    }
    if batch.count > 0 { try body(batch) }
  }

  /// Adds what another table counted, as if this one had seen its lines too.
  package mutating func merge(_ other: borrowing ReferralTable) {
    for index in skips.indices { skips[index] += other.skips[index] }
    for index in rejects.indices { rejects[index] += other.rejects[index] }
    visitors.merge(other.visitors)
    visits += other.visits
    var hostNumbers: [UInt32] = []
    for number in other.hosts.facts.indices {
      let facts = other.hosts.facts[number]
      let own =
        facts.isApp
        ? hosts.number(app: other.hosts.name(number))
        : hosts.number(written: other.hosts.name(number)) ?? 0
      if facts.isServed { hosts.serve(own) }
      hostNumbers.append(UInt32(own))
    }
    for (refusal, lines) in other.lateRefusals {
      let own = LateRefusal(host: Int(hostNumbers[refusal.host]), outcome: refusal.outcome)
      lateRefusals[own, default: 0] += lines
    }
    var sourceNumbers: [UInt32] = []
    for number in 0..<other.sources.count {
      let own = sources.intern(other.sources.bytes(number))
      if own == sourceHosts.count {
        sourceHosts.append(hostNumbers[Int(other.sourceHosts[number])])
        sourceIsOrigin.append(other.sourceIsOrigin[number])
      }
      sourceNumbers.append(UInt32(own))
    }
    var targetNumbers: [UInt32] = []
    for number in 0..<other.targets.count {
      let own = targets.intern(other.targets.bytes(number))
      if own == targetHosts.count {
        targetHosts.append(hostNumbers[Int(other.targetHosts[number])])
      }
      targetNumbers.append(UInt32(own))
    }
    var rowNumbers: [Int] = []
    for (number, row) in other.rows.rows.enumerated() {
      let own = rows.add(
        ReferralRows.Hit(
          source: sourceNumbers[Int(row.source)], target: targetNumbers[Int(row.target)],
          type: row.type, first: row.first, last: row.last, hits: row.hits, botHits: row.botHits))
      for code in other.rows.clients(number) { rows.keep(own, client: code) }
      rowNumbers.append(own)
    }
    for entry in other.rows.statuses() {
      rows.count(rowNumbers[entry.row], status: entry.status, hits: entry.hits)
    }
  }

  static func index(of reason: ReferralSkip) -> Int {
    switch reason {
    case .blank: 0
    case .noRequest: 1
    case .noReferrer: 2
    case .ownReferrer: 3
    case .invalidReferrer: 4
    case .unreadableRequest: 5
    case .otherMethod: 6
    case .otherTarget: 7
    case .noTargetHost: 8
    }
  }

  static func index(of reason: LogReject) -> Int {
    switch reason {
    case .tooLong: 0
    case .truncated: 1
    case .unknownFormat: 2
    case .noSuchTime: 3
    }
  }

  /// True when the source turned out to be a host that the log answers for.
  func isInternal(_ row: ReferralRow) -> Bool {
    hosts.facts[Int(sourceHosts[Int(row.source)])].isInternal
  }

  /// The numbers of the rows to hand out, in order.
  private func sortedRows() -> [Int] {
    let sourceRanks = ReferralTable.ranks(sources)
    let targetRanks = ReferralTable.ranks(targets)
    return rows.rows.indices.filter { !isInternal(rows.rows[$0]) }.sorted { left, right in
      let left = rows.rows[left]
      let right = rows.rows[right]
      return (
        sourceRanks[Int(left.source)], targetRanks[Int(left.target)], left.type.rawValue
      ) < (sourceRanks[Int(right.source)], targetRanks[Int(right.target)], right.type.rawValue)
    }
  }

  /// The place of each string of a table in the bytewise order.
  private static func ranks(_ table: borrowing ByteInterner) -> [UInt32] {
    var order: [(number: Int, head: UInt64)] = []
    for number in 0..<table.count { order.append((number, 0)) }
    order.sort { precedes(table.bytes($0.number), table.bytes($1.number)) }
    var ranks = [UInt32](repeating: 0, count: table.count)
    for (rank, entry) in order.enumerated() { ranks[entry.number] = UInt32(rank) }
    return ranks
  }

  private static func precedes(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
      return left[index] < right[index]
    }
    return left.count < right.count
  }

  /// `200:14,404:2` by row.
  private func statusTexts() -> [String] {
    var texts = [String](repeating: "", count: rows.rows.count)
    for entry in rows.statuses() {
      let comma = texts[entry.row].isEmpty ? "" : ","
      let digits = String(entry.status)
      let zeros = String(repeating: "0", count: max(0, 3 - digits.count))
      texts[entry.row] += "\(comma)\(zeros)\(digits):\(entry.hits)"
    }
    return texts
  }

  private mutating func append(
    _ number: Int, _ statuses: String, _ tool: String, to batch: inout RecordBatch
  ) {
    let row = rows.rows[number]
    let source = Int(row.source)
    let host = Int(sourceHosts[source])
    batch.appendRow()
    batch.setNumber(Int64(RecordKind.referral.rawValue), .kind)
    batch.setText(tool, .tool)
    batch.setBytes(sources.bytes(source), .sourceURL)
    batch.setBytes(hosts.name(host), .sourceHost)
    batch.setBytes(targets.bytes(Int(row.target)), .targetURL)
    batch.setBytes(hosts.name(Int(targetHosts[Int(row.target)])), .targetHost)
    batch.setNumber(Int64(row.hits), .hits)
    batch.setNumber(Int64(row.botHits), .botHits)
    batch.setNumber(Int64(rows.clients(number).count), .clients)
    batch.setNumber(Int64(row.type.rawValue), .hitType)
    let granularity: Granularity = sourceIsOrigin[source] ? .origin : .page
    batch.setNumber(Int64(granularity.rawValue), .granularity)
    batch.setNumber(Int64(hosts.kind(of: host).rawValue), .referrerClass)
    if row.first <= row.last {
      batch.setNumber(Moment(seconds: row.first).rawValue, .firstSeen)
      batch.setNumber(Moment(seconds: row.last).rawValue, .lastSeen)
    }
    if !statuses.isEmpty { batch.setText(statuses, .statusCounts) }
  }
}

extension RecordBatch {
  /// Sets a field of the last row to bytes that are appended to the batch's.
  fileprivate mutating func setBytes(_ text: Span<UInt8>, _ field: Field) {
    guard let slot = layout.slot(field) else { return }
    let start = bytes.count
    bytes.append(text)
    self[count - 1, slot: slot] = Cell(start: start, count: text.count)
  }
}
