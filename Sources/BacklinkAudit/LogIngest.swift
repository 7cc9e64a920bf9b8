import ByteStreams
import HostLists
import LinkLedger
import LinkModel
import ReferrerLogs

/// Reads logs into a ledger, each line once: what was counted and how far the log was read go in together.
final class LogIngest {
  private static let chunkSize = 1 << 18
  private static let packedTailLength = 8
  private static let shownRejects = 3
  /// A batch of fewer bytes shares its transaction with others.
  private static let smallBatch = 4 << 20

  private let ledger: Ledger
  private let hosts: HostTable
  private let options: IngestOptions
  private let formats: LogFormatSet
  private let settings: ReferralSettings
  private let store: LogStore
  private let checkpoints: CheckpointStore
  private let isStopped: () -> Bool

  init(
    _ ledger: Ledger, pack: RulePack, hosts: HostTable, _ options: IngestOptions,
    isStopped: @escaping () -> Bool
  ) throws(LedgerError) {
    self.ledger = ledger
    self.hosts = hosts
    self.options = options
    self.isStopped = isStopped
    formats = pack.logFormats
    settings = LogReading.settings(pack, sites: [], own: options.own)
    store = try LogStore(ledger)
    checkpoints = try CheckpointStore(ledger)
  }

  /// One text, and where its reading stands.
  private struct Reading {
    let input: TextInput
    let detection: LogDetection
    let sites: [String]
    let head: ContentHead?
    var checkpoint: Checkpoint
    var result: IngestedInput
    /// The last line counts although it has no end.
    var takesLastLine: Bool
  }

  /// Reads a log from standard input, which cannot be read twice: a killed run's lines come again.
  func readOnce(_ input: TextInput, _ detection: LogDetection, _ ingest: Ingest) throws {
    var result = IngestedInput(input.name)
    result.state = .new
    _ = try read(
      Reading(
        input: input, detection: detection, sites: try sites(), head: nil, checkpoint: Checkpoint(),
        result: result, takesLastLine: true), nil, ingest)
  }

  /// Reads what is new in a log, of which nothing was read yet; its file may be opened again.
  func read(
    _ input: TextInput, path: String, _ detection: LogDetection, _ ingest: Ingest
  ) throws {
    let sites = try sites()
    var result = IngestedInput(input.name)
    guard let head = try head(of: input) else {
      result.state = .empty
      return ingest.finish(result, input, [])
    }
    // Sites that were added later begin at the beginning, apart from the others.
    var groups: [(sites: [String], checkpoints: [Checkpoint])] = []
    let inputs = try checkpoints.inputs(like: head)
    for site in sites {
      var found: [Checkpoint] = []
      for number in inputs {
        if let checkpoint = try checkpoints.checkpoint(of: number, site: site) {
          found.append(checkpoint)
        }
      }
      found.sort { $0.offset > $1.offset }
      if let same = groups.firstIndex(where: { LogIngest.isSame($0.checkpoints, found) }) {
        groups[same].sites.append(site)
      } else {
        groups.append(([site], found))
      }
    }
    // All sites share one input, so that they go on together from the next run on.
    var known: Int64?
    for (number, group) in groups.enumerated() {
      let text = number == 0 ? input : try reopened(input, path, head)
      known = try read(
        text, path, detection, head, group.sites, group.checkpoints, input: known, ingest)
      if isStopped() { return }
    }
  }

  private static func isSame(_ left: [Checkpoint], _ right: [Checkpoint]) -> Bool {
    left.map(\.input) == right.map(\.input) && left.map(\.offset) == right.map(\.offset)
  }

