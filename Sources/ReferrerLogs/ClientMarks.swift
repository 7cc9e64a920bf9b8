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

  /// Marks what another knows.
  mutating func merge(_ other: ClientMarks) {
    for word in other.bits.indices { bits[word] |= other.bits[word] }
    for index in 0..<other.waitingCount { insert(other.waiting[index]) }
  }
}
