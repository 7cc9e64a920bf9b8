import Synchronization

/// How much the program has read so far, for a line of progress; any thread may add to it.
package enum ReadCounter {
  private static let byteCount = Atomic<Int>(0)
  private static let rowCount = Atomic<Int>(0)

  /// Bytes of files, as they lie there: compressed ones count compressed.
  package static var bytes: Int { byteCount.load(ordering: .relaxed) }

  /// Rows of exports and lines of logs.
  package static var rows: Int { rowCount.load(ordering: .relaxed) }

  /// Counts rows, many at once.
  package static func add(rows: Int) { rowCount.add(rows, ordering: .relaxed) }

  static func add(bytes: Int) { byteCount.add(bytes, ordering: .relaxed) }
}
