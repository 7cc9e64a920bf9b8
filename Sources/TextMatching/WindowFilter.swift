/// Tells of most windows of a text that no literal is filed under them.
///
/// A bit for the hash of the six bytes, or else the first four, of each window that has a literal.
struct WindowFilter: Sendable {
  private static let bitsPerWindow = 32
  /// 8 kB to 256 kB.
  private static let sizes: ClosedRange<UInt64> = 16...mostBits
  private static let mostBits: UInt64 = 21

  private let isEmpty: Bool
  private var ofSix: Bits
  private var ofFour: Bits

  private struct Bits: Sendable {
    /// One word of zeros when there is nothing to find.
    var words: [UInt64] = [0]
    /// Makes of a hash one of the words' bits.
    var mask: UInt64 = 63

    /// Room for a number of windows.
    init(for count: Int) {
      if count == 0 { return }
      let size = UInt64.bits(
        toCount: WindowFilter.bitsPerWindow * count, within: WindowFilter.sizes)
      words = Array(repeating: 0, count: 1 << (size - 6))
      mask = 1 << size - 1
    }

    mutating func insert(_ window: UInt64) {
      let bit = WindowFilter.hash(window) & mask
      words[Int(bit >> 6)] |= 1 << (bit & 63)
    }
  }

  init(_ filed: [WindowKind: [WindowTable.Entry]]) {
    isEmpty = filed.isEmpty
    let six = filed[.six] ?? []
    let four = filed[.four] ?? []
    let three = filed[.three] ?? []
    let threeBehindOne = filed[.threeBehindOne] ?? []
    ofSix = Bits(for: six.count)
    for entry in six { ofSix.insert(entry.window << 16) }
    ofFour = Bits(for: four.count + 256 * (three.count + threeBehindOne.count))
    for entry in four { ofFour.insert(entry.window << 32) }
    // Any byte may stand where the literal leaves one open.
    for open: UInt64 in 0..<256 {
      for entry in three { ofFour.insert((entry.window | open << 24) << 32) }
      for entry in threeBehindOne { ofFour.insert((entry.window | open) << 32) }
    }
  }

  @inline(__always)
  private static func hash(_ window: UInt64) -> UInt64 {
    (window &* 0x9E37_79B9_7F4A_7C15) &>> (64 - mostBits)
  }

  @inline(__always)
  private static func has(_ window: UInt64, _ words: Span<UInt64>, _ mask: UInt64) -> Bool {
    let bit = hash(window) & mask
    // The mask leaves of a hash no more than the words have bits.
    return unsafe words[unchecked: Int(bit &>> 6)] & (1 &<< (bit & 63)) != 0
  }

  /// The next place of which the window is likely, and the window; nil when there is none. It stands apart from what is
  /// done there, for the sake of a small loop.
  @inline(never)
  func nextLikely(in text: Span<UInt8>, from start: Int) -> (place: Int, window: UInt64)? {
    if isEmpty { return nil }
    let (six, sixMask) = (ofSix.words.span, ofSix.mask)
    let (four, fourMask) = (ofFour.words.span, ofFour.mask)
    var place = start
    while place &+ 8 <= text.count {
      let window = text.word(at: place)
      if WindowFilter.has(window &<< 16, six, sixMask)
        || WindowFilter.has(window &<< 32, four, fourMask)
      {
        return (place, window)
      }
      place &+= 2
    }
    var window = text.rest(from: place)
    while place &+ 3 <= text.count {
      if WindowFilter.has(window &<< 16, six, sixMask)
        || WindowFilter.has(window &<< 32, four, fourMask)
      {
        return (place, window)
      }
      window &>>= 16
      place &+= 2
    }
    return nil
  }
}

extension Span<UInt8> {
  /// The bytes from a place of which fewer than eight are left, the first as the lowest, and zeros.
  @inline(__always)
  fileprivate func rest(from place: Int) -> UInt64 {
    if count >= 8 { return word(at: count &- 8) >> UInt64(8 &* (place &+ 8 &- count)) }
    var rest: UInt64 = 0
    for index in stride(from: count &- 1, through: place, by: -1) {
      rest = rest &<< 8 | UInt64(self[index])
    }
    return rest
  }

  /// The eight bytes at a place, the first as the lowest; they must be within the text.
  @inline(__always)
  fileprivate func word(at place: Int) -> UInt64 {
    // No pointer leaves the closure.
    unsafe withUnsafeBytes { bytes in
      unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
  }
}
