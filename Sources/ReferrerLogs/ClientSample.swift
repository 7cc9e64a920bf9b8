/// The clients of a host: all codes, or the smallest 4,096 of more.
///
/// Codes are hashes, so the smallest are a fair sample, and the same whatever the order.
struct ClientSample {
  private static let limit = 4_096

  private var codes: Set<UInt32> = []
  /// Codes from here on are left out; nil while none was.
  private var end: UInt32?

  /// Adds a client.
  mutating func insert(_ code: UInt32) {
    if let end, code >= end { return }
    codes.insert(code)
    if codes.count == ClientSample.limit * 2 {
      let kept = kept
      end = kept.last.map { $0 + 1 }
      codes = Set(kept)
    }
  }

  /// The codes of the sample, ascending.
  var kept: [UInt32] { Array(codes.sorted().prefix(ClientSample.limit)) }

  /// How many clients there are: exact up to the size of the sample, an estimate above.
  var count: Int {
    guard end != nil || codes.count > ClientSample.limit else { return codes.count }
    // The k-th smallest of n even codes lies at k/n of the range.
    let last = max(1, Int(kept.last ?? 1))
    return max(ClientSample.limit + 1, ClientSample.limit * (Int(ClientMarks.mask) + 1) / last)
  }
}
