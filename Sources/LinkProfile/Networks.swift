import ByteKeys

/// How many owners share a footprint: a title, an address pattern, a network of addresses.
///
/// Owners are registry domains: a hundred blogs of one platform are one owner.
struct Networks {
  /// What is known of one footprint.
  struct Sharing {
    var owners: Int
    var hasProtected: Bool
  }

  private var sharing: [UInt64: Sharing] = [:]

  /// Counts the owners of every footprint.
  ///
  /// - Parameters:
  ///   - domains: The domains.
  ///   - footprints: Calls its function with each footprint of a domain.
  ///   - owner: The owner of a domain.
  ///   - isProtected: Whether a domain must not be called part of a farm.
  init(
    _ domains: Range<Int>, footprints: (Int, (UInt64) -> Void) -> Void, owner: (Int) -> Int,
    isProtected: (Int) -> Bool
  ) {
    var count = 0
    for domain in domains { footprints(domain) { _ in count += 1 } }
    var repeated = RepeatedKeys(expecting: count)
    for domain in domains { footprints(domain) { repeated.note($0) } }
    var uses: [(hash: UInt64, owner: UInt32, isProtected: Bool)] = []
    for domain in domains {
      let (owner, isProtected) = (UInt32(owner(domain)), isProtected(domain))
      footprints(domain) { hash in
        if repeated.mayRepeat(hash) { uses.append((hash, owner, isProtected)) }
      }
    }
    uses.sort { ($0.hash, $0.owner) < ($1.hash, $1.owner) }
    var start = 0
    while start < uses.count {
      var end = start
      var owners = 0
      var hasProtected = false
      while end < uses.count, uses[end].hash == uses[start].hash {
        if end == start || uses[end].owner != uses[end - 1].owner { owners += 1 }
        hasProtected = hasProtected || uses[end].isProtected
        end += 1
      }
      if owners > 1 {
        sharing[uses[start].hash] = Sharing(owners: owners, hasProtected: hasProtected)
      }
      start = end
    }
  }

  /// The largest number of owners that share footprints of at least half of the counted rows.
  func sharing(of counts: some RandomAccessCollection<HashCounts.Entry>) -> Sharing {
    let total = counts.reduce(0) { $0 + $1.count }
    guard total > 0 else { return Sharing(owners: 0, hasProtected: false) }
    var shared: [(sharing: Sharing, count: Int)] = []
    for entry in counts {
      if let sharing = sharing[entry.hash] { shared.append((sharing, entry.count)) }
    }
    shared.sort { $0.sharing.owners > $1.sharing.owners }
    var seen = 0
    var hasProtected = false
    for entry in shared {
      seen += entry.count
      hasProtected = hasProtected || entry.sharing.hasProtected
      if seen * 2 >= total {
        return Sharing(owners: entry.sharing.owners, hasProtected: hasProtected)
      }
    }
    return Sharing(owners: 1, hasProtected: hasProtected)
  }
}
