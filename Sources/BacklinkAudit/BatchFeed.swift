import BacklinkExports
import ByteStreams
import Dispatch
import LinkModel
import Synchronization

/// Reads an export on a thread of its own, two batches ahead of the one who takes them.
///
/// Batches come in the order of the file, so nothing that is made of them depends on the threads. While
/// a feed runs, its reader and the host table belong to its thread; ``stop()`` gives them back.
final class BatchFeed {
  private static let batchesAhead = 2

  private struct State {
    var ready: [RecordBatch] = []
    /// Batches that were taken and given back, to be filled again.
    var spare: [RecordBatch] = []
    var failure: StreamError?
    var isStopped = false
  }

  private final class Channel: Sendable {
    let state = Mutex(State())
    /// Counts what there is to take: batches, and the end.
    let filled = DispatchSemaphore(value: 0)
    /// Counts the batches that may be filled.
    let room = DispatchSemaphore(value: BatchFeed.batchesAhead)
    let end = DispatchSemaphore(value: 0)
  }

  private let channel = Channel()
  private var isRunning = true

  /// Begins to read.
  init(_ reader: ExportReader, layout: RecordLayout) {
    // Until `stop` has waited for the end, nobody else touches the reader.
    nonisolated(unsafe) let reader = reader
    let channel = channel
    DispatchQueue.global().async {
      unsafe BatchFeed.fill(channel, from: reader, layout)
    }
  }

  /// The next batch, or nil at the end of the file.
  func next() throws(StreamError) -> RecordBatch? {
    channel.filled.wait()
    let (batch, failure) = channel.state.withLock { state in
      state.ready.isEmpty ? (nil, state.failure) : (state.ready.removeFirst(), nil)
    }
    if let failure { throw failure }
    return batch
  }

  /// Gives a batch back that ``next()`` gave.
  func reuse(_ batch: consuming RecordBatch) {
    let batch = batch
    channel.state.withLock { $0.spare.append(batch) }
    channel.room.signal()
  }

  /// Waits until the thread has ended; it need not have reached the end of the file.
  func stop() {
    guard isRunning else { return }
    isRunning = false
    channel.state.withLock { $0.isStopped = true }
    channel.room.signal()
    channel.end.wait()
  }

  deinit { stop() }

  private static func fill(_ channel: Channel, from reader: ExportReader, _ layout: RecordLayout) {
    defer {
      channel.filled.signal()
      channel.end.signal()
    }
    while true {
      channel.room.wait()
      let (isStopped, spare) = channel.state.withLock { ($0.isStopped, $0.spare.popLast()) }
      if isStopped { return }
      var batch = spare ?? RecordBatch(layout: layout)
      do throws(StreamError) {
        guard try reader.read(into: &batch) else { return }
      } catch {
        channel.state.withLock { $0.failure = error }
        return
      }
      let filled = batch
      channel.state.withLock { $0.ready.append(filled) }
      channel.filled.signal()
    }
  }
}
