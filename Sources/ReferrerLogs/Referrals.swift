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
  /// The names of the log formats that were met.
  private var tools: [String] = []
  /// The formats of the row that was written last, and their names as it has them.
  private var toolNames: (tools: [Int], names: [UInt8]) = ([], [])

  /// No referrals yet.
  package init(_ settings: ReferralSettings, memoryLimit: Int = Referrals.memoryLimit) {
    self.memoryLimit = memoryLimit
    rows = RecordSorter(memoryLimit: min(memoryLimit, Referrals.sortingLimit))
    hosts = HostTable(settings)
  }

  /// Takes the rows of a table that has grown too large; call it between chunks of a log.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - formats: The log's formats by number.
  /// - Throws: ``StreamError`` when a temporary file cannot be written.
  package mutating func relieve(
    _ table: inout ReferralTable, formats: [LogFormat]
  ) throws(StreamError) {
    guard table.byteCount > memoryLimit else { return }
    try table.moveRows(to: rows, tools: numbers(of: formats))
  }

  /// Takes all that the table of a log holds, when the log is read.
  ///
  /// - Throws: ``StreamError`` when a temporary file cannot be written.
  package mutating func add(
    _ table: consuming ReferralTable, formats: [LogFormat]
  ) throws(StreamError) {
    lines += table.counts.total
    visits += table.visits
    visitors.merge(table.visitors)
    for number in table.hosts.facts.indices { hosts.adopt(number, of: table.hosts) }
    try table.moveRows(to: rows, tools: numbers(of: formats))
  }

  /// The number of each format's name here.
  private mutating func numbers(of formats: [LogFormat]) -> [Int] {
    formats.map { format in
      if let known = tools.firstIndex(of: format.name) { return known }
      tools.append(format.name)
      return tools.count - 1
    }
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
  ///   - rowsPerBatch: How many rows a batch holds at most.
  ///   - body: Called for each batch; the batch is reused.
  /// - Throws: What `body` throws, or ``StreamError`` when a temporary file cannot be read.
  package mutating func forEachBatch(
    layout: RecordLayout, rowsPerBatch: Int = 4_096,
    _ body: (borrowing RecordBatch) throws -> Void
  ) throws {
    var batch = RecordBatch(layout: layout)
    let rows = rows
    try rows.forEachReferral { referral in
      let source = hosts.number(ofURL: referral.source)
      if hosts.facts[source].isInternal { return }
      append(referral, source, to: &batch)
      if batch.count == rowsPerBatch {
        try body(batch)
        batch.removeRows()
        batch.bytes.removeAll(keepingCapacity: true)
      }
    }
    if batch.count > 0 { try body(batch) }
  }

  private mutating func append(
    _ referral: borrowing Referral, _ host: Int, to batch: inout RecordBatch
  ) {
    let sum = referral.sum
    batch.appendRow()
    batch.setNumber(Int64(RecordKind.referral.rawValue), .kind)
    if sum.tools != toolNames.tools {
      let names = sum.tools.map { tools[$0] }.sorted()
      toolNames = (sum.tools, Array(names.joined(separator: ",").utf8))
    }
    batch.setBytes(toolNames.names.span, .tool)
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
    if !sum.statuses.isEmpty, let slot = batch.layout.slot(.statusCounts) {
      let start = batch.bytes.count
      Referrals.append(sum.statuses, to: &batch.bytes)
      batch[batch.count - 1, slot: slot] = Cell(start: start, count: batch.bytes.count - start)
    }
  }

  /// Appends `200:14,404:2`.
  private static func append(
    _ statuses: [(status: UInt16, hits: Int)], to bytes: inout [UInt8]
  ) {
    for (index, entry) in statuses.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(Int(entry.status), places: 3, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      append(entry.hits, places: 1, to: &bytes)
    }
  }

  /// Appends a number of at least so many digits.
  private static func append(_ number: Int, places: Int, to bytes: inout [UInt8]) {
    let start = bytes.count
    var rest = number
    while rest > 0 || bytes.count - start < places {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
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
