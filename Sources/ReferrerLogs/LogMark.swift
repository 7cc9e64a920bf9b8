/// A place in a log from which it can be read anew.
struct LogMark: Sendable {
  /// How many bytes lie before it.
  let offset: Int
  let cutter: LineCutter
  let lineCount: Int
}
