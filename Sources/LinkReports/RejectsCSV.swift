import DelimitedText
public import LinkModel

/// rejects.csv: the rows that could not be used, each with its place and its text.
public struct RejectsCSV {
  private var writer = DelimitedWriter()

  /// A file that holds its header.
  public init() {
    writer.record(["file", "line", "reason", "detail", "raw"])
  }

  /// Adds a row. Bytes that are no UTF-8 become U+FFFD, so that the file can be opened.
  public mutating func append(_ reject: Reject) {
    writer.record([
      reject.file, String(reject.line), reject.reason, reject.detail,
      String(decoding: reject.raw, as: UTF8.self),
    ])
  }

  /// How many bytes wait to be taken.
  public var count: Int { writer.bytes.count }

  /// Takes what was written since the last call.
  public mutating func takeBytes() -> [UInt8] { writer.takeBytes() }
}
