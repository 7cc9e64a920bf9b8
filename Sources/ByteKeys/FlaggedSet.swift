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

  /// The only member while `slots` is empty; 0 is none. A member is 40 bits of hash and 24 flags.
  private var single: UInt64 = 0
  private var slots: [UInt64] = []
  private var memberCount = 0
  /// Hashes from here on are left out.
  private var limit = UInt64.max

  package init() {}

  /// Adds a hash or switches flags of it on.
  package mutating func insert(_ hash: UInt64, flags: UInt32) {
    precondition(UInt64(flags) <= FlaggedSet.flagBits, "there are 24 flags")
    let key = FlaggedSet.key(of: hash)
    guard key < limit else { return }
    if slots.isEmpty {
      if single == 0 || single & ~FlaggedSet.flagBits == key {
        single |= key | UInt64(flags)
        memberCount = 1
        return
      }
      slots = Array(repeating: 0, count: 8)
      place(single)
    }
    guard place(key | UInt64(flags)) else { return }
    memberCount += 1
    if memberCount == FlaggedSet.exactLimit * 2 {
      prune()
    } else if memberCount * 4 > slots.count * 3 {
      let old = slots
      slots = Array(repeating: 0, count: old.count * 2)
      for member in old where member != 0 { place(member) }
    }
  }

  /// How many distinct hashes there are.
  package var count: Int { count { _ in true } }

  /// How many of them have flags for which the condition holds.
  package func count(where holds: (UInt32) -> Bool) -> Int { flags.count(where: holds) }

  /// The flags of the members, for several counts.
  package var flags: MemberFlags { flags { _, flags in flags } }

  /// The flags that a function makes of each member's hash and flags, for several counts.
  package func flags(_ changed: (UInt64, UInt32) -> UInt32) -> MemberFlags {
    var kept = slots.isEmpty ? (single == 0 ? [] : [single]) : slots.filter { $0 != 0 }
    var estimate: Double?
    if limit != .max || memberCount > FlaggedSet.exactLimit {
      if kept.count > FlaggedSet.exactLimit {
        kept.sort()
        kept.removeLast(kept.count - FlaggedSet.exactLimit)
      }
      // The k-th smallest of n even hashes lies at k/n of the range.
      let share = Double(kept.max() ?? .max) / Double(UInt64.max)
      estimate = Double(FlaggedSet.exactLimit - 1) / share
    }
    return MemberFlags(
      kept.map {
        changed($0 & ~FlaggedSet.flagBits, UInt32(truncatingIfNeeded: $0 & FlaggedSet.flagBits))
      }, estimate: estimate)
  }

  /// The flags of a hash; none when it is not among the members.
  ///
  /// A hash that another set keeps is kept here too when all members of this set are members of that one.
  package func flags(of hash: UInt64) -> UInt32 {
    let key = FlaggedSet.key(of: hash)
    var found = single & ~FlaggedSet.flagBits == key ? single : 0
    if !slots.isEmpty {
      let mask = slots.count - 1
      var slot = Int(truncatingIfNeeded: key >> 24) & mask
      while slots[slot] != 0, slots[slot] & ~FlaggedSet.flagBits != key {
        slot = (slot &+ 1) & mask
      }
      found = slots[slot]
    }
    return UInt32(truncatingIfNeeded: found & FlaggedSet.flagBits)
  }

  /// The bits of a hash that a member has; 0 is none.
  private static func key(of hash: UInt64) -> UInt64 {
    let key = hash & ~FlaggedSet.flagBits
    return key == 0 ? FlaggedSet.flagBits + 1 : key
  }

  /// Prepares a set to which nothing is added any more for many counts.
  package mutating func settle() {
    if memberCount > FlaggedSet.exactLimit { prune() }
  }

  /// Keeps the smallest hashes only.
  private mutating func prune() {
    let smallest = slots.filter { $0 != 0 }.sorted().prefix(FlaggedSet.exactLimit)
    limit = smallest.last.map { ($0 & ~FlaggedSet.flagBits) + 1 } ?? limit
    slots = Array(repeating: 0, count: slots.count)
    memberCount = smallest.count
    for member in smallest { place(member) }
  }

  /// True when the member is new.
  @discardableResult
  private mutating func place(_ member: UInt64) -> Bool {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: member >> 24) & mask
    while slots[slot] != 0 {
      if slots[slot] & ~FlaggedSet.flagBits == member & ~FlaggedSet.flagBits {
        slots[slot] |= member
        return false
      }
      slot = (slot &+ 1) & mask
    }
    slots[slot] = member
    return true
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

  /// Without the members for which the condition does not hold.
  package func filter(_ holds: (UInt32) -> Bool) -> MemberFlags {
    var rest = self
    rest.flags.removeAll { !holds($0) }
    return rest
  }
}
