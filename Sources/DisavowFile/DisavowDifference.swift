/// What changes for Google when one disavow file takes the place of another; by meaning, not by text.
public struct DisavowDifference: Sendable {
  /// What became of an entry.
  public enum Change: String, Sendable {
    /// Only in the new file, and what it covers was not covered before.
    case added
    /// Only in the new file; the old one covered it with a wider entry that is gone.
    case narrowed
    /// Only in the old file, and the new one covers it no more.
    case removed
    /// Only in the old file; the new one covers it with a wider entry.
    case covered
  }

  /// A change of one entry.
  public struct Item: Sendable {
    /// What became of it.
    public var change: Change
    /// The entry.
    public var entry: DisavowEntry
    /// The line in the file that has it.
    public var line: Int
    /// For `covered` and `narrowed`, the wider entry and its line in the other file.
    public var coverer: (line: Int, entry: DisavowEntry)?
  }

  /// Entries that both files have.
  public let keptCount: Int
  private let old: CoverageIndex
  private let new: CoverageIndex

  /// Compares two files.
  public init(from old: DisavowDocument, to new: DisavowDocument) {
    let (oldIndex, newIndex) = (CoverageIndex(old), CoverageIndex(new))
    var kept = 0
    for number in 0..<oldIndex.count where newIndex.number(of: oldIndex.value(number)) != nil {
      kept += 1
    }
    (self.old, self.new, keptCount) = (oldIndex, newIndex, kept)
  }

  /// Hands on every change: the entries of the new file in its order, then those of the old one.
  public func forEach(_ body: (Item) throws -> Void) rethrows {
    try forEach(in: new, other: old, plain: .added, below: .narrowed, body)
    try forEach(in: old, other: new, plain: .removed, below: .covered, body)
  }

  private func forEach(
    in index: CoverageIndex, other: CoverageIndex, plain: Change, below: Change,
    _ body: (Item) throws -> Void
  ) rethrows {
    for number in 0..<index.count {
      let value = index.value(number)
      if other.number(of: value) != nil { continue }
      var item = Item(change: plain, entry: index.entry(number), line: index.line(number))
      if let above = other.number(above: value, index.kind(number)) {
        item.change = below
        item.coverer = (other.line(above), other.entry(above))
      }
      try body(item)
    }
  }
}
