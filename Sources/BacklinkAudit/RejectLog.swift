package import ByteStreams
package import LinkModel
import LinkReports

/// The rows that could not be used, in the order in which they were met.
///
/// Memory is bounded: past 64 MB the rows lie in a temporary file.
package final class RejectLog {
  private let sorter = RecordSorter()
  private var csv = RejectsCSV()
  private let header: [UInt8]
  private var error: StreamError?

  /// A log without rows.
  package init() {
    header = csv.takeBytes()
  }

  /// Adds a row.
  package func add(_ reject: Reject) {
    csv.append(reject)
    let line = csv.takeBytes()
    let number = UInt64(sorter.count)
    let key = (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) }
    do throws(StreamError) {
      try sorter.add(key: key.span, payload: line.span)
    } catch {
      self.error = self.error ?? error
    }
  }

  /// Writes rejects.csv.
  ///
  /// - Throws: ``StreamError`` when rows could not be kept or cannot be written.
  package func write(to writer: ByteWriter) throws {
    if let error { throw error }
    let head = header
    try writer.write(head.span)
    try sorter.forEach { _, line in try writer.write(line) }
  }
}
