import FoldedText

/// A set of Unicode scalars as a pattern writes it: `[a-z]`, `[^"]`, `\d`, `\w`, `\s`.
struct ScalarClass: Hashable, Sendable {
  /// Sorted, without overlap once ``seal()`` was called.
  private var ranges: [ClosedRange<UInt32>] = []
  private var hasWordCharacters = false
  var isNegated = false
  /// One bit for each ASCII character, negation included.
  private var asciiLow: UInt64 = 0
  private var asciiHigh: UInt64 = 0

  static let digits = ScalarClass(ranges: [0x30...0x39])
  /// The characters with the property White_Space.
  static let blanks = ScalarClass(ranges: [
    0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A,
    0x2028...0x2029, 0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000,
  ])
  static let wordCharacters = {
    var result = ScalarClass()
    result.hasWordCharacters = true
    result.seal()
    return result
  }()

  init() {}

  init(ranges: [ClosedRange<UInt32>]) {
    self.ranges = ranges
    seal()
  }

  mutating func insert(_ range: ClosedRange<UInt32>) {
    ranges.append(range)
  }

  mutating func formUnion(_ other: ScalarClass) {
    ranges += other.ranges
    hasWordCharacters = hasWordCharacters || other.hasWordCharacters
  }

  /// Adds what each member is folded to, so that the class finds its members in folded text.
  ///
  /// A member that is folded to several scalars, as ß is, cannot be found there by a class.
  mutating func fold(by fold: (UInt32) -> [UInt32]) {
    for range in ranges {
      for part in ScalarClass.changing where part.overlaps(range) {
        for value in part.clamped(to: range) where ScalarClass.changesWhenFolded(value) {
          let folded = fold(value)
          if folded.count == 1 { ranges.append(folded[0]...folded[0]) }
        }
      }
    }
  }

  /// Sorts and merges the ranges; to be called after the last change.
  mutating func seal() {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] =
          last.lowerBound...Swift.max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    ranges = merged
    asciiLow = 0
    asciiHigh = 0
    for value in UInt32(0)..<64 {
      if holds(value) != isNegated { asciiLow |= 1 << value }
      if holds(value + 64) != isNegated { asciiHigh |= 1 << value }
    }
  }

  func contains(_ value: UInt32) -> Bool {
    if value < 64 { return asciiLow >> value & 1 != 0 }
    if value < 128 { return asciiHigh >> (value - 64) & 1 != 0 }
    return holds(value) != isNegated
  }

  private func holds(_ value: UInt32) -> Bool {
    if hasWordCharacters && ScalarClass.isWordCharacter(value) { return true }
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
  }

  /// True for what `\w` stands for: letters with their marks, ASCII digits, the underscore.
  static func isWordCharacter(_ value: UInt32) -> Bool {
    if (0x30...0x39).contains(value) || value == 0x5F { return true }
    return Unicode.Scalar(value).map(WordBoundary.isWordCharacter) ?? false
  }

  /// Where folding changes single scalars; the blocks between hold Han, Hangul and symbols.
  private static let changing: [ClosedRange<UInt32>] = [
    0...0x33FF, 0xA640...0xABFF, 0xF900...0xFFFF, 0x1_0000...0x1_FFFF,
  ]

  private static func changesWhenFolded(_ value: UInt32) -> Bool {
    Unicode.Scalar(value)?.properties.changesWhenNFKCCaseFolded ?? false
  }
}
