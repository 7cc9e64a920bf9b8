/// Numbers from 0 for whole numbers, in the order of their first appearance.
///
/// For a few of many: memory is some 20 bytes a key, whatever the keys' size. Keys are 0 to 2^31 - 2.
package struct NumberMap: Sendable {
  private static let free: UInt64 = 0

  /// The key plus one in the upper half, its number in the lower.
  private var slots: [UInt64] = Array(repeating: NumberMap.free, count: 16)
  /// The keys, by number.
  package private(set) var keys: [Int] = []

  package init() {}

  /// The number of a key, or nil when it was never added.
  package func number(of key: Int) -> Int? {
    let slot = slots[place(of: key)]
    return slot == NumberMap.free ? nil : Int(slot & 0xFFFF_FFFF)
  }

  /// The number of a key, which is added when it is new.
  package mutating func add(_ key: Int) -> Int {
    let index = place(of: key)
    if slots[index] != NumberMap.free { return Int(slots[index] & 0xFFFF_FFFF) }
    let number = keys.count
    keys.append(key)
    slots[index] = UInt64(key + 1) << 32 | UInt64(number)
    if keys.count * 4 > slots.count * 3 { grow() }
    return number
  }

  /// The slot that holds a key, or where it belongs.
  @inline(__always)
  private func place(of key: Int) -> Int {
    let slots = slots.span
    let mask = slots.count &- 1
    let wanted = UInt64(truncatingIfNeeded: key &+ 1)
    var index = Int(truncatingIfNeeded: (wanted &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[index] != NumberMap.free, slots[index] >> 32 != wanted {
      index = (index &+ 1) & mask
    }
    return index
  }

  private mutating func grow() {
    slots = Array(repeating: NumberMap.free, count: slots.count * 2)
    for (number, key) in keys.enumerated() {
      slots[place(of: key)] = UInt64(key + 1) << 32 | UInt64(number)
    }
  }
}
