import ByteStreams

/// The lines of a file in memory.
struct Rows {
  let bytes: [UInt8]
  private var starts: [Int] = []

  /// Reads a file.
  init(_ path: String) throws {
    let bytes = try FileSource(path: path).readAll()
    self.bytes = bytes
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0A {
      starts.append(start)
      start = index + 1
    }
    starts.append(start)
  }

  /// How many lines there are.
  var count: Int { starts.count - 1 }

  /// The bytes of a line, without its end.
  func range(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] - 1 }

  /// What stands between the tabs of a line.
  func fields(_ row: Int) -> [String] {
    bytes[range(row)].split(separator: 0x09, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with what stands between the tabs of a line.
  func eachField(_ row: Int, _ body: (Span<UInt8>) -> Void) {
    let line = range(row)
    var start = line.lowerBound
    for index in line.lowerBound...line.upperBound
    where index == line.upperBound || bytes[index] == 0x09 {
      body(bytes.span.extracting(start..<index))
      start = index + 1
    }
  }

  /// The lines as texts.
  var lines: [String] {
    (0..<count).map { String(decoding: bytes[range($0)], as: UTF8.self) }
  }
}
