/// The directives of a log that tell how its lines are read.
///
/// Columns that were named before come to the end when they are named again, as they do for reading.
struct LogDirectives: Sendable {
  private static let most = 16
  private static let longest = 1 << 14

  /// The last line of each wording, the newest last.
  private(set) var lines: [String] = []

  /// Takes in a line that begins with `#`.
  mutating func note(_ text: Span<UInt8>) {
    let isDate = text.begins(with: "#Date:")
    guard isDate || NamedColumns.names(in: text) != nil, text.count <= LogDirectives.longest else {
      return
    }
    let line = String(decoding: text.indices.map { text[$0] }, as: UTF8.self)
    lines.removeAll { isDate ? $0.hasPrefix("#Date:") : $0 == line }
    lines.append(line)
    if lines.count > LogDirectives.most { lines.removeFirst() }
  }
}
