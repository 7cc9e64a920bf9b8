/// The clients that behave as visitors do: they fetched what pages embed, or came from own pages.
///
/// A client is known only by a code of 24 bits of its address and agent. 2 MB, whatever the log.
struct ClientMarks: Sendable {
  /// The bits of a code.
  static let mask: UInt64 = 0xFF_FFFF

  private var bits = [UInt64](repeating: 0, count: 1 << 18)

  /// Marks a client.
  @inline(__always) mutating func insert(_ code: UInt32) {
    let word = Int(code >> 6)
    let bit: UInt64 = 1 << UInt64(code & 63)
    if bits[word] & bit == 0 { bits[word] |= bit }
  }

  /// Whether a client was marked.
  func contains(_ code: UInt32) -> Bool {
    bits[Int(code >> 6)] & 1 << UInt64(code & 63) != 0
  }

  /// Marks what another knows.
  mutating func merge(_ other: ClientMarks) {
    for word in bits.indices { bits[word] |= other.bits[word] }
  }
}
