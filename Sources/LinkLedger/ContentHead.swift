import ByteKeys

/// By what a log is known again, whatever it is called and however it is packed: how its text begins.
///
/// The first 1,024 bytes behind leading lines that begin with `#`, which are alike in all files of some
/// servers. A shorter text is known by its complete lines, and known again when it has grown. Only hashes
/// are kept: the lines hold addresses of people.
package struct ContentHead: Equatable, Sendable {
  /// So many bytes are looked at.
  package static let length = 1_024
  /// So many bytes before a checkpoint must be the same.
  package static let tailLength = 4_096
  private static let mostRungs = 64

  /// A piece of the head, from its beginning to the end of a line or of the head.
  package struct Rung: Equatable, Sendable {
    package let length: Int
    package let hash: Int64
  }

  /// The pieces, the shortest first; the last is the whole head.
  package private(set) var rungs: [Rung] = []
  /// The head has all the bytes that are looked at.
  package let isFull: Bool

  /// The head of a text; nil when there is no complete line that tells it from others.
  ///
  /// - Parameters:
  ///   - text: The text's first bytes.
  ///   - isWhole: Whether the text ends there and its last line counts although it has no end.
  package init?(of text: Span<UInt8>, isWhole: Bool = false) {
    var start = 0
    while start < text.count, text[start] == UInt8(ascii: "#") {
      var end = start
      while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
      if end == text.count { return nil }
      start = end + 1
    }
    let bytes = text.extracting(start..<min(text.count, start + ContentHead.length))
    isFull = bytes.count == ContentHead.length
    var ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    // A line without its end may grow: it tells only where there is no other.
    if isFull ? ends.last != bytes.count : isWhole && ends.isEmpty && !bytes.isEmpty {
      ends.append(bytes.count)
    }
    guard let last = ends.last else { return nil }
    let hasher = KeyedHash()
    for end in ends.prefix(ContentHead.mostRungs - 1)
      + (ends.count >= ContentHead.mostRungs ? [last] : [])
    {
      let hash = hasher.hash(bytes.extracting(0..<end))
      rungs.append(Rung(length: end, hash: Int64(bitPattern: hash)))
    }
  }

  /// The whole head.
  package var whole: Rung { rungs[rungs.count - 1] }

  /// The hash of the bytes before a checkpoint.
  package static func tailHash(_ bytes: Span<UInt8>) -> Int64 {
    Int64(bitPattern: KeyedHash().hash(bytes))
  }
}
