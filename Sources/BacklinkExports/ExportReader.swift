package import ByteStreams
import DelimitedText
package import HostLists
package import LinkModel
import WebAddress

/// Reads one export into batches of the common record.
///
/// Every row ends in exactly one counter of ``counts``. Memory is one chunk of the input, whatever its
/// size.
package final class ExportReader {
  /// How many bytes a chunk has; a longer record makes it grow up to the dialect's limit.
  private static let chunkSize = 1 << 18
  /// How many bytes the file-level decisions look at.
  private static let sampleSize = 1 << 20
  private static let decisionRecords = 4_096

  /// What the file turned out to be.
  package let shape: ExportShape
  /// Where every row ended.
  package private(set) var counts = InputCounts()
  /// Problems worth showing: the first of each kind.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Is handed every row that could not be used.
  package var onReject: ((Reject) -> Void)?
  /// What the file was read from.
  package let input: TextInput

  private let layout: RecordLayout
  private var scanner: RecordScanner
  private var index = RecordIndex()
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var isEndChecked = false
  private var rows: RowConverter
  private var shownProblems: [String: Int] = [:]

  /// Finds out what a file is and prepares to read it.
  ///
  /// - Parameters:
  ///   - input: The file's text.
  ///   - mappings: The known reports.
  ///   - layout: Which fields are wanted.
  ///   - hosts: Where source and target hosts are numbered.
  /// - Throws: ``ExportError`` when the file is no export that can be used.
  package init(
    _ input: TextInput, mappings: MappingSet, layout: RecordLayout, hosts: HostTable
  ) throws(ExportError) {
    self.input = input
    self.layout = layout
    var head: [UInt8] = []
    var isWhole = false
    do throws(StreamError) {
      isWhole = try ExportReader.fill(&head, from: input, upTo: ExportReader.sampleSize)
    } catch {
      throw .stream(error)
    }
    do throws(ExportError) {
      shape = try ShapeFinder(mappings: mappings).shape(of: head.span, isWhole: isWhole)
    } catch {
      // What is wrong with the bytes explains more than what could not be found in them.
      guard input.isDamaged, let note = input.notes.first(where: { $0.severity == .error }) else {
        throw error
      }
      throw .refused(note.message)
    }
    buffer = head
    isAtEnd = isWhole
    scanner = RecordScanner(dialect: shape.dialect, width: shape.header.count)
    rows = RowConverter(shape: shape, layout: layout, hosts: hosts, file: input.name)
    rows.decide(from: head.span, isWhole: isWhole, records: ExportReader.decisionRecords)
    // The lines before the header, and the header, are no rows.
    if shape.headerLine > 0 {
      var skipped = RecordIndex()
      var header = RecordScanner(dialect: shape.dialect)
      _ = header.scan(head.span, isLast: isWhole, into: &skipped)
      let record = skipped.records.first { $0.start >= shape.headerStart && $0.end > $0.start }
      start = skipped.records.first { $0.start > record?.start ?? 0 }?.start ?? head.count
      scanner.skipLines((skipped.records.first { $0.start == start }?.line ?? 1) - 1)
    }
  }

  /// Fills a batch with the next rows.
  ///
  /// - Returns: False when the file is at its end; the batch is empty then.
  package func read(into batch: inout RecordBatch) throws(StreamError) -> Bool {
    batch.removeRows()
    batch.bytes.removeAll(keepingCapacity: true)
    while true {
      if isAtEnd && !isEndChecked {
        isEndChecked = true
        if input.isDamaged { dropUnfinishedLine() }
      }
      index.removeAll()
      let used = scanner.scan(buffer.span, from: start, isLast: isAtEnd, into: &index)
      if !index.records.isEmpty {
        convert(upTo: used, into: &batch)
        start = used
        return true
      }
      start = used
      if isAtEnd { return false }
      buffer.removeSubrange(..<start)
      start = 0
      let size = max(ExportReader.chunkSize, buffer.count * 2)
      isAtEnd = try ExportReader.fill(&buffer, from: input, upTo: size)
    }
  }

  private func convert(upTo used: Int, into batch: inout RecordBatch) {
    let base = start
    batch.bytes.append(contentsOf: buffer[base..<used])
    rows.begin(&batch)
    for record in index.records {
      let outcome = rows.convert(record, index, base: base, into: &batch)
      switch outcome {
      case .used: counts.used += 1
      case .skipped(let reason): counts.skipped[reason, default: 0] += 1
      case .rejected(let reason, let detail):
        counts.rejected[reason, default: 0] += 1
        reject(record, reason, detail)
      }
    }
    counts.repaired = rows.repairs
  }

  private func reject(_ record: RecordIndex.Record, _ reason: String, _ detail: String) {
    shownProblems[reason, default: 0] += 1
    if shownProblems[reason, default: 0] <= 3 {
      diagnostics.append(
        Diagnostic(.warning, file: input.name, line: record.line, "\(detail); row skipped"))
    }
    let end = min(record.end, record.start + (1 << 16))
    onReject?(
      Reject(
        file: input.name, line: record.line, reason: reason, detail: detail,
        raw: Array(buffer[record.start..<end])))
  }

  /// The end of a damaged file is not the end of its last line.
  private func dropUnfinishedLine() {
    guard let last = buffer.last, last != 0x0A, last != 0x0D else { return }
    let end = buffer.lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
    if end < buffer.count {
      counts.rejected["cut-off", default: 0] += 1
      onReject?(
        Reject(
          file: input.name, line: 0, reason: "cut-off", detail: "the file ends inside this row",
          raw: Array(buffer[end...].prefix(1 << 16))))
    }
    buffer.removeSubrange(end...)
  }

  /// Appends what the input has until the buffer holds `size` bytes; true at the end of the input.
  private static func fill(
    _ buffer: inout [UInt8], from input: TextInput, upTo size: Int
  ) throws(StreamError) -> Bool {
    var count = buffer.count
    guard count < size else { return false }
    buffer.append(contentsOf: [UInt8](repeating: 0, count: size - count))
    while count < size {
      var span = buffer.mutableSpan
      var rest = span._mutatingExtracting(count..<size)
      let read = try input.read(into: &rest)
      if read == 0 {
        buffer.removeSubrange(count...)
        return true
      }
      count += read
    }
    return false
  }
}

extension ExportReader {
  /// The header's columns and the fields that they fill; nil for a column that is not used.
  package var columnMap: [(column: String, field: String?)] {
    let readers = shape.mapping.columnReaders(header: shape.header, layout: .all)
    return shape.header.enumerated().map { number, name in
      let fields = readers.filter { $0.reader.column == number }.map(\.reader.field.name)
      return (name, fields.isEmpty ? nil : fields.joined(separator: ", "))
    }
  }
}
