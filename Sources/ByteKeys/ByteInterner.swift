#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Byte strings numbered from 0 in the order of their first appearance.
///
/// Each distinct string is stored once and never moves. Looking one up costs one hash and, as a rule,
/// one comparison. Memory: the bytes, 16 bytes an entry and 11 to 21 bytes of table.
@safe package struct ByteInterner: ~Copyable {
  @unsafe private struct Entry {
    let start: UnsafePointer<UInt8>
    let count: UInt32
    let hash: UInt32
  }

  private static let blockSize = 1 << 16
  private static let tagMask: UInt64 = 0xFFFF_FFFF_0000_0000

  private let hasher: KeyedHash
  /// The hash's upper half and the entry's number plus one; 0 is free.
  private var slots: [UInt64]
  private var entries: [Entry] = unsafe []
  private var blocks: [UnsafeMutablePointer<UInt8>] = unsafe []
  private var blockBytes = 0
  private var blockLeft = 0
  private var blockNext: UnsafeMutablePointer<UInt8>?

  /// An empty table that hashes under `key`.
  package init(key: UInt64 = KeyedHash.fixedKey) {
    hasher = KeyedHash(key: key)
    slots = Array(repeating: 0, count: 64)
  }

  deinit {
    unsafe blocks.forEach { unsafe $0.deallocate() }
  }

  /// How many distinct strings there are.
  package var count: Int { unsafe entries.count }

  /// How much memory the table takes, in bytes.
  package var byteCount: Int {
    unsafe blockBytes + entries.capacity * MemoryLayout<Entry>.stride
      + slots.count * MemoryLayout<UInt64>.stride
  }

  /// The number of `bytes`, which are added when they are new.
  package mutating func intern(_ bytes: Span<UInt8>) -> Int {
    let hash = hasher.hash(bytes)
    let place = find(bytes, hash)
    return place.number ?? add(bytes, hash, at: place.slot)
  }

  /// The number of `bytes`, or nil when they were never added.
  package func number(of bytes: Span<UInt8>) -> Int? {
    find(bytes, hasher.hash(bytes)).number
  }

  /// The number of bytes with that hash, or else the free slot where it belongs.
  private func find(_ bytes: Span<UInt8>, _ hash: UInt64) -> (number: Int?, slot: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    let tag = hash & ByteInterner.tagMask
    while slots[slot] != 0 {
      if slots[slot] & ByteInterner.tagMask == tag {
        let number = Int(slots[slot] & ~ByteInterner.tagMask) - 1
        if matches(number, bytes) { return (number, slot) }
      }
      slot = (slot &+ 1) & mask
    }
    return (nil, slot)
  }

  /// The bytes of a number that this table gave out.
  @_lifetime(borrow self)
  package func bytes(_ number: Int) -> Span<UInt8> {
    let entry = unsafe entries[number]
    let buffer = unsafe UnsafeBufferPointer(start: entry.start, count: Int(entry.count))
    return unsafe _overrideLifetime(Span(_unsafeElements: buffer), borrowing: self)
  }

  /// The bytes of a number as text; invalid UTF-8 is repaired.
  package func text(_ number: Int) -> String {
    let entry = unsafe entries[number]
    return unsafe String(
      decoding: UnsafeBufferPointer(start: entry.start, count: Int(entry.count)), as: UTF8.self)
  }

  /// Whether the string of one number stands before that of another by bytes.
  package func precedes(_ left: Int, _ right: Int) -> Bool {
    let (left, right) = unsafe (entries[left], entries[right])
    let order = unsafe memcmp(left.start, right.start, Int(min(left.count, right.count)))
    return unsafe order == 0 ? left.count < right.count : order < 0
  }

  private func matches(_ number: Int, _ bytes: Span<UInt8>) -> Bool {
    let entry = unsafe entries[number]
    guard unsafe Int(entry.count) == bytes.count else { return false }
    return unsafe bytes.withUnsafeBytes { other in
      guard let start = other.baseAddress else { return true }
      return unsafe memcmp(start, entry.start, other.count) == 0
    }
  }

  private mutating func add(_ bytes: Span<UInt8>, _ hash: UInt64, at slot: Int) -> Int {
    let start = unsafe store(bytes)
    unsafe entries.append(
      Entry(
        start: start, count: UInt32(bytes.count), hash: UInt32(truncatingIfNeeded: hash)))
    let number = unsafe entries.count
    precondition(number < Int(UInt32.max), "more than four billion distinct keys")
    slots[slot] = hash & ByteInterner.tagMask | UInt64(number)
    if number * 4 > slots.count * 3 { grow() }
    return number - 1
  }

  private mutating func store(_ bytes: Span<UInt8>) -> UnsafePointer<UInt8> {
    let start: UnsafeMutablePointer<UInt8>
    if let next = unsafe blockNext, bytes.count <= blockLeft {
      unsafe start = next
      unsafe blockNext = next + bytes.count
      blockLeft -= bytes.count
    } else {
      let size = max(ByteInterner.blockSize, bytes.count)
      unsafe start = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
      unsafe blocks.append(start)
      unsafe blockNext = start + bytes.count
      blockLeft = size - bytes.count
      blockBytes += size
    }
    for index in bytes.indices { unsafe start[index] = bytes[index] }
    return unsafe UnsafePointer(start)
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    var larger = [UInt64](repeating: 0, count: mask + 1)
    for old in slots where old != 0 {
      let entry = unsafe entries[Int(old & ~ByteInterner.tagMask) - 1]
      // Below four billion slots the lower half of the hash chooses the slot.
      var slot = unsafe Int(entry.hash) & mask
      while larger[slot] != 0 { slot = (slot &+ 1) & mask }
      larger[slot] = old
    }
    slots = larger
  }
}
