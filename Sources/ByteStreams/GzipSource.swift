/// The content of a gzip file: all members, one after the other.
///
/// Gives what can be had and says the rest in notes: padding between members is skipped, a wrong
/// checksum does not stop the reading, a cut-off member gives all that was inflated.
///
/// - Source: RFC 1951, RFC 1952.
package final class GzipSource: ByteSource {
  private enum State { case header, body, trailer, ended }

  /// How much room other inflaters than zlib get in every step, whoever reads.
  ///
  /// They find some damage only at the end of a step: results would depend on the caller's room.
  private static let stepRoom = 1 << 18

  private let reader: ByteReader
  private var inflater: Inflater
  private var state = State.header
  private var noteList = NoteList()

  /// How many members were begun.
  private var member = 0
  private var bodyStart = 0
  private var checksum: UInt32 = 0
  /// How many bytes of this member were given to the caller.
  private var delivered = 0
  /// What was read of the member's trailer.
  private var trailer = GzipTrailer()
  /// How many bytes are still to be inflated a second time and dropped.
  private var toDrop = 0

  /// What was inflated and waits for a caller with little room.
  private var held: [UInt8] = []
  private var heldCount = 0
  private var heldPosition = 0

  /// Whether something is missing or not to be trusted; complete after the end.
  package private(set) var isDamaged = false

  /// What there is to say; complete after the end.
  package var notes: [StreamNote] { noteList.all }

  /// Inflates `compressed`.
  ///
  /// - Parameters:
  ///   - compressed: The bytes of the gzip file, from the first magic byte.
  ///   - capacity: How many compressed bytes to read at a time.
  ///   - origin: How many bytes of the file were taken before.
  package convenience init(
    _ compressed: any ByteSource, capacity: Int = 1 << 17, origin: Int = 0
  ) {
    self.init(compressed, capacity: capacity, origin: origin, isExact: false)
  }

  /// Inflates `compressed`, by zlib alone when `isExact`: the oracle of the tests.
  ///
  /// Also by zlib alone when `compressed` cannot go back, as pipes and what is itself inflated.
  init(_ compressed: any ByteSource, capacity: Int = 1 << 17, origin: Int = 0, isExact: Bool) {
    let canRewind = (compressed as? any RewindableSource)?.canRewind == true
    inflater = Inflater(isExact: isExact || !canRewind)
    reader = ByteReader(
      compressed, capacity: capacity, origin: origin, fillsUp: !inflater.isExact)
  }

  package func read(into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int {
    precondition(!buffer.isEmpty, "reading needs room for a byte")
    if heldPosition == heldCount {
      if inflater.isExact || buffer.count >= GzipSource.stepRoom {
        return try inflate(into: &buffer)
      }
      try hold()
    }
    let count = min(buffer.count, heldCount - heldPosition)
    let bytes = held
    let span = bytes.span
    buffer.copy(from: span.extracting(heldPosition..<heldPosition + count))
    heldPosition += count
    return count
  }

  /// Inflates as far as a caller with much room would have it.
  private func hold() throws(StreamError) {
    // The array is taken out for the call: a span of it cannot live beside `self`.
    var lent: [UInt8] = []
    swap(&lent, &held)
    defer { swap(&lent, &held) }
    if lent.isEmpty { lent = [UInt8](repeating: 0, count: GzipSource.stepRoom) }
    heldPosition = 0
    heldCount = 0
    var span = lent.mutableSpan
    heldCount = try inflate(into: &span)
  }

  /// Goes through the file until bytes are inflated; 0 only at the end.
  private func inflate(into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int {
    while true {
      switch state {
      case .header: try readHeader()
      case .body:
        let count = try readBody(into: &buffer)
        if count > 0 { return count }
      case .trailer: try readTrailer()
      case .ended: return 0
      }
    }
  }

  private func readHeader() throws(StreamError) {
    try skipPadding()
    let start = reader.offset
    guard let first = try reader.next() else {
      return try endWithoutMember(start: start, taken: 0)
    }
    guard first == 0x1F, try reader.peek() == 0x8B, let second = try reader.next() else {
      return try endWithoutMember(start: start, taken: 1)
    }
    do {
      let header = try GzipHeader(after: [first, second], from: reader)
      begin(header, at: start)
    } catch {
      switch error {
      case .source(let error): throw error
      case .truncated:
        member += 1
        endTruncated()
      case .tooLong:
        member += 1
        fail(.headerTooLong, "the gzip header has a field of more than 64 KiB", at: start)
      case .unknownMethod(let method):
        if member > 0 { return try endWithoutMember(start: start, taken: 3) }
        member += 1
        fail(.unknownMethod, "gzip compression method \(method) is unknown, expected 8", at: start)
      }
    }
  }

  /// Skips NUL bytes after a member: tapes, blocks and some uploads are filled up with them.
  private func skipPadding() throws(StreamError) {
    guard member > 0 else { return }
    let start = reader.offset
    while try reader.peek() == 0 { _ = try reader.next() }
    let count = reader.offset - start
    if count == 0 { return }
    noteList.append(
      StreamNote(
        .info, .zeroPadding, "\(counted(count, "zero byte")) after member \(member) skipped",
        at: start))
  }

  /// Ends where no further member begins, `taken` bytes behind `start`.
  private func endWithoutMember(start: Int, taken: Int) throws(StreamError) {
    state = .ended
    let rest = taken + (try reader.skipToEnd())
    if member == 0 {
      if rest > 0 { fail(.corrupt, "no gzip data at byte \(start)", at: start) }
    } else if rest > 0 {
      noteList.append(
        StreamNote(
          .warning, .trailingData,
          "\(counted(rest, "byte")) after the gzip data at byte \(start): not gzip; ignored",
          at: start))
    }
  }

  private func begin(_ header: GzipHeader, at start: Int) {
    member += 1
    if header.hasReservedFlags {
      noteList.append(
        StreamNote(
          .warning, .reservedFlags, "member \(member): reserved flags are set; ignored", at: start))
    }
    if header.hasWrongChecksum {
      noteList.append(
        StreamNote(
          .warning, .headerChecksum, "member \(member): the header's checksum is wrong; ignored",
          at: start))
    }
    inflater.reset()
    bodyStart = reader.offset
    checksum = 0
    delivered = 0
    trailer = GzipTrailer()
    toDrop = 0
    state = .body
  }

  /// Inflates into the buffer; 0 when the state changed or nothing came yet.
  private func readBody(into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int {
    while true {
      let room = inflater.isExact ? buffer.count : min(GzipSource.stepRoom, buffer.count)
      let limit = toDrop > 0 ? min(toDrop, room) : room
      let step = reader.withAvailable { input in
        let step = inflater.step(input, into: &buffer, limit: limit)
        return (step.consumed, step)
      }
      // What another library gives before it finds damage is not to be trusted: zlib gives it anew.
      if try isDoubtful(step, in: buffer) && askZlib() { continue }
      let given = step.produced > 0 ? account(for: step.produced, in: buffer) : 0
      switch step.status {
      case .finished:
        state = .trailer
      case .corrupt:
        fail(.corrupt, "member \(member): gzip data is damaged at byte \(reader.offset)")
      case .more:
        // Room was left: the inflater has nothing more to give without input.
        if given == 0 && step.produced < limit && reader.available == 0 {
          if try !reader.fill() && !askZlib() { endTruncated() }
        }
      }
      if given > 0 || state != .body { return given }
    }
  }

  /// Counts bytes that were inflated; 0 when they are dropped, being given before.
  private func account(for count: Int, in buffer: borrowing MutableSpan<UInt8>) -> Int {
    if toDrop > 0 {
      toDrop -= count
      return 0
    }
    checksum = Inflater.checksum(checksum, buffer.span.extracting(0..<count))
    delivered += count
    return count
  }

  /// Whether what another library than zlib has done is wrong, or the data is.
  private func isDoubtful(
    _ step: InflateStep, in buffer: borrowing MutableSpan<UInt8>
  ) throws(StreamError) -> Bool {
    if inflater.isExact || step.status == .more { return false }
    if step.status == .corrupt { return true }
    try loadTrailer()
    let produced = buffer.span.extracting(0..<step.produced)
    return !trailer.confirms(
      checksum: Inflater.checksum(checksum, produced), length: delivered + step.produced)
  }

  /// Begins the member again with zlib, whose word on damaged data is the last.
  ///
  /// - Returns: `false` when zlib has spoken already or the source cannot go back.
  private func askZlib() -> Bool {
    if inflater.isExact || !reader.rewind(to: bodyStart) { return false }
    inflater.reset(exactly: true)
    trailer = GzipTrailer()
    toDrop = delivered
    return true
  }

  private func loadTrailer() throws(StreamError) {
    while !trailer.isComplete, let byte = try reader.next() { trailer.append(byte) }
  }

  private func readTrailer() throws(StreamError) {
    try loadTrailer()
    guard trailer.isComplete else { return endTruncated() }
    let start = reader.offset - GzipTrailer.length
    state = .header
    if trailer.checksum != checksum {
      isDamaged = true
      noteList.append(
        StreamNote(
          .error, .checksumMismatch,
          "member \(member): the checksum is wrong; the data may be damaged", at: start))
    }
    if trailer.contentLength != UInt32(truncatingIfNeeded: delivered) {
      isDamaged = true
      noteList.append(
        StreamNote(
          .error, .lengthMismatch,
          "member \(member): \(counted(delivered, "byte")) inflated, "
            + "expected \(trailer.contentLength)", at: start + 4))
    }
  }

  private func endTruncated() {
    fail(
      .truncated, "member \(member): gzip data ends early; the download may be incomplete",
      at: reader.offset)
  }

  private func fail(_ code: StreamNote.Code, _ message: String, at offset: Int? = nil) {
    isDamaged = true
    state = .ended
    noteList.append(StreamNote(.error, code, message, at: offset ?? reader.offset))
  }
}
