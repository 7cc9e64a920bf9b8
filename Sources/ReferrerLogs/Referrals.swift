package import ByteStreams
import CalendarTime
package import LinkModel
import WebAddress

/// The referrals of all logs.
///
/// Pairs of source and target are sorted records, which go to the disk beyond a limit; what stays in memory
/// grows with hosts, never with pairs or lines. The order of logs and of lines does not matter.
package struct Referrals: ~Copyable {
  /// How much memory a table may take before its rows are moved, in bytes.
  package static let memoryLimit = 256 << 20
  /// How much of the sorted records stays in memory, in bytes.
  private static let sortingLimit = 32 << 20

  let rows: RecordSorter
  var hosts: HostTable
  /// Clients that behave as visitors do, how many lines tell so, and how many lines there are.
  var visitors = ClientMarks()
  private(set) var visits = 0
  private(set) var lines = 0
  private let memoryLimit: Int

  /// No referrals yet.
  package init(_ settings: ReferralSettings, memoryLimit: Int = Referrals.memoryLimit) {
    self.memoryLimit = memoryLimit
    rows = RecordSorter(memoryLimit: min(memoryLimit, Referrals.sortingLimit))
    hosts = HostTable(settings)
  }

  /// Takes the rows of a table that has grown too large; call it between chunks of a log.
  ///
  /// - Throws: ``StreamError`` when a temporary file cannot be written.
  package func relieve(_ table: inout ReferralTable) throws(StreamError) {
    if table.byteCount > memoryLimit { try table.moveRows(to: rows) }
  }

  /// Takes all that the table of a log holds, when the log is read.
  ///
  /// - Throws: ``StreamError`` when a temporary file cannot be written.
  package mutating func add(_ table: consuming ReferralTable) throws(StreamError) {
    lines += table.counts.total
    visits += table.visits
    visitors.merge(table.visitors)
    for number in table.hosts.facts.indices { hosts.adopt(number, of: table.hosts) }
    try table.moveRows(to: rows)
  }

  /// Adds what a ledger knows of one source, target and hit type, both as a table wrote them.
  ///
  /// - Returns: False when an address is none that a table writes; nothing is added then.
  /// - Throws: ``StreamError`` when a temporary file cannot be written.
  package mutating func add(
    source: Span<UInt8>, target: Span<UInt8>, type: HitType, _ sum: ReferralSum
  ) throws(StreamError) -> Bool {
    guard hosts.adopt(url: source), hosts.adopt(url: target) else { return false }
    var key: [UInt8] = []
    var part: [UInt8] = []
    Referral.writeKey(source: source, target: target, type: type, to: &key)
    sum.append(to: &part)
    try rows.add(key: key.span, payload: part.span)
    return true
  }

  /// Adds what a ledger knows of all lines: how many there are, and how many show a visitor.
  package mutating func add(lines: Int, visits: Int) {
    self.lines += lines
    self.visits += visits
  }

  /// Adds a host that the logs of a ledger answer for.
  package mutating func add(served host: String) {
    let bytes = Array(host.utf8)
    if let number = hosts.number(written: bytes.span) { hosts.serve(number) }
  }

  /// Adds clients that behave as visitors do, as ``ReferralBatch/forEachVisitorChunk(_:)`` gives them.
  package mutating func addVisitors(chunk: Int, _ words: [UInt64]) {
    visitors.mark(chunk: chunk, words)
  }

  /// True when the source is a host that a log answers for.
  func isInternal(_ referral: borrowing Referral) -> Bool {
    hosts.facts[hosts.number(ofURL: referral.source)].isInternal
  }

  /// Hands out the referrals in the bytewise order of source URL, target URL and hit type.
  ///
  /// - Parameters:
  ///   - layout: The fields to fill; those that a log cannot know stay absent.
  ///   - tool: The name of the log format.
  ///   - rowsPerBatch: How many rows a batch holds at most.
  ///   - body: Called for each batch; the batch is reused.
  /// - Throws: What `body` throws, or ``StreamError`` when a temporary file cannot be read.
  package mutating func forEachBatch(
    layout: RecordLayout, tool: String, rowsPerBatch: Int = 4_096,
    _ body: (borrowing RecordBatch) throws -> Void
  ) throws {
    var batch = RecordBatch(layout: layout)
    let rows = rows
    try rows.forEachReferral { referral in
      let source = hosts.number(ofURL: referral.source)
      if hosts.facts[source].isInternal { return }
      append(referral, source, tool, to: &batch)
      if batch.count == rowsPerBatch {
        try body(batch)
        batch.removeRows()
        batch.bytes.removeAll(keepingCapacity: true)
      }
    }
    if batch.count > 0 { try body(batch) }
  }

  private mutating func append(
    _ referral: borrowing Referral, _ host: Int, _ tool: String, to batch: inout RecordBatch
  ) {
    let sum = referral.sum
    batch.appendRow()
    batch.setNumber(Int64(RecordKind.referral.rawValue), .kind)
    batch.setText(tool, .tool)
    batch.setBytes(referral.source, .sourceURL)
    batch.setBytes(hosts.name(host), .sourceHost)
    batch.setBytes(referral.target, .targetURL)
    batch.setBytes(hosts.name(hosts.number(ofURL: referral.target)), .targetHost)
    batch.setNumber(Int64(sum.hits), .hits)
    batch.setNumber(Int64(sum.botHits), .botHits)
    batch.setNumber(Int64(sum.clients.count), .clients)
    batch.setNumber(Int64(referral.type.rawValue), .hitType)
    let granularity: Granularity = referral.isOrigin ? .origin : .page
    batch.setNumber(Int64(granularity.rawValue), .granularity)
    batch.setNumber(Int64(hosts.kind(of: host).rawValue), .referrerClass)
    if sum.first <= sum.last {
      batch.setNumber(Moment(seconds: sum.first).rawValue, .firstSeen)
      batch.setNumber(Moment(seconds: sum.last).rawValue, .lastSeen)
    }
    if !sum.statuses.isEmpty { batch.setText(Referrals.text(sum.statuses), .statusCounts) }
  }

  /// `200:14,404:2`.
  private static func text(_ statuses: [(status: UInt16, hits: Int)]) -> String {
    statuses.map { entry in
      let digits = String(entry.status)
      return String(repeating: "0", count: max(0, 3 - digits.count)) + digits + ":\(entry.hits)"
    }.joined(separator: ",")
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
