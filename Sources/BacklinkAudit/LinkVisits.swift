package import ByteStreams
package import LinkModel
import ReferrerLogs

/// Adds what logs know to the links of exports: visits, when they were seen, and targets that are missing.
package struct LinkVisits {
  private var visits: ReferralVisits

  /// The visits of all logs that were read.
  package init(_ logs: LogReading) throws {
    visits = try logs.visits()
  }

  /// Adds to every row of a batch.
  ///
  /// - Throws: ``StreamError`` when a temporary file cannot be read.
  package mutating func add(to batch: inout RecordBatch) throws(StreamError) {
    let layout = batch.layout
    for row in 0..<batch.count {
      guard let source = batch.text(row, slot: layout.slot(.sourceURL)),
        let target = batch.text(row, slot: layout.slot(.targetURL)),
        let found = try visits.visits(
          from: batch.bytes.span.extracting(source), to: batch.bytes.span.extracting(target))
      else { continue }
      func set(_ number: Int64?, _ field: Field) {
        guard let number, let slot = layout.slot(field) else { return }
        batch[row, slot: slot] = Cell(number)
      }
      set(Int64(found.hits), .hits)
      set(Int64(found.botHits), .botHits)
      set(Int64(found.clients), .clients)
      set(Int64(found.granularity.rawValue), .granularity)
      let first = [batch.number(row, .firstSeen), found.firstSeen].compactMap { $0 }.min()
      let last = [batch.number(row, .lastSeen), found.lastSeen].compactMap { $0 }.max()
      set(first, .firstSeen)
      set(last, .lastSeen)
      if found.isMissing, batch.number(row, .targetHTTP) == nil { set(404, .targetHTTP) }
    }
  }
}
