/// Where the literals are that are filed under windows of one width, from 1 to 4 bytes.
///
/// A plain value: the entries of all widths stand in the lists of a ``LiteralSet``, bucket by bucket.
struct WindowTable: Sendable {
  struct Entry: Sendable {
    let window: UInt32
    /// The window's start in the literal.
    let offset: Int32
    let literal: Int32
  }

  /// How many bytes a window has.
  let width: Int
  /// Keeps the last `width` bytes of four.
  let mask: UInt32
  /// Makes one of 2^(32 − `bucketShift`) buckets of a hash.
  let bucketShift: UInt32
  /// The first of its buckets.
  let firstBucket: Int

  /// Buckets for an expected number of entries, two for each.
  init(width: Int, expecting count: Int, firstBucket: Int) {
    self.width = width
    mask = UInt32.max >> UInt32(32 - 8 * width)
    var bits: UInt32 = 4
    while bits < 24, 1 << bits < 2 * count { bits += 1 }
    bucketShift = 32 - bits
    self.firstBucket = firstBucket
  }

  var bucketCount: Int { 1 << Int(32 - bucketShift) }

  /// The bucket of a window among those of all tables.
  func bucket(_ window: UInt32) -> Int {
    firstBucket &+ Int(WindowTable.hash(window) &>> bucketShift)
  }

  @inline(__always) static func hash(_ window: UInt32) -> UInt32 { window &* 0x9E37_79B1 }
}
