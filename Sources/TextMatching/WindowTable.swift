/// The literals that fill the same bytes of the windows under which they are filed.
///
/// A window is eight bytes of a text, the first as the lowest; those behind the end of the text are zero.
struct WindowTable: Sendable {
  struct Entry: Sendable {
    /// What the literal fills of the window, other bytes being zero.
    let window: UInt64
    /// The window's start in the literal; −1 is the byte before it.
    let offset: Int32
    let literal: Int32
    /// Where the literal stands in the bytes of its ``LiteralSet``.
    let first: Int32
    let count: Int32
  }

  /// Keeps what a literal fills of a window.
  let mask: UInt64
  /// Makes of a hash one of 2^(64 − `bucketShift`) buckets.
  let bucketShift: UInt64
  /// The first of its buckets.
  let firstBucket: Int
  /// Makes of a hash one of 2^(64 − `filterShift`) bits of the filter.
  let filterShift: UInt64
  /// The first word of its filter.
  let firstWord: Int

  /// Where a window's hash leads to.
  struct Spot {
    let bucket: Int
    let word: Int
    let bit: UInt64
  }

  @inline(__always)
  func spot(of window: UInt64) -> Spot {
    let hash = (window & mask) &* 0x9E37_79B9_7F4A_7C15
    let bit = hash &>> filterShift
    return Spot(
      bucket: firstBucket &+ Int(hash &>> bucketShift), word: firstWord &+ Int(bit &>> 6),
      bit: 1 &<< (bit & 63))
  }
}