  /// Finds the checkpoint that the text goes on from, and reads on. Takes the number of the input when other
  /// sites know it already, and gives it back when there is one.
  private func read(
    _ text: TextInput, _ path: String, _ detection: LogDetection, _ head: ContentHead,
    _ sites: [String], _ found: [Checkpoint], input: Int64?, _ ingest: Ingest
  ) throws -> Int64? {
    var text = text
    var result = IngestedInput(text.name)
    result.isLog = true
    result.format = detection.name
    let packed = try packedEnd(text)
    if let packed, let whole = found.first(where: { $0.packed == packed }) {
      ingest.finish(result, text, [])
      return whole.input
    }
    var isFresh = true
    var shorter: Checkpoint?
    for checkpoint in found {
      if !isFresh { text = try reopened(text, path, head) }
      isFresh = false
      guard
        let tail = try text.skip(to: checkpoint.offset, keeping: ContentHead.tailLength)
      else {
        shorter = checkpoint
        continue
      }
      guard ContentHead.tailHash(tail.span) == checkpoint.tail else { continue }
      result.state = .known
      return try read(
        Reading(
          input: text, detection: detection, sites: sites, head: head, checkpoint: checkpoint,
          result: result, takesLastLine: options.isFinal || text.isPacked), tail: tail, packed,
        ingest)
    }
    if let shorter {
      // The beginning of a log that was read further: a copy that was cut off, or not ready yet.
      let note = Diagnostic(
        .warning, file: text.name,
        "begins as a log that was read further; nothing in it is taken as new")
      ingest.finish(result, text, [note])
      return shorter.input
    }
    if !isFresh { text = try reopened(text, path, head) }
    result.state = .new
    var checkpoint = Checkpoint()
    checkpoint.input = input
    return try read(
      Reading(
        input: text, detection: detection, sites: sites, head: head, checkpoint: checkpoint,
        result: result, takesLastLine: options.isFinal || text.isPacked), packed, ingest)
  }

  /// By what a log is known again; nil when it has no complete line yet.
  private func head(of input: TextInput) throws(StreamError) -> ContentHead? {
    let text = try input.peek()
    let isWhole = (options.isFinal || input.isPacked) && text.count < TextInput.headLength
    return ContentHead(of: text.span, isWhole: isWhole)
  }

  /// Opens a log again, which must still begin as it did.
  private func reopened(
    _ input: TextInput, _ path: String, _ head: ContentHead
  ) throws -> TextInput {
    for (name, text) in try InputTexts(opening: path) where name == input.name {
      let text = try text.get()
      if try self.head(of: text) == head { return text }
    }
    throw StreamError.cannotRead(name: path, reason: "it changed while it was read")
  }

  /// What a packed file ends with; nil for a plain one.
  private func packedEnd(_ text: TextInput) throws(StreamError) -> Checkpoint.PackedEnd? {
    guard text.isPacked, let size = text.size,
      let tail = try text.fileTail(LogIngest.packedTailLength)
    else { return nil }
    return Checkpoint.PackedEnd(size: size, tail: ContentHead.tailHash(tail.span))
  }

