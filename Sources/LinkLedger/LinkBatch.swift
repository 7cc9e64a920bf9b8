/// Links and what a report said of them, on their way into the ledger: many with one statement.
///
/// To run a statement costs more than to insert a row. A batch goes in by two statements while all of it is
/// new; as soon as one row is there already, each row must be looked at by itself. Other failures end the
/// transaction, so the statements need no journal of their own (OR FAIL).
struct LinkBatch: ~Copyable {
  static let size = 64

  /// One link and its observation.
  struct Row {
    let link: StagedLink
    let key: Int64
    let host: Int64
    let page: Int64?
    /// The day of what is said, and whether it says that the link is gone.
    let day: Int32
    let isLost: Bool
    fileprivate(set) var payload = 0..<0
  }

  private let insertLinks, insertObservations: Statement
  private(set) var rows: [Row] = []
  /// What the ranges of the links lie in, one payload behind the other.
  private(set) var bytes: [UInt8] = []

  init(_ database: borrowing Database) throws(LedgerError) {
    func values(_ count: Int, _ row: (Int) -> String) -> String {
      (0..<LinkBatch.size).map { row(3 + $0 * count) }.joined(separator: ", ")
    }
    func parameters(_ numbers: Range<Int>) -> String {
      numbers.map { "?\($0)" }.joined(separator: ", ")
    }
    let links = try database.prepare(
      "INSERT OR FAIL INTO link (site, key, kind, host, path, page, anchor) VALUES "
        + values(6) { "(?1, \(parameters($0..<$0 + 6)))" } + " ON CONFLICT DO NOTHING")
    let observations = try database.prepare(
      """
      INSERT OR FAIL INTO observation
        (site, report, link, day, first_seen, last_seen, days, facts, lost) VALUES
      """ + " " + values(7) { "(?1, ?2, \(parameters($0..<$0 + 7)))" } + " ON CONFLICT DO NOTHING")
    insertLinks = links
    insertObservations = observations
  }

  var isFull: Bool { rows.count == LinkBatch.size }

  mutating func append(_ row: Row, _ payload: Span<UInt8>) {
    var row = row
    let start = bytes.count
    unsafe payload.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    row.payload = start..<bytes.count
    rows.append(row)
  }

  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Inserts a full batch.
  ///
  /// - Parameters:
  ///   - site: The site of all links.
  ///   - report: The report of all observations.
  ///   - days: The day of the delivery, encoded.
  /// - Returns: False when some of it is there already; then each row is to be added again.
  /// - Throws: ``LedgerError``; the transaction is to be taken back.
  func insert(
    site: Int64, report: Int64, days: Span<UInt8>
  ) throws(LedgerError) -> Bool {
    precondition(isFull, "a statement has room for a full batch only")
    let bytes = bytes
    insertLinks.bind(1, site)
    for (index, row) in rows.enumerated() {
      let payload = bytes.span.extracting(row.payload)
      let first = Int32(3 + index * 6)
      insertLinks.bind(first, row.key)
      insertLinks.bind(first + 1, row.link.kind)
      insertLinks.bind(first + 2, row.host)
      insertLinks.bind(first + 3, row.link.path, in: payload)
      insertLinks.bind(first + 4, row.page)
      insertLinks.bind(first + 5, row.link.anchor, in: payload)
    }
    guard try insertLinks.insertedRows() == LinkBatch.size else { return false }
    insertObservations.bind(1, site)
    insertObservations.bind(2, report)
    for (index, row) in rows.enumerated() {
      let payload = bytes.span.extracting(row.payload)
      let first = Int32(3 + index * 7)
      insertObservations.bind(first, row.key)
      insertObservations.bind(first + 1, Int(row.day))
      insertObservations.bind(first + 2, row.link.first)
      insertObservations.bind(first + 3, row.link.last)
      insertObservations.bind(
        first + 4, lentBlob: days.extracting(row.isLost ? 0..<0 : days.indices))
      insertObservations.bind(first + 5, lentBlob: payload.extracting(row.link.facts))
      insertObservations.bind(
        first + 6, lentBlob: days.extracting(row.isLost ? days.indices : 0..<0))
    }
    return try insertObservations.insertedRows() == LinkBatch.size
  }
}
