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
  ///   - footprints: One list a domain.
  ///   - owner: The owner of a domain.
  ///   - isProtected: Whether a domain must not be called part of a farm.
  init(
    _ footprints: some Sequence<(domain: Int, hashes: [UInt64])>, owner: (Int) -> Int,
    isProtected: (Int) -> Bool
  ) {
    var pairs: [(hash: UInt64, owner: Int, isProtected: Bool)] = []
    for (domain, hashes) in footprints {
      let owner = owner(domain)
      let isProtected = isProtected(domain)
      for hash in hashes { pairs.append((hash, owner, isProtected)) }
    }
    pairs.sort { ($0.hash, $0.owner) < ($1.hash, $1.owner) }
    var start = 0
    while start < pairs.count {
      var end = start
      var owners = 0
      var hasProtected = false
      while end < pairs.count, pairs[end].hash == pairs[start].hash {
        if end == start || pairs[end].owner != pairs[end - 1].owner { owners += 1 }
        hasProtected = hasProtected || pairs[end].isProtected
        end += 1
      }
      if owners > 1 {
        sharing[pairs[start].hash] = Sharing(owners: owners, hasProtected: hasProtected)
      }
      start = end
    }
  }

  /// The largest number of owners that share footprints of at least half of the counted rows.
  func sharing(of counts: [HashCounts.Entry]) -> Sharing {
    let total = counts.reduce(0) { $0 + $1.count }
    guard total > 0 else { return Sharing(owners: 0, hasProtected: false) }
    let alone = Sharing(owners: 1, hasProtected: false)
    let shared =
      counts
      .map { (sharing: sharing[$0.hash] ?? alone, count: $0.count) }
      .sorted { $0.sharing.owners > $1.sharing.owners }
    var seen = 0
    var hasProtected = false
    for entry in shared {
      seen += entry.count
      hasProtected = hasProtected || entry.sharing.hasProtected
      if seen * 2 >= total {
        return Sharing(owners: entry.sharing.owners, hasProtected: hasProtected)
      }
    }
    return Sharing(owners: 0, hasProtected: false)
  }
}
