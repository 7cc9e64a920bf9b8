/// The content of a member of a ZIP archive.
///
/// zlib inflates it: the sheets of an archive are small, and its word on damaged data is the last.
package final class ZipMemberSource: ByteSource {
  private let reader: ByteReader
  private var inflater = ZlibInflater()
  private let member: ZipArchive.Member
  private var hasEnded = false
  private var given = 0
  private var checksum: UInt32 = 0
  private(set) var notes: [StreamNote] = []

  /// Whether something is missing or not to be trusted; complete after the end.
  var isDamaged: Bool { !notes.isEmpty }

  init(_ packed: any ByteSource, member: ZipArchive.Member) {
    reader = ByteReader(packed)
    self.member = member
  }

  package func read(into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int {
    precondition(!buffer.isEmpty, "reading needs room for a byte")
    while !hasEnded {
      let hasInput = try reader.fill()
      let count: Int
      if member.method == 0 {
        count = hasInput ? take(into: &buffer) : end()
      } else {
        count = inflate(into: &buffer, hasInput: hasInput)
      }
      if count == 0 { continue }
      checksum = ZlibInflater.checksum(checksum, buffer.span.extracting(0..<count))
      given += count
      if given <= member.size { return count }
      // What is past the size that the list gives is not the member's.
      hasEnded = true
      note(.zipLength, "more content than the \(member.size) bytes that the archive names")
      let surplus = given - member.size
      given = member.size
      return count - surplus
    }
    return 0
  }

  private func take(into buffer: inout MutableSpan<UInt8>) -> Int {
    let room = buffer.count
    return reader.withAvailable { input in
      let count = min(room, input.count)
      buffer.copy(from: input.extracting(0..<count))
      return (count, count)
    }
  }

  private func inflate(into buffer: inout MutableSpan<UInt8>, hasInput: Bool) -> Int {
    let step = reader.withAvailable { input in
      let step = inflater.step(input, into: &buffer, limit: .max)
      return (step.consumed, step)
    }
    switch step.status {
    case .finished:
      if step.produced == 0 { return end() }
    case .corrupt:
      hasEnded = true
      note(.zipCorrupt, "the packed data is damaged at byte \(reader.offset) of the member")
    case .more:
      if step.produced == 0 && !hasInput {
        hasEnded = true
        note(.zipTruncated, "the packed data ends early; the archive is damaged")
      }
    }
    return step.produced
  }

  /// Compares with what the archive says.
  private func end() -> Int {
    hasEnded = true
    if given != member.size {
      note(.zipLength, "\(counted(given, "byte")) of content, the archive names \(member.size)")
    } else if checksum != member.checksum {
      note(.zipChecksum, "the checksum is wrong; the data may be damaged")
    }
    return 0
  }

  private func note(_ code: StreamNote.Code, _ message: String) {
    notes.append(StreamNote(.error, code, message))
  }
}
