/// How many distinct 64-bit hashes were added: exact up to 4,096, an estimate within about 3% above.
///
/// Exact but for the one in a million that share the upper half of their hash. Order-free: the count
/// depends on which hashes were added, never on when or how often. A set of one member needs no
/// allocation; a full one 32 kB; past the limit a HyperLogLog sketch of 1 kB.
///
/// - Source: Flajolet, Fusy, Gandouet, Meunier: HyperLogLog (2007).
package struct DistinctSet: Sendable {
  /// Up to this many members the count is exact.
  package static let exactLimit = 4_096

  private static let registerBits = 10

  /// The only member while `slots` is empty; 0 means none (a hash of 0 is stored as 1).
  private var single: UInt32 = 0
  private var members: Int32 = 0
  private var slots: [UInt32] = []
  private var registers: [UInt8] = []

  package init() {}

  /// True while ``count`` is exact.
  package var isExact: Bool { registers.isEmpty }

  /// Adds a hash; true when it was not there, or past the exact limit, when it may not have been.
  @discardableResult
  package mutating func insert(_ hash: UInt64) -> Bool {
    let member = DistinctSet.member(hash)
    if !registers.isEmpty { return record(member) }
    if slots.isEmpty {
      if single == 0 {
        single = member
        members = 1
        return true
      }
      if single == member { return false }
      slots = Array(repeating: 0, count: 8)
      place(single)
    }
    guard place(member) else { return false }
    members += 1
    if members > DistinctSet.exactLimit {
      estimate()
    } else if Int(members) * 4 > slots.count * 3 {
      let old = slots
      slots = Array(repeating: 0, count: old.count * 2)
      for hash in old where hash != 0 { place(hash) }
    }
    return true
  }

  /// What is kept of a hash.
  package static func member(_ hash: UInt64) -> UInt32 { max(1, UInt32(hash >> 32)) }

  /// Whether every member is among these; false when not all members are known.
  package func isSubset(of members: Set<UInt32>) -> Bool {
    guard isExact else { return false }
    if slots.isEmpty { return single == 0 || members.contains(single) }
    return slots.allSatisfy { $0 == 0 || members.contains($0) }
  }

  /// The number of distinct hashes.
  package var count: Int {
    guard !registers.isEmpty else { return Int(members) }
    let registerCount = Double(registers.count)
    var sum = 0.0
    for register in registers {
      sum += 1 / Double(UInt64(1) << UInt64(register))
    }
    let raw = 0.7213 / (1 + 1.079 / registerCount) * registerCount * registerCount / sum
    // Small cardinalities do not occur: the sketch starts above the exact limit.
    return max(DistinctSet.exactLimit + 1, Int(raw))
  }

  @discardableResult
  private mutating func place(_ member: UInt32) -> Bool {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: member) & mask
    while slots[slot] != 0 {
      if slots[slot] == member { return false }
      slot = (slot &+ 1) & mask
    }
    slots[slot] = member
    return true
  }

  private mutating func estimate() {
    registers = Array(repeating: 0, count: 1 << DistinctSet.registerBits)
    for member in slots where member != 0 { record(member) }
    slots = []
    single = 0
  }

  @discardableResult
  private mutating func record(_ hash: UInt32) -> Bool {
    // Callers' hashes may be weak in single bits; a multiplication by a 64-bit odd number spreads them.
    var member = UInt64(hash) &* 0x9FB2_1C65_1E98_DF25
    member = (member ^ member >> 35) &* 0x9FB2_1C65_1E98_DF25
    member ^= member >> 28
    let index = Int(truncatingIfNeeded: member >> UInt64(64 - DistinctSet.registerBits))
    let rest = member << UInt64(DistinctSet.registerBits)
    let rank = UInt8(min(rest.leadingZeroBitCount, 63 - DistinctSet.registerBits) + 1)
    guard rank > registers[index] else { return false }
    registers[index] = rank
    return true
  }
}
