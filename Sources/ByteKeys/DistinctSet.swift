/// How many distinct 64-bit hashes were added: exact up to 4,096, an estimate within about 3% above.
///
/// Exact but for the one in a million that share the upper half of their hash. Order-free: the count
/// depends on which hashes were added, never on when or how often. A set of one member needs no
/// allocation; a full one 16 kB; past the limit a HyperLogLog sketch of 1 kB.
///
/// - Source: Flajolet, Fusy, Gandouet, Meunier: HyperLogLog (2007).
package struct DistinctSet: Sendable {
  /// Up to this many members the count is exact.
  package static let exactLimit = 4_096

  private static let registerBits = 10

  /// The only member while `members` is empty; 0 means none (a hash of 0 is stored as 1).
  private var single: UInt32 = 0
  /// True while ``count`` is exact.
  package private(set) var isExact = true
  /// Two or more members, ascending; past the limit the registers of a sketch, four a word.
  private var members: [UInt32] = []

  package init() {}

  /// Adds a hash; true when it was not there, or past the exact limit, when it may not have been.
  @discardableResult
  package mutating func insert(_ hash: UInt64) -> Bool {
    let member = DistinctSet.member(hash)
    if !isExact { return record(member) }
    if members.isEmpty {
      if single == member { return false }
      if single == 0 {
        single = member
        return true
      }
      members.insertCompactly(single, at: 0)
      single = 0
    }
    let place = place(of: member)
    if place < members.count, members[place] == member { return false }
    members.insertCompactly(member, at: place)
    if members.count > DistinctSet.exactLimit { estimate() }
    return true
  }

  /// What is kept of a hash.
  package static func member(_ hash: UInt64) -> UInt32 { max(1, UInt32(hash >> 32)) }

  /// Whether every member is among these; false when not all members are known.
  package func isSubset(of members: Set<UInt32>) -> Bool {
    guard isExact else { return false }
    if self.members.isEmpty { return single == 0 || members.contains(single) }
    return self.members.allSatisfy { members.contains($0) }
  }

  /// The number of distinct hashes.
  package var count: Int {
    if isExact { return members.isEmpty ? (single == 0 ? 0 : 1) : members.count }
    let registerCount = Double(1 << DistinctSet.registerBits)
    var sum = 0.0
    for word in members {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        sum += 1 / Double(UInt64(1) << UInt64(word >> shift & 0xFF))
      }
    }
    let raw = 0.7213 / (1 + 1.079 / registerCount) * registerCount * registerCount / sum
    // Small cardinalities do not occur: the sketch starts above the exact limit.
    return max(DistinctSet.exactLimit + 1, Int(raw))
  }

  /// Where a member is or belongs.
  private func place(of member: UInt32) -> Int {
    let members = members.span
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low &+ high) / 2
      if members[middle] < member { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  private mutating func estimate() {
    let exact = members
    members = Array(repeating: 0, count: 1 << (DistinctSet.registerBits - 2))
    isExact = false
    for member in exact { record(member) }
  }

  @discardableResult
  private mutating func record(_ hash: UInt32) -> Bool {
    // Callers' hashes may be weak in single bits; a multiplication by a 64-bit odd number spreads them.
    var member = UInt64(hash) &* 0x9FB2_1C65_1E98_DF25
    member = (member ^ member >> 35) &* 0x9FB2_1C65_1E98_DF25
    member ^= member >> 28
    let index = Int(truncatingIfNeeded: member >> UInt64(64 - DistinctSet.registerBits))
    let rest = member << UInt64(DistinctSet.registerBits)
    let rank = UInt32(min(rest.leadingZeroBitCount, 63 - DistinctSet.registerBits) + 1)
    let (word, shift) = (index >> 2, UInt32(index & 3) * 8)
    guard rank > members[word] >> shift & 0xFF else { return false }
    members[word] = members[word] & ~(0xFF << shift) | rank << shift
    return true
  }
}
