package import ByteStreams

/// Reads a log chunk by chunk into a table of referrals.
package struct ReferralReader: ~Copyable {
  var reader: LogReader
  /// What was counted so far.
  package var table: ReferralTable

  /// A reader of the formats that were found.
  package init(_ detection: LogDetection, settings: ReferralSettings) {
    reader = LogReader(detection)
    table = ReferralTable(settings)
  }

  /// A reader that goes on where another one stopped.
  ///
  /// - Parameters:
  ///   - state: What the other one knew of the log; nil: reading begins.
  ///   - detection: The formats that the beginning of the log has.
  ///   - set: The formats that are known.
  ///   - served: Hosts that the log answered for so far.
  ///   - settings: What a log does not say about itself.
  package init(
    resuming state: LogReader.State?, _ detection: LogDetection, in set: LogFormatSet,
    served: [String], settings: ReferralSettings
  ) {
    reader =
      state.map { LogReader(resuming: $0, detection, in: set) } ?? LogReader(detection)
    table = ReferralTable(settings)
    for host in served {
      let bytes = Array(host.utf8)
      if let number = table.hosts.number(written: bytes.span) { table.hosts.serve(number) }
    }
  }

  /// Whether lines say which host was asked, by one format at least.
  package var namesHosts: Bool { reader.formats.contains { $0.has(.host) } }

  /// Whether what was counted should be taken: it takes much memory.
  package var isLarge: Bool { table.byteCount > Referrals.memoryLimit }

  /// What another reader must know to go on behind the bytes that are settled.
  package var state: LogReader.State { reader.state }

  /// How many bytes are done with, as ``LogReader/settledCount``.
  package var settledCount: Int { reader.settledCount }

  /// Formats that were found later than at the beginning: the line, and the name.
  package var turns: [(line: Int, format: String)] { reader.turns }

  /// What to switch on for lines to name a referrer, by their formats; nil when they know nothing.
  package var advice: String? { reader.formats.compactMap(\.withoutReferrer).first }

  /// How many lines were begun.
  package var lineCount: Int { reader.lineCount }

  /// Hands rows on when there are too many for memory; call it between chunks.
  ///
  /// - Throws: ``StreamError`` when a temporary file cannot be written.
  package mutating func relieve(into referrals: inout Referrals) throws(StreamError) {
    try referrals.relieve(&table, formats: reader.formats)
  }

  /// Hands all that was counted on, when the log is read.
  ///
  /// - Throws: ``StreamError`` when a temporary file cannot be written.
  package consuming func finish(into referrals: inout Referrals) throws(StreamError) {
    try referrals.add(table, formats: reader.formats)
  }

  /// Counts the complete lines of a chunk; as ``LogReader/consume(_:isLast:_:)``.
  ///
  /// - Parameters:
  ///   - bytes: What follows the bytes consumed so far.
  ///   - isLast: Whether the log ends with the chunk.
  ///   - reject: Called for each line that was not understood: number, reason, bytes.
  /// - Returns: How many bytes are done with; the others belong in front of the next chunk.
  package mutating func consume(
    _ bytes: Span<UInt8>, isLast: Bool,
    reject: (Int, LogReject, Span<UInt8>) -> Void = { _, _, _ in }
  ) -> Int {
    reader.consume(bytes, isLast: isLast) { text, number, outcome in
      if case .rejected(let reason) = table.add(outcome, of: text) {
        reject(number, reason, text)
      }
    }
  }

  /// Rejects the lines that wait, because nothing follows for now; as ``LogReader/settle(_:)``.
  package mutating func settle(reject: (Int, LogReject, Span<UInt8>) -> Void) {
    reader.settle { text, number, outcome in
      if case .rejected(let reason) = table.add(outcome, of: text) {
        reject(number, reason, text)
      }
    }
  }
}
