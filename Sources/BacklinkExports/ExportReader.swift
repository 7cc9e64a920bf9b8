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
  /// How many problems of each kind are shown.
  private static let shownOfEach = 3

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
  /// Finds the records instead of the scanner when the export is JSON.
  private var json: JSONRows?
  /// The columns whose empty cells are texts.
  private let textColumns: [(column: Int, slot: Int)]
  private var index = RecordIndex()
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var isEndChecked = false
  private var rows: RowConverter
  private var shownProblems: [String: Int] = [:]
  /// How many records were used although they are not quite JSON.
  private var looseRecords = 0

  /// Finds out what a file is and prepares to read it.
  ///
  /// - Parameters:
  ///   - input: The file's text.
  ///   - mappings: The known reports.
  ///   - layout: Which fields are wanted.
  ///   - hosts: Where source and target hosts are numbered.
  ///   - sites: The user's sites: a column that holds one is the target where names do not say.
  /// - Throws: ``ExportError`` when the file is no export that can be used.
  package init(
    _ input: TextInput, mappings: MappingSet, layout: RecordLayout, hosts: HostTable,
    sites: [String] = []
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
      shape = try ShapeFinder(mappings: mappings, sites: sites).shape(
        of: head.span, isWhole: isWhole)
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
    textColumns = shape.mapping.columnReaders(header: shape.columnNames, layout: layout).compactMap
    {
      // Addresses are absent or resolved already.
      let isAddress = [.sourceURL, .sourceDomain, .targetURL].contains($0.reader.field)
      guard case .text = $0.reader.conversion, !isAddress else { return nil }
      return ($0.reader.column, $0.reader.slot)
    }
    rows = RowConverter(shape: shape, layout: layout, hosts: hosts, file: input.name)
    switch shape.form {
    case .json(let path):
      var sample = JSONRows(path: path, columns: shape.header)
      json = sample
      var index = RecordIndex()
      _ = sample.scan(head.span, from: 0, isLast: isWhole, into: &index)
      rows.decide(
        from: sample.cells.span, index.records.prefix(ExportReader.decisionRecords), index)
    case .table, .list: beginTable(head.span)
    }
    diagnostics = (shape.warnings + rows.warnings).map {
      Diagnostic(.warning, file: input.name, $0)
    }
  }

  /// Decides on columns, and goes past the header and what is before it: these are no rows.
  private func beginTable(_ head: Span<UInt8>) {
    var index = RecordIndex()
    var sample = scanner
    _ = sample.scan(head, from: shape.headerStart, isLast: isAtEnd, into: &index)
    let records = shape.form == .table ? index.records.dropFirst() : index.records[...]
    rows.decide(from: head, records.prefix(ExportReader.decisionRecords), index)
    guard shape.form == .table else {
      start = shape.headerStart
      scanner.skipLines(start > 0 ? 1 : 0)
      return
    }
    var skipped = RecordIndex()
    var header = RecordScanner(dialect: shape.dialect)
    _ = header.scan(head, isLast: isAtEnd, into: &skipped)
    let record = skipped.records.first { $0.start >= shape.headerStart && $0.end > $0.start }
    start = skipped.records.first { $0.start > record?.start ?? 0 }?.start ?? head.count
    scanner.skipLines((skipped.records.first { $0.start == start }?.line ?? 1) - 1)
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
      let used = scan()
      if !index.records.isEmpty {
        ReadCounter.add(rows: index.records.count)
        convert(upTo: used, into: &batch)
        start = used
        return true
      }
      start = used
      if isAtEnd {
        noteEnd()
        return false
      }
      buffer.removeSubrange(..<start)
      start = 0
      let size = max(ExportReader.chunkSize, buffer.count * 2)
      isAtEnd = try ExportReader.fill(&buffer, from: input, upTo: size)
    }
  }

  /// Says what only the end of the file tells.
  private func noteEnd() {
    if let json, json.isOpen {
      diagnostics.append(
        Diagnostic(
          .warning, file: input.name, "the JSON text has no end; the download may be incomplete"))
    }
    if let rows = counts.repaired["invalid UTF-8"] {
      diagnostics.append(
        Diagnostic(
          .warning, file: input.name,
          "bytes that are no UTF-8 in \(rows) \(rows == 1 ? "row" : "rows"), replaced by U+FFFD; if the "
            + "file is in another encoding, such as Shift_JIS or Windows-1251, save it as UTF-8"))
    }
  }

  /// Finds the next complete records and says how far they reach.
  private func scan() -> Int {
    let bytes = buffer
    let used: Int
    if var rows = json.take() {
      used = rows.scan(bytes.span, from: start, isLast: isAtEnd, into: &index)
      json = rows
    } else {
      used = scanner.scan(bytes.span, from: start, isLast: isAtEnd, into: &index)
    }
    return used
  }

  private func convert(upTo used: Int, into batch: inout RecordBatch) {
    let base = json == nil ? start : 0
    batch.bytes.append(contentsOf: json?.cells[...] ?? buffer[base..<used])
    rows.begin(&batch)
    for (number, record) in index.records.enumerated() {
      switch outcome(of: record, number, base: base, into: &batch) {
      case .used: counts.used += 1
      case .skipped(let reason): counts.skipped[reason, default: 0] += 1
      case .rejected(let reason, let detail):
        let raw = json?.range(ofRecord: number) ?? record.start..<record.end
        reject(raw, record.line, reason, detail)
      }
    }
    counts.repaired = rows.repairs
    if looseRecords > 0 { counts.repaired["loose JSON"] = looseRecords }
  }

  private func outcome(
    of record: RecordIndex.Record, _ number: Int, base: Int, into batch: inout RecordBatch
  ) -> RowConverter.Outcome {
    // Asked through the optional: a copy of the rows would cost more than the answer.
    if json == nil { return rows.convert(record, index, base: base, into: &batch) }
    if let problem = json?.problem(ofRecord: number) {
      return .rejected(problem.reason, "\(problem)")
    }
    let outcome = rows.convert(record, index, base: base, into: &batch)
    switch outcome {
    case .used:
      // What a record does not say is no empty text.
      for text in textColumns where json?.isMissing(text.column, ofRecord: number) == true {
        batch[batch.count - 1, slot: text.slot] = .absent
      }
      if json?.isRepaired(record: number) == true { looseRecords += 1 }
    case .skipped("blank") where (json?.range(ofRecord: number).count ?? 0) > 2:
      // Other things stand in it: an answer with an error, perhaps.
      return .rejected("no-source", "no linking page")
    case .skipped, .rejected: break
    }
    return outcome
  }

  private func reject(_ range: Range<Int>, _ line: Int, _ reason: String, _ detail: String) {
    counts.rejected[reason, default: 0] += 1
    shownProblems[reason, default: 0] += 1
    if shownProblems[reason, default: 0] <= ExportReader.shownOfEach {
      diagnostics.append(
        Diagnostic(.warning, file: input.name, line: line, "\(detail); row skipped"))
    }
    onReject?(
      Reject(
        file: input.name, line: line, reason: reason, detail: detail,
        raw: Array(buffer[range.prefix(1 << 16)])))
  }

  /// The end of a damaged file is not the end of its last line.
  private func dropUnfinishedLine() {
    guard json == nil, let last = buffer.last, last != 0x0A, last != 0x0D else { return }
    let end = max(start, buffer.lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0)
    guard end < buffer.count else { return }
    var line = scanner.line
    for offset in start..<end {
      let isEnd = buffer[offset] == 0x0A || (buffer[offset] == 0x0D && buffer[offset + 1] != 0x0A)
      if isEnd { line += 1 }
    }
    // The note about the damage is message enough.
    shownProblems["cut-off"] = ExportReader.shownOfEach
    reject(end..<buffer.count, line, "cut-off", "the file ends inside this row")
    buffer.removeSubrange(end...)
  }

  /// Appends what the input has until the buffer holds `size` bytes; true at the end of the input.
  static func fill(
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
  /// Whether the rows say what they link to.
  package var namesTarget: Bool { shape.mapping.namesTarget(header: shape.columnNames) }

  /// What a column of the header is used for.
  package struct ColumnUse: Sendable {
    package let name: String
    /// The fields that it fills, with ", " between them; nil when it fills none.
    package let field: String?
    /// Why it leaves rows out, or nil.
    package let skipReason: String?
  }

  /// The header's columns and what they are used for.
  package var columnUses: [ColumnUse] {
    let mapping = shape.mapping
    let readers = mapping.columnReaders(header: shape.columnNames, layout: .all)
    let metrics = mapping.metrics.map(ColumnPattern.init)
    return shape.header.prefix(shape.columnCount).enumerated().map { number, name in
      var fields = readers.filter { $0.reader.column == number }.map(\.reader.field.name)
      let column = HeaderName(shape.columnNames[number])
      if fields.isEmpty, metrics.contains(where: { $0.matches(column) }) {
        fields = [Field.metrics.name]
      }
      return ColumnUse(
        name: name, field: fields.isEmpty ? nil : fields.joined(separator: ", "),
        skipReason: mapping.skips.first { HeaderName($0.column) == column }?.reason)
    }
  }
}
