/// Something worth saying about a stream that could still be read.
package struct StreamNote: Equatable, Sendable {
  /// How much a note matters.
  package enum Severity: Int, Comparable, Sendable {
    /// Nothing is lost.
    case info
    /// Something is odd; the data is kept.
    case warning
    /// Data is missing or cannot be trusted.
    case error

    package static func < (left: Severity, right: Severity) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// What a note is about; the raw value is for machines.
  package enum Code: String, Sendable {
    case emptyInput = "empty-input"
    case nestedGzip = "nested-gzip"
    case byteOrderMarkBeforeGzip = "bom-before-gzip"
    case zeroPadding = "gzip-zero-padding"
    case trailingData = "gzip-trailing-data"
    case reservedFlags = "gzip-reserved-flags"
    case headerChecksum = "gzip-header-checksum"
    case unknownMethod = "gzip-unknown-method"
    case headerTooLong = "gzip-header-too-long"
    case checksumMismatch = "gzip-checksum"
    case lengthMismatch = "gzip-length"
    case truncated = "gzip-truncated"
    case corrupt = "gzip-corrupt"
    case zipChecksum = "zip-checksum"
    case zipLength = "zip-length"
    case zipTruncated = "zip-truncated"
    case zipCorrupt = "zip-corrupt"
    case notesOmitted = "notes-omitted"
    case windows1252 = "windows-1252"
    case loneSurrogate = "utf16-lone-surrogate"
    case oddByte = "utf16-odd-byte"
  }

  /// How much it matters.
  package let severity: Severity
  /// What it is about.
  package let code: Code
  /// One lowercase clause without the file's name.
  package let message: String
  /// Where in the compressed or encoded bytes, when it has a place.
  package let byteOffset: Int?

  /// Makes a note.
  package init(_ severity: Severity, _ code: Code, _ message: String, at byteOffset: Int? = nil) {
    self.severity = severity
    self.code = code
    self.message = message
    self.byteOffset = byteOffset
  }
}

/// The notes of one stream: the first hundred are kept, the rest counted.
///
/// A hostile file can ask for a note at every member.
struct NoteList {
  /// How many notes are kept word for word.
  static let limit = 100

  private var kept: [StreamNote] = []
  private var omitted = 0
  private var omittedSeverity = StreamNote.Severity.info

  /// The notes kept and, when there were more, one that says how many.
  var all: [StreamNote] {
    if omitted == 0 { return kept }
    return kept + [
      StreamNote(omittedSeverity, .notesOmitted, "\(counted(omitted, "more note")) left out")
    ]
  }

  /// Takes a note.
  mutating func append(_ note: StreamNote) {
    if kept.count < NoteList.limit {
      kept.append(note)
    } else {
      omitted += 1
      omittedSeverity = max(omittedSeverity, note.severity)
    }
  }
}

/// "1 byte", "2 bytes".
func counted(_ count: Int, _ noun: String) -> String {
  count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
}