  /// Reads to the end, a batch a transaction; the number of the input.
  private func read(
    _ start: Reading, tail: [UInt8] = [], _ packed: Checkpoint.PackedEnd?, _ ingest: Ingest
  ) throws -> Int64? {
    var reading = start
    var tail = tail
    var problems: [Diagnostic] = []
    var settings = settings
    settings.sites = reading.sites
    var reader = ReferralReader(
      resuming: reading.checkpoint.reader, reading.detection, in: formats,
      served: try store.served(reading.sites), settings: settings)
    reader.table.countsDays = true
    if reading.sites.count > 1, !reader.namesHosts {
      throw LogIngestError.noHosts(sites: reading.sites)
    }
    var buffer = [UInt8](repeating: 0, count: LogIngest.chunkSize)
    var count = 0
    var isAtEnd = false
    var batchBytes = 0
    var consumed = 0
    var batchStart = reader.lineCount
    var shown = 0
    while !isAtEnd, !isStopped() {
      if count == buffer.count { buffer.append(contentsOf: repeatElement(0, count: count)) }
      var span = buffer.mutableSpan
      var room = span._mutatingExtracting(count..<span.count)
      let read = try reading.input.read(into: &room)
      count += read
      isAtEnd = read == 0
      let takesRest = isAtEnd && reading.takesLastLine && !reading.input.isDamaged
      func reject(_ number: Int, _ reason: LogReject, _ line: Span<UInt8>) {
        let raw = (0..<min(line.count, LogReader.rejectedHead)).map { line[$0] }
        ingest.onReject?(
          Reject(
            file: reading.input.name, line: number, reason: reason.rawValue,
            detail: reason.detail, raw: raw))
        shown += 1
        if shown <= LogIngest.shownRejects {
          problems.append(
            Diagnostic(
              .warning, file: reading.input.name, line: number, "\(reason.detail); line skipped"))
        }
      }
      let used = reader.consume(
        buffer.span.extracting(..<count), isLast: takesRest, reject: reject)
      if isAtEnd, !takesRest { reader.settle(reject: reject) }
      if used > 0 {
        consumed += used
        batchBytes += used
        tail.append(contentsOf: buffer[..<used])
        // Lines that wait for a verdict on their format are not settled.
        let waiting = consumed - reader.settledCount
        tail.removeFirst(max(0, tail.count - waiting - ContentHead.tailLength))
        buffer.replaceSubrange(0..<(count - used), with: Array(buffer[used..<count]))
        count -= used
      }
      let isFull =
        batchBytes >= options.batchBytes || reader.lineCount - batchStart >= options.batchLines
        || reader.isLarge
      if isFull {
        try commit(&reader, &reading, tail, start, consumed, batchBytes)
        batchBytes = 0
        batchStart = reader.lineCount
      }
    }
    if isAtEnd, !reading.input.isDamaged {
      reading.checkpoint.packed = packed ?? reading.checkpoint.packed
    }
    let settled = start.checkpoint.offset + reader.settledCount
    let isChanged =
      settled > reading.checkpoint.offset || reading.checkpoint.packed != start.checkpoint.packed
    if isChanged { try commit(&reader, &reading, tail, start, consumed, batchBytes) }
    reading.result.bytes = reading.checkpoint.offset - start.checkpoint.offset
    reading.result.counts = reader.table.counts
    if reading.result.state == .known, reading.result.bytes > 0 { reading.result.state = .grown }
    ingest.finish(reading.result, reading.input, problems)
    return reading.checkpoint.input
  }

  /// Puts what was counted and how far the log was read into the ledger, together.
  private func commit(
    _ reader: inout ReferralReader, _ reading: inout Reading, _ tail: [UInt8], _ start: Reading,
    _ consumed: Int, _ bytes: Int
  ) throws {
    let batch = try reader.takeBatch()
    reading.checkpoint.offset = start.checkpoint.offset + reader.settledCount
    let before = tail.dropLast(consumed - reader.settledCount).suffix(ContentHead.tailLength)
    let last = Array(before)
    reading.checkpoint.tail = ContentHead.tailHash(last.span)
    reading.checkpoint.reader = reader.state
    var checkpoint = reading.checkpoint
    func put() throws {
      try store.add(batch, sites: reading.sites, hosts: hosts)
      if let head = reading.head {
        checkpoint = try checkpoints.put(
          checkpoint, head, name: reading.input.name, sites: reading.sites)
      }
    }
    if bytes < LogIngest.smallBatch {
      try ledger.sharedTransaction(bytes: bytes, put)
    } else {
      try ledger.transaction(put)
    }
    reading.checkpoint = checkpoint
  }

  /// The sites whose logs these are: those of the user, else those of the ledger.
  private func sites() throws -> [String] {
    let sites = options.sites.isEmpty ? try ledger.sites() : options.sites
    if sites.isEmpty { throw LogIngestError.noSite }
    return sites
  }
}

/// Why a log cannot be taken.
private enum LogIngestError: Error, CustomStringConvertible {
  case noSite
  case noHosts(sites: [String])

  var description: String {
    switch self {
    case .noSite: "a log does not say which site is linked; ingest it with --site HOST"
    case .noHosts(let sites):
      "the lines do not say which of \(sites.joined(separator: ", ")) they belong to; "
        + "ingest it with one --site HOST"
    }
  }
}
