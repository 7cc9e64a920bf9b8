import ByteKeys
import HostLists

/// Remembers the host lists of the hosts seen last, which come again and again.
///
/// As safe as `MatchCache` of TextMatching is: each process hashes under a key of its own.
struct HostMaskCache {
  private static let processKey = UInt64.random(in: .min ... .max)

  private let lists: HostLists
  private let hasher = KeyedHash(key: HostMaskCache.processKey)
  /// 0 marks a free slot; the number of slots is a power of two.
  private var slots: [(hash: UInt64, mask: UInt64)] = Array(repeating: (0, 0), count: 1 << 13)

  init(_ lists: HostLists) { self.lists = lists }

  /// The lists that a canonical host is on.
  mutating func mask(of host: Span<UInt8>) -> UInt64 {
    let hash = max(1, hasher.hash(host))
    let slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    if slots[slot].hash != hash { slots[slot] = (hash, lists.mask(of: host)) }
    return slots[slot].mask
  }
}
