package import CalendarTime
package import LinkModel

/// What an ingestion is told beside its inputs.
package struct IngestOptions: Sendable {
  /// The sites that are linked, canonical hosts; empty: each input's commonest target domain.
  package var sites: [String] = []
  /// Further hosts of the user.
  package var own: [String] = []
  /// How inputs are read, as `--as` says; nil: found by content.
  package var format: String?
  /// Unfinished last lines are taken too.
  package var isFinal = false
  /// Now.
  package var now = Moment(seconds: 0)
  /// A transaction takes at most so many lines and bytes of a log.
  package var batchLines = 1_000_000
  package var batchBytes = 256 << 20

  package init() {}
}

/// What became of one input.
package struct IngestedInput: Sendable {
  /// How the input stood to what the ledger knows.
  package enum State: String, Sendable {
    /// Read from its beginning.
    case new
    /// Read on from where an earlier run ended.
    case grown
    /// Nothing in it is new.
    case known
    /// Nothing in it can be read yet.
    case empty
    /// Nothing of it was taken.
    case failed
  }

  package let name: String
  /// The export's or the log's format; empty when it was not looked at.
  package var format = ""
  package var isLog = false
  package var state = State.known
  /// What became of the rows or lines that were read now.
  package var counts = InputCounts()
  /// Bytes of text that were read now, of a log.
  package var bytes = 0

  init(_ name: String) {
    self.name = name
  }
}
