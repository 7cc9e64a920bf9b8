/// The records of several sorted runs in one order: a heap of the runs by their next record.
struct RunMerge {
  private var readers: [RunReader] = []

  /// Begins a merge; reads the first piece of each run.
  init(_ runs: [SpillFile.Run], in file: SpillFile) throws(StreamError) {
    for run in runs {
      let reader = RunReader(run, in: file)
      if try reader.advance() { readers.append(reader) }
    }
    for index in stride(from: readers.count / 2 - 1, through: 0, by: -1) { sink(index) }
  }

  /// The next record; `nil` when all are given.
  var current: SpilledRecord? { readers.first?.record }

  /// Goes to the record after the current one.
  mutating func advance() throws(StreamError) {
    guard let first = readers.first else { return }
    if try !first.advance() {
      let last = readers.removeLast()
      if readers.isEmpty { return }
      readers[0] = last
    }
    sink(0)
  }

  /// Moves a reader down until none below it has an earlier record.
  private mutating func sink(_ start: Int) {
    var index = start
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < readers.count {
        if readers[child].record.isBefore(readers[least].record) { least = child }
      }
      if least == index { return }
      readers.swapAt(index, least)
      index = least
    }
  }
}

/// The records of one run, read in pieces.
final class RunReader {
  /// The record that stands next.
  private(set) var record = SpilledRecord()

  private let file: SpillFile
  private var offset: Int
  private let end: Int
  private var buffer: [UInt8] = []
  private var position = 0

  /// A reader before the run's first record.
  init(_ run: SpillFile.Run, in file: SpillFile) {
    self.file = file
    offset = run.lowerBound
    end = run.upperBound
  }

  /// Goes to the next record; `false` at the end of the run.
  func advance() throws(StreamError) -> Bool {
    if position == buffer.count && offset == end { return false }
    let header = try take(SpillFile.headerLength)
    var lengths = [0, 0]
    for index in 0..<SpillFile.headerLength {
      lengths[index / 4] |= Int(header[header.startIndex + index]) << (8 * (index % 4))
    }
    record.bytes = Array(try take(lengths[0] + lengths[1]))
    record.keyLength = lengths[0]
    let bytes = record.bytes
    record.prefix = bytes.span.extracting(0..<lengths[0]).sortPrefix
    return true
  }

  /// The next bytes of the run.
  private func take(_ count: Int) throws(StreamError) -> ArraySlice<UInt8> {
    if buffer.count - position < count { try fill(count) }
    defer { position += count }
    return buffer[position..<position + count]
  }

  /// Keeps what is not taken yet and reads on until `count` bytes are there.
  private func fill(_ count: Int) throws(StreamError) {
    buffer.removeFirst(position)
    position = 0
    var piece = [UInt8](repeating: 0, count: min(max(count, 1 << 16), end - offset))
    while buffer.count < count {
      let isAtEnd = piece.isEmpty
      var span = piece.mutableSpan
      let length = isAtEnd ? 0 : try file.read(at: offset, into: &span)
      if length == 0 {
        throw .cannotRead(name: file.name, reason: "the temporary file ends early")
      }
      let used = min(length, end - offset)
      buffer.append(contentsOf: piece[..<used])
      offset += used
    }
  }
}
