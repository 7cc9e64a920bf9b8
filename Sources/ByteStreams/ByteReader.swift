/// Single bytes and pieces of a source, with the offset of the next one.
final class ByteReader {
  private let source: any ByteSource
  private var buffer: [UInt8]
  private var position = 0
  private var filled = 0
  /// The offset of the buffer's first byte.
  private var base: Int
  private var hasEnded = false
  /// Whether every piece but the last is full, however little the source gives at a time.
  private let fillsUp: Bool

  /// Reads from `source`, `capacity` bytes at a time.
  ///
  /// - Parameters:
  ///   - source: What is read.
  ///   - capacity: The most bytes of one reading.
  ///   - origin: How many bytes of the source were taken before.
  ///   - fillsUp: Whether to wait for `capacity` bytes or the end.
  init(
    _ source: any ByteSource, capacity: Int = 1 << 17, origin: Int = 0, fillsUp: Bool = false
  ) {
    self.fillsUp = fillsUp
    self.source = source
    base = origin
    buffer = [UInt8](repeating: 0, count: capacity)
  }

  /// The offset of the next byte.
  var offset: Int { base + position }

  /// How many bytes are there without reading.
  var available: Int { filled - position }

  /// Makes sure of a byte to take; `false` at the end.
  func fill() throws(StreamError) -> Bool {
    if position < filled { return true }
    if hasEnded { return false }
    base += filled
    position = 0
    filled = 0
    // The array is taken out for the call: a span of it cannot live beside `self`.
    var lent: [UInt8] = []
    swap(&lent, &buffer)
    defer { swap(&lent, &buffer) }
    var span = lent.mutableSpan
    filled = try source.read(into: &span)
    hasEnded = filled == 0
    if fillsUp && filled > 0 && filled < lent.count {
      let more = try source.readHead(lent.count - filled)
      lent.replaceSubrange(filled..<filled + more.count, with: more)
      filled += more.count
    }
    return filled > 0
  }

  /// The next byte, which stays; `nil` at the end.
  func peek() throws(StreamError) -> UInt8? {
    try fill() ? buffer[position] : nil
  }

  /// Takes the next byte; `nil` at the end.
  func next() throws(StreamError) -> UInt8? {
    guard try fill() else { return nil }
    position += 1
    return buffer[position - 1]
  }

  /// Takes all bytes to the end and says how many they were.
  func skipToEnd() throws(StreamError) -> Int {
    let start = offset
    while try fill() { position = filled }
    return offset - start
  }

  /// Shows the bytes that are there; the body says how many it took, which may be none.
  func withAvailable<Result>(
    _ body: (Span<UInt8>) -> (taken: Int, result: Result)
  ) -> Result {
    let (taken, result) = body(buffer.span.extracting(position..<filled))
    precondition(taken <= filled - position, "more bytes taken than there were")
    position += taken
    return result
  }

  /// Goes back to an offset; `false` when the source cannot.
  func rewind(to offset: Int) -> Bool {
    guard let source = source as? any RewindableSource, source.rewind(to: offset) else {
      return false
    }
    base = offset
    position = 0
    filled = 0
    hasEnded = false
    return true
  }
}
