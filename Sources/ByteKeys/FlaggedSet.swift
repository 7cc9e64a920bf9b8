/// Distinct hashes, each with 24 flags that are only ever switched on.
///
/// Exact up to 4,096 members. Above, the 4,096 smallest hashes are kept with their flags, and counts are
/// estimated from them (within about 3%). Order-free: a hash that is among the smallest at the end was
/// among them all the time, so its flags are complete.
///
/// - Source: Beyer, Haas, Reinwald, Sismanis, Gemulla: On Synopses for Distinct-Value Estimation (2007).
package struct FlaggedSet: Sendable {
  /// Up to this many members counts are exact.
  package static let exactLimit = 4_096

  private static let flagBits: UInt64 = 0xFF_FFFF

  /// The only member while `members` is empty; 0 is none. A member is 40 bits of hash and 24 flags.
  private var single: UInt64 = 0
  /// Two or more members, ascending: the smallest, and one beyond the limit, which tells that there are more.
  private var members: [UInt64] = []

  package init() {}

  /// Adds a hash or switches flags of it on.
  package mutating func insert(_ hash: UInt64, flags: UInt32) {
    precondition(UInt64(flags) <= FlaggedSet.flagBits, "there are 24 flags")
    let key = FlaggedSet.key(of: hash)
    let member = key | UInt64(flags)
    if members.isEmpty {
      if single == 0 || single & ~FlaggedSet.flagBits == key {
        single |= member
        return
      }
      members.insertCompactly(single, at: 0)
      single = 0
    }
    let place = place(of: key)
    if place < members.count, members[place] & ~FlaggedSet.flagBits == key {
      members[place] |= member
      return
    }
    if members.count > FlaggedSet.exactLimit {
      guard place < members.count else { return }
      members.removeLast()
    }
    members.insertCompactly(member, at: place)
  }

  /// How many distinct hashes there are.
  package var count: Int {
    members.count > FlaggedSet.exactLimit
      ? flags.count { _ in true } : members.isEmpty ? (single == 0 ? 0 : 1) : members.count
  }

  /// How many of them have flags for which the condition holds.
  package func count(where holds: (UInt32) -> Bool) -> Int { flags.count(where: holds) }

  /// The flags of the members, for several counts.
  package var flags: MemberFlags { flags { _, flags in flags } }

  /// The flags that a function makes of each member's hash and flags, for several counts.
  package func flags(_ changed: (UInt64, UInt32) -> UInt32) -> MemberFlags {
    func flags(_ member: UInt64) -> UInt32 {
      changed(
        member & ~FlaggedSet.flagBits, UInt32(truncatingIfNeeded: member & FlaggedSet.flagBits))
    }
    if members.isEmpty { return MemberFlags(single == 0 ? [] : [flags(single)]) }
    let kept = members.prefix(FlaggedSet.exactLimit)
    var estimate: Double?
    if members.count > kept.count, let largest = kept.last {
      // The k-th smallest of n even hashes lies at k/n of the range.
      let share = Double(largest) / Double(UInt64.max)
      estimate = Double(FlaggedSet.exactLimit - 1) / share
    }
    return MemberFlags(kept.map(flags), estimate: estimate)
  }

  /// The flags of a hash; none when it is not among the members.
  ///
  /// A hash that another set keeps is kept here too when all members of this set are members of that one.
  package func flags(of hash: UInt64) -> UInt32 {
    let key = FlaggedSet.key(of: hash)
    var found = single
    if !members.isEmpty {
      let place = place(of: key)
      found = place < members.count ? members[place] : 0
    }
    return found & ~FlaggedSet.flagBits == key
      ? UInt32(truncatingIfNeeded: found & FlaggedSet.flagBits) : 0
  }

  /// The bits of a hash that a member has; 0 is none.
  private static func key(of hash: UInt64) -> UInt64 {
    let key = hash & ~FlaggedSet.flagBits
    return key == 0 ? FlaggedSet.flagBits + 1 : key
  }

  /// Where the member with a key is or belongs.
  private func place(of key: UInt64) -> Int {
    let members = members.span
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low &+ high) / 2
      if members[middle] < key { low = middle &+ 1 } else { high = middle }
    }
    return low
  }
}

/// The flags of the members of a ``FlaggedSet``, or of those that stand for all of them.
package struct MemberFlags: Sendable {
  private var flags: [UInt32]
  /// How many members the flags were taken of.
  private let sampleSize: Int
  /// How many members there are, when the flags are a sample; nil: they are all.
  private let estimate: Double?

  /// The flags of all members, or a sample of so many as the estimate says.
  package init(_ flags: [UInt32], estimate: Double? = nil) {
    self.flags = flags
    self.estimate = estimate
    sampleSize = flags.count
  }

  /// How many members have flags for which the condition holds.
  package func count(where holds: (UInt32) -> Bool) -> Int {
    var holding = 0
    for member in flags where holds(member) { holding += 1 }
    guard let estimate else { return holding }
    return Int(estimate * Double(holding) / Double(sampleSize))
  }

  /// Adds each member to the count that a function names for its flags; nil: to none.
  package func count(into counts: inout [Int], by place: (UInt32) -> Int?) {
    guard let estimate else {
      for member in flags { if let place = place(member) { counts[place] += 1 } }
      return
    }
    var sample = [Int](repeating: 0, count: counts.count)
    for member in flags { if let place = place(member) { sample[place] += 1 } }
    for place in counts.indices {
      counts[place] += Int(estimate * Double(sample[place]) / Double(sampleSize))
    }
  }

  /// Without the members for which the condition does not hold.
  package func filter(_ holds: (UInt32) -> Bool) -> MemberFlags {
    var rest = self
    rest.flags.removeAll { !holds($0) }
    return rest
  }
}
