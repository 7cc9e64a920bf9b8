/// The clients that behave as visitors do: they fetched what pages embed, or came from own pages.
///
/// A client is known only by a code of 24 bits of its address and agent. 2 MB, whatever the log.
struct ClientMarks: Sendable {
  /// The bits of a code.
  static let mask: UInt64 = 0xFF_FFFF

  private var bits = [UInt64](repeating: 0, count: 1 << 18)
  /// Codes to be marked. They are marked together: one alone waits long for its place in memory, many at
  /// once do not.
  private var waiting = [UInt32](repeating: 0, count: 512)
  private var waitingCount = 0

  /// Marks a client; ``settle()`` must come before it is looked for.
  @inline(__always) mutating func insert(_ code: UInt32) {
    waiting[waitingCount] = code
    waitingCount &+= 1
    if waitingCount == waiting.count { settle() }
  }

  /// Marks the clients that wait.
  @inline(never) mutating func settle() {
    for index in 0..<waitingCount {
      let code = waiting[index]
      bits[Int(code >> 6)] |= 1 << UInt64(code & 63)
    }
    waitingCount = 0
  }

  /// Whether a client was marked.
  func contains(_ code: UInt32) -> Bool {
    precondition(waitingCount == 0, "clients still wait to be marked")
    return bits[Int(code >> 6)] & 1 << UInt64(code & 63) != 0
  }

  /// How many words of 64 codes a chunk has.
  static let chunkWords = 64

  /// Gives the chunks in which a client is marked.
  func forEachChunk(_ body: (Int, [UInt64]) throws -> Void) rethrows {
    precondition(waitingCount == 0, "clients still wait to be marked")
    for chunk in 0..<bits.count / ClientMarks.chunkWords {
      let words = bits[chunk * ClientMarks.chunkWords..<(chunk + 1) * ClientMarks.chunkWords]
      if words.contains(where: { $0 != 0 }) { try body(chunk, Array(words)) }
    }
  }

  /// Marks the clients of a chunk; words and chunks beyond the last are left out.
  mutating func mark(chunk: Int, _ words: [UInt64]) {
    let start = chunk * ClientMarks.chunkWords
    for (offset, word) in words.prefix(ClientMarks.chunkWords).enumerated()
    where bits.indices.contains(start + offset) {
      bits[start + offset] |= word
    }
  }

  /// Marks what another knows.
  mutating func merge(_ other: ClientMarks) {
    for word in other.bits.indices { bits[word] |= other.bits[word] }
    for index in 0..<other.waitingCount { insert(other.waiting[index]) }
  }
}
