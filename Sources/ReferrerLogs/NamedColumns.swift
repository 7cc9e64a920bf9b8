/// Columns that the log itself names in a line `#Fields: date time …`, which may come again mid-file.
///
/// - Source: W3C, Extended Log File Format, WD-logfile-960323.
struct NamedColumns: Sendable {
  /// What the columns of a field may be called, the best first.
  let names: [LogField: [String]]
  /// Columns that a log of this format has.
  let requires: [String]
  let separator: UInt8
  /// Lines may end early, and go on behind the last column that is named.
  let isLoose: Bool

  private static let head = Array("#Fields:".utf8)
  private static let longestHeader = 1 << 14

  /// The names in a line `#Fields: …`; nil for any other line.
  static func names(in line: Span<UInt8>) -> [String]? {
    guard line.count > head.count, line.count < longestHeader else { return nil }
    for index in head.indices where line[index] != head[index] { return nil }
    var names: [String] = []
    var name: [UInt8] = []
    for index in head.count...line.count {
      if index < line.count, line[index] != UInt8(ascii: " "), line[index] != 0x09 {
        name.append(line[index])
      } else if !name.isEmpty {
        names.append(String(decoding: name, as: UTF8.self))
        name = []
      }
    }
    return names
  }

  /// The program for lines with these columns; nil when a column is missing that the format has, or
  /// they name no request.
  func program(for columns: [String]) -> LogProgram? {
    guard requires.allSatisfy(columns.contains) else { return nil }
    var fields = [LogField](repeating: .ignored, count: columns.count)
    for (field, names) in names {
      if let name = names.first(where: columns.contains), let index = columns.firstIndex(of: name) {
        fields[index] = field
      }
    }
    guard fields.contains(.target) || fields.contains(.request), fields.contains(.time) else {
      return nil
    }
    var steps: [LogProgram.Step] = []
    var needed = 0
    for field in fields {
      if !steps.isEmpty { steps.append(.init(.literal, literal: [separator])) }
      steps.append(.init(.column, field, literal: [separator]))
      switch field {
      case .date, .time, .target, .request, .referrer, .status: needed = steps.count
      default: break
      }
    }
    return LogProgram(
      steps: steps, allowsExtraColumns: isLoose, neededSteps: isLoose ? needed : nil)
  }

  /// Whether the column that gives the time holds local time.
  func hasLocalTime(_ columns: [String]) -> Bool {
    names[.time]?.first(where: columns.contains)?.hasSuffix("-local") == true
  }
}
