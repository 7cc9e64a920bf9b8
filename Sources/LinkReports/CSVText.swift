import CalendarTime
import DelimitedText

/// Cells of the CSV files.
enum CSVText {
  /// Thousandths as whole points, rounded half up.
  static func points(_ thousandths: Int) -> String { String((thousandths + 500) / 1_000) }

  /// ISO 8601; empty when it is not known.
  static func moment(_ moment: Moment?) -> String { moment?.description ?? "" }

  /// Rule ids with a blank between them.
  static func rules(_ ids: [String]) -> String { ids.joined(separator: " ") }
}

extension DelimitedWriter {
  /// Takes what was written since the last call.
  mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}
