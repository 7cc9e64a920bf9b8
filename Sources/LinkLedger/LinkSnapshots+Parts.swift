extension LinkSnapshots {
  /// What one report says of one link.
  struct Row {
    let key: Int64
    /// A hash of host and path of the source.
    let source: UInt64
    /// 0: not known.
    let page: Int64
    let report: Int64
    let domain: Int32
    /// The number of the anchor without case; -1: not known.
    let anchor: Int32
    let isNofollow: Bool
    /// The day on which the exporter saw it first; nil when it does not say so.
    let firstSeen: Int32?
    /// The first export that had it.
    let listed: Int32
    /// Where the row's days by point begin.
    let days: Int
    /// A bit a point.
    var there: UInt64 = 0
    var was: UInt64 = 0
  }

  /// A page that links to a page.
  package struct Pair: Sendable {
    /// The number of the referring domain.
    package let domain: Int
    let page: Int64
    /// What is said of it, and what is said of its source alone.
    let rows: Range<Int>
    let general: Range<Int>
    /// A bit a point: it is there; it was there then or before.
    var there: UInt64 = 0
    var was: UInt64 = 0
  }

  /// A referring domain.
  package struct Domain: Sendable {
    /// Its number in the ledger.
    package let number: Int64
    /// The highest authority that an exporter gives it, in thousandths; nil when none does.
    package internal(set) var authority: Int64?
    var pairs = 0..<0
    /// What is said of it as a whole.
    var rows = 0..<0
    var there: UInt64 = 0
    var was: UInt64 = 0

    /// Whether it links to the site at a point.
    package func isThere(at point: Int) -> Bool { there >> UInt64(point) & 1 == 1 }
  }
}
