import LinkModel

/// One link to show for a domain: the first by source, target, anchor and title, so which row came first
/// does not matter. All its texts are in one piece of memory.
struct ExampleLink: Sendable {
  private static let longestText = 2_048

  private static let headSize = 6

  /// Where source, target and anchor end, two bytes each; then the texts.
  private let bytes: [UInt8]

  /// The texts of a row, cut when they are too long.
  init(_ batch: RecordBatch, _ row: Int, _ slots: ProfileSlots) {
    func text(_ slot: Int?) -> Range<Int> {
      batch.text(row, slot: slot)?.prefix(ExampleLink.longestText) ?? 0..<0
    }
    let source = text(slots.sourceURL)
    let target = text(slots.targetURL)
    let anchor = text(slots.anchor)
    let title = text(slots.sourceTitle)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      ExampleLink.headSize + source.count + target.count + anchor.count + title.count)
    var end = ExampleLink.headSize
    for part in [source, target, anchor] {
      end += part.count
      bytes.append(UInt8(end & 0xFF))
      bytes.append(UInt8(end >> 8))
    }
    for part in [source, target, anchor, title] { bytes.append(contentsOf: batch.bytes[part]) }
    self.bytes = bytes
  }

  private func end(_ part: Int) -> Int { Int(bytes[part * 2]) | Int(bytes[part * 2 + 1]) << 8 }

  /// The source as its exporter writes it.
  var sourceURL: ArraySlice<UInt8> { bytes[ExampleLink.headSize..<end(0)] }
  var targetURL: ArraySlice<UInt8> { bytes[end(0)..<end(1)] }
  var anchor: ArraySlice<UInt8> { bytes[end(1)..<end(2)] }
  var title: ArraySlice<UInt8> { bytes[end(2)...] }

  /// Whether its source stands before another one by bytes.
  func hasSource(before other: Span<UInt8>) -> Bool {
    let own = bytes.span.extracting(ExampleLink.headSize..<end(0))
    for index in 0..<min(own.count, other.count) where own[index] != other[index] {
      return own[index] < other[index]
    }
    return own.count < other.count
  }

  func precedes(_ other: ExampleLink) -> Bool {
    for part in [\ExampleLink.sourceURL, \.targetURL, \.anchor, \.title] {
      let (own, others) = (self[keyPath: part], other[keyPath: part])
      if own != others { return own.lexicographicallyPrecedes(others) }
    }
    return false
  }
}
