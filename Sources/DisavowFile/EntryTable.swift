/// Byte strings numbered from 0 in the order in which they were added; each is stored once.
///
/// The hash runs from the end, so that the hashes of `c`, `b.c` and `a.b.c` come from one pass over
/// `a.b.c`. Memory: the bytes, 4 bytes an entry and 11 to 22 bytes of table.
struct EntryTable: Sendable {
  private var bytes: [UInt8] = []
  /// Where each string ends.
  private var ends: [UInt32] = []
  /// The hash's upper half and the string's number plus one; 0 is free.
  private var slots: [UInt64]
  /// Differs from run to run, so that nobody can choose strings that collide.
  private let seed = UInt64.random(in: .min ... .max)

  /// An empty table with room for `capacity` strings.
  init(capacity: Int = 0) {
    var size = 16
    while size * 3 < capacity * 4 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    ends.reserveCapacity(capacity)
    bytes.reserveCapacity(capacity * 16)
  }

  /// How many strings there are.
  var count: Int { ends.count }

  /// The bytes of a string.
  @_lifetime(borrow self)
  func bytes(_ number: Int) -> Span<UInt8> {
    bytes.span.extracting(range(number))
  }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])
  }

  /// The number of a string, which is added when it is new.
  mutating func insert(_ name: Span<UInt8>) -> (number: Int, isNew: Bool) {
    let hash = Self.finish(hash(name))
    let place = find(name, hash)
    if let number = place.number { return (number, false) }
    bytes.append(contentsOf: name)
    precondition(bytes.count < Int(UInt32.max), "more than four billion bytes of entries")
    ends.append(UInt32(bytes.count))
    slots[place.slot] = hash & Self.tag | UInt64(ends.count)
    if ends.count * 4 > slots.count * 3 { grow() }
    return (ends.count - 1, true)
  }

  /// The number of a string; `nil` when it was not added.
  func number(of name: Span<UInt8>) -> Int? {
    find(name, Self.finish(hash(name))).number
  }

  /// The number of the longest string that is the host itself or, after a dot, its end.
  func number(ofLongestEndOf host: Span<UInt8>) -> Int? {
    var state = seed
    var found: Int?
    var index = host.count
    while index > 0 {
      index &-= 1
      if host[index] == UInt8(ascii: ".") {
        found = find(host.extracting((index &+ 1)...), Self.finish(state)).number ?? found
      }
      state = Self.mix(state, host[index])
    }
    return find(host, Self.finish(state)).number ?? found
  }

  private static let tag: UInt64 = 0xFFFF_FFFF_0000_0000

  private func hash(_ name: Span<UInt8>) -> UInt64 {
    var state = seed
    var index = name.count
    while index > 0 {
      index &-= 1
      state = Self.mix(state, name[index])
    }
    return state
  }

  /// One step of the hash, as FNV-1a.
  @inline(__always) private static func mix(_ state: UInt64, _ byte: UInt8) -> UInt64 {
    (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  @inline(__always) private static func finish(_ state: UInt64) -> UInt64 {
    let spread = (state ^ state &>> 29) &* 0xBF58_476D_1CE4_E5B9
    return spread ^ spread &>> 32
  }

  private func find(_ name: Span<UInt8>, _ hash: UInt64) -> (number: Int?, slot: Int) {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] & Self.tag == hash & Self.tag {
        let number = Int(slots[slot] & ~Self.tag) &- 1
        if matches(number, name) { return (number, slot) }
      }
      slot = (slot &+ 1) & mask
    }
    return (nil, slot)
  }

  private func matches(_ number: Int, _ name: Span<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == name.count else { return false }
    for index in 0..<name.count where bytes[range.lowerBound &+ index] != name[index] {
      return false
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for number in ends.indices {
      let hash = Self.finish(hash(bytes.span.extracting(range(number))))
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = hash & Self.tag | UInt64(number + 1)
    }
  }
}

extension [UInt8] {
  /// Appends the bytes of a span.
  mutating func append(contentsOf bytes: Span<UInt8>) {
    // The pointer is used inside the closure only; it spares a bounds check a byte.
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
