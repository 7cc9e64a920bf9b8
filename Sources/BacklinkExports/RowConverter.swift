import CalendarTime
import DelimitedText
import HostLists
import LinkModel
import WebAddress

/// Turns the records of one export into rows of the common record.
final class RowConverter {
  /// Where a record ended.
  enum Outcome {
    case used
    case skipped(String)
    case rejected(String, String)
  }

  private struct Skip {
    let column: Int
    /// Lower case; nil: any cell that is not blank.
    let word: [UInt8]?
    let reason: String
  }

  /// Rows that were used after a repair, by reason.
  private(set) var repairs: [String: Int] = [:]

  /// What was decided about columns without proof, as sentences.
  private(set) var warnings: [String] = []

  private let shape: ExportShape
  private let hosts: HostTable
  private let file: String
  private var readers: [ColumnReader]
  /// What the words of each column mean, where its cells are words.
  private let words: [WordTable?]
  private let defaults: [(slot: Int, cell: Cell)]
  private let skips: [Skip]
  private let slots: AddressSlots
  private let layout: RecordLayout
  private let headerCells: [[UInt8]]
  /// How many bytes the header's cells have.
  private let headerSize: Int
  private let grain: Mapping.Grain
  private var extras: RowExtras
  private var constants: [(slot: Int, cell: Cell)] = []
  private var isValidUTF8 = true
  private var scratch: [UInt8] = []

  init(shape: ExportShape, layout: RecordLayout, hosts: HostTable, file: String) {
    self.shape = shape
    self.hosts = hosts
    self.file = file
    self.layout = layout
    let mapping = shape.mapping
    let columns = mapping.columnReaders(header: shape.columnNames, layout: layout)
    readers = columns.map(\.reader)
    words = columns.map(\.words)
    defaults = mapping.defaults(layout: layout)
    let names = shape.columnNames.map(HeaderName.init)
    skips = mapping.skips.compactMap { skip in
      names.firstIndex(of: HeaderName(skip.column)).map {
        Skip(column: $0, word: skip.word.map { Array($0.lowercased().utf8) }, reason: skip.reason)
      }
    }
    slots = AddressSlots(layout)
    grain = mapping.grain(header: shape.columnNames)
    headerCells = shape.header.map { Array($0.utf8) }
    headerSize = headerCells.reduce(0) { $0 + $1.count }
    extras = RowExtras(shape, layout)
  }

  /// Decides the number style and the date order of each column from the first records.
  func decide(
    from bytes: Span<UInt8>, _ records: some Sequence<RecordIndex.Record>, _ index: RecordIndex
  ) {
    let records = records.filter { $0.problem == nil }
    for number in readers.indices {
      let reader = readers[number]
      switch reader.conversion {
      case .integer, .decimal:
        var vote = NumberStyleVote(isWhole: reader.field.kind == .integer)
        for record in records where reader.column < record.fieldCount {
          let range = cell(reader.column, record, index, bytes)
          vote.add(bytes.extracting(range))
        }
        readers[number].numberStyle = vote.style
        if vote.isUndecided {
          let example = vote.style == .point ? "1,240.5" : "1.240,5"
          warn(reader, "the cells do not settle how numbers are written; read as in \(example)")
        }
      case .moment:
        var orders = DateOrders.all
        for record in records where reader.column < record.fieldCount {
          let range = cell(reader.column, record, index, bytes)
          let allowed = DateOrders(allowedBy: bytes.extracting(range))
          if !allowed.isEmpty, !orders.isDisjoint(with: allowed) {
            orders.formIntersection(allowed)
          }
        }
        let mapped = shape.mapping.dateOrder
        readers[number].dateOrder =
          orders.contains(DateOrders(mapped))
          ? mapped : DateOrder.allCases.first { orders.contains(DateOrders($0)) } ?? mapped
        if orders == [DateOrders(.dayFirst), DateOrders(.monthFirst)] {
          let first = readers[number].dateOrder == .dayFirst ? "day" : "month"
          warn(reader, "nothing proves whether day or month stands first; read as \(first) first")
        }
      default: break
      }
    }
    for number in extras.columns.indices where extras.columns[number].metricKey != nil {
      extras.columns[number].numberStyle = numberStyle(
        extras.columns[number].number, records, index, bytes)
    }
  }

  private func numberStyle(
    _ column: Int, _ records: [RecordIndex.Record], _ index: RecordIndex, _ bytes: Span<UInt8>
  ) -> NumberStyle {
    var vote = NumberStyleVote(isWhole: false)
    for record in records where column < record.fieldCount {
      vote.add(bytes.extracting(cell(column, record, index, bytes)))
    }
    return vote.style
  }

  private func warn(_ reader: ColumnReader, _ text: String) {
    warnings.append("'\(shape.header[reader.column])': \(text)")
  }

  private func cell(
    _ column: Int, _ record: RecordIndex.Record, _ index: RecordIndex, _ bytes: Span<UInt8>
  ) -> Range<Int> {
    let raw = index.rawField(column, of: record)
    switch FieldText.content(of: raw, in: bytes, quote: shape.dialect.quote) {
    case .plain(let range), .doubled(let range): return range
    }
  }

  /// Prepares for the records whose bytes the batch now holds.
  func begin(_ batch: inout RecordBatch) {
    isValidUTF8 = RowConverter.isValid(batch.bytes.span)
    let texts: [(Field, String)] =
      [(.tool, shape.mapping.tool), (.report, shape.mapping.report), (.file, file)]
      + shape.mapping.constantTexts(header: shape.header)
    constants = []
    for (field, text) in texts {
      guard let slot = layout.slot(field) else { continue }
      let start = batch.bytes.count
      batch.bytes.append(contentsOf: text.utf8)
      constants.append((slot, Cell(start: start, count: batch.bytes.count - start)))
    }
    if let slot = layout.slot(.kind) {
      let kind: RecordKind =
        switch grain {
        case .link: .link
        case .domain: .domain
        case .referral: .referral
        }
      constants.append((slot, Cell(Int64(kind.rawValue))))
    }
  }

  /// Whether the bytes are UTF-8; runs of ASCII, which most exports consist of, are passed over by the word.
  private static func isValid(_ bytes: Span<UInt8>) -> Bool {
    let raw = unsafe bytes.bytes
    var offset = 0
    while offset < bytes.count {
      while offset &+ 8 <= bytes.count,
        unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
          & 0x8080_8080_8080_8080 == 0
      {
        offset &+= 8
      }
      while offset < bytes.count, bytes[offset] < 0x80 { offset &+= 1 }
      let start = offset
      while offset < bytes.count, bytes[offset] >= 0x80 { offset &+= 1 }
      do {
        _ = try UTF8Span(validating: bytes.extracting(start..<offset))
      } catch {
        return false
      }
    }
    return true
  }

  /// Adds a record to the batch, or says why not.
  func convert(
    _ record: RecordIndex.Record, _ index: RecordIndex, base: Int, into batch: inout RecordBatch
  ) -> Outcome {
    if let problem = record.problem { return RowConverter.rejection(problem, shape) }
    if record.fieldCount == 1 && record.start == record.end { return .skipped("blank") }
    if shape.form == .list,
      let reason = AddressList.skipReason(
        batch.bytes.span.extracting(record.start - base..<record.end - base))
    {
      return .skipped(reason)
    }
    if isRepeatedHeader(record, index, base, batch.bytes.span) {
      return .skipped("repeated header")
    }
    for skip in skips where skip.column < record.fieldCount {
      let range = decoded(skip.column, record, index, base, &batch)
      if RowConverter.matches(batch.bytes.span.extracting(range), skip.word) {
        return .skipped(skip.reason)
      }
    }
    batch.appendRow()
    let row = batch.count - 1
    for constant in constants { batch[row, slot: constant.slot] = constant.cell }
    if let slot = slots.line { batch[row, slot: slot] = Cell(Int64(record.line)) }
    let readers = readers
    for number in readers.indices where readers[number].column < record.fieldCount {
      let reader = readers[number]
      let range = decoded(reader.column, record, index, base, &batch)
      switch reader.read(range, in: batch.bytes.span, words: words[number]) {
      case .value(let cell):
        if reader.isFlaggedWord {
          set(cell, reader, row, &batch)
        } else {
          batch[row, slot: reader.slot] = cell
        }
      case .blank: break
      case .unknownWord: repairs["unknown word in '\(reader.field.name)'", default: 0] += 1
      case .notANumber: repairs["no number in '\(reader.field.name)'", default: 0] += 1
      case .notADate:
        let text = RowConverter.shown(batch.bytes[range])
        batch.removeLastRow()
        let name = shape.header[reader.column]
        return .rejected("not-a-date", "'\(name)' is not a date: '\(text)'")
      }
    }
    for value in defaults where batch[row, slot: value.slot].isAbsent {
      batch[row, slot: value.slot] = value.cell
    }
    if record.hasStrayQuotes { repairs["stray quotes", default: 0] += 1 }
    if record.fieldCount < shape.header.count { repairs["short row", default: 0] += 1 }
    if !isValidUTF8 { repairText(row, &batch) }
    if let problem = slots.resolve(row, &batch, hosts, grain: grain, &scratch) {
      batch.removeLastRow()
      if isBlank(record, base, batch.bytes.span) { return .skipped("blank") }
      return .rejected(problem.reason, problem.detail)
    }
    if !extras.columns.isEmpty {
      extras.begin()
      for column in extras.columns where column.number < record.fieldCount {
        let range = decoded(column.number, record, index, base, &batch)
        extras.add(batch.bytes.span.extracting(range), column)
      }
      extras.end(row, &batch)
    }
    if let lost = slots.lostAt, let status = slots.status, !batch[row, slot: lost].isAbsent {
      batch[row, slot: status] = Cell(Int64(LinkStatus.lost.rawValue))
    }
    return .used
  }

  /// A set collects words; the first flag that is set decides a choice.
  private func set(
    _ cell: Cell, _ reader: ColumnReader, _ row: Int, _ batch: inout RecordBatch
  ) {
    let old = batch[row, slot: reader.slot]
    guard case .flaggedWord(_, let isSet, _) = reader.conversion, !old.isAbsent else {
      batch[row, slot: reader.slot] = cell
      return
    }
    if isSet { batch[row, slot: reader.slot] = Cell(old.number | cell.number) }
  }

  @inline(__always)
  private func decoded(
    _ column: Int, _ record: RecordIndex.Record, _ index: borrowing RecordIndex, _ base: Int,
    _ batch: inout RecordBatch
  ) -> Range<Int> {
    let raw = index.rawField(column, of: record)
    let range = raw.lowerBound &- base..<raw.upperBound &- base
    if range.isEmpty { return range }
    let first = batch.bytes[range.lowerBound]
    // Most cells have no quotes, or only the ones around them.
    if first != shape.dialect.quote && first != 0x20 { return range }
    let last = batch.bytes[range.upperBound - 1]
    if !record.mayHoldQuotes, first == last, first == shape.dialect.quote, range.count > 1 {
      return range.lowerBound + 1..<range.upperBound - 1
    }
    switch FieldText.content(of: range, in: batch.bytes.span, quote: shape.dialect.quote) {
    case .plain(let plain): return plain
    case .doubled(let doubled):
      return FieldText.appendUndoubled(doubled, of: &batch.bytes, quote: shape.dialect.quote)
    }
  }

  /// Whether a record is separators, quotes and blanks alone, as spreadsheets write empty rows.
  private func isBlank(
    _ record: RecordIndex.Record, _ base: Int, _ bytes: Span<UInt8>
  ) -> Bool {
    for offset in record.start - base..<record.end - base {
      let byte = bytes[offset]
      let isText =
        byte > 0x20 && byte != shape.dialect.separator && byte != shape.dialect.quote
      if isText { return false }
    }
    return true
  }

  private func isRepeatedHeader(
    _ record: RecordIndex.Record, _ index: RecordIndex, _ base: Int, _ bytes: Span<UInt8>
  ) -> Bool {
    guard shape.headerLine > 0, record.fieldCount == headerCells.count,
      record.end - record.start >= headerSize
    else { return false }
    for (column, name) in headerCells.enumerated() {
      let raw = index.rawField(column, of: record)
      let range = raw.lowerBound - base..<raw.upperBound - base
      switch FieldText.content(of: range, in: bytes, quote: shape.dialect.quote) {
      case .plain(let cell), .doubled(let cell):
        guard cell.count == name.count else { return false }
        for offset in 0..<cell.count where bytes[cell.lowerBound + offset] != name[offset] {
          return false
        }
      }
    }
    return true
  }

  /// Replaces invalid UTF-8 in the text cells of a row.
  private func repairText(_ row: Int, _ batch: inout RecordBatch) {
    var isRepaired = false
    for (slot, field) in layout.fields.enumerated() where field.isText {
      let cell = batch[row, slot: slot]
      if cell.isAbsent || RowConverter.isValid(batch.bytes.span.extracting(cell.range)) { continue }
      let text = String(decoding: batch.bytes[cell.range], as: UTF8.self)
      let start = batch.bytes.count
      batch.bytes.append(contentsOf: text.utf8)
      batch[row, slot: slot] = Cell(start: start, count: batch.bytes.count - start)
      isRepaired = true
    }
    if isRepaired { repairs["invalid UTF-8", default: 0] += 1 }
  }

  private static func rejection(_ problem: RecordProblem, _ shape: ExportShape) -> Outcome {
    switch problem {
    case .tooManyFields(let count):
      .rejected(
        "too-many-fields", "\(count) fields where the header has \(shape.header.count)")
    case .unclosedQuote: .rejected("unclosed-quote", "a quote is opened and not closed")
    case .strayQuotes: .rejected("stray-quotes", "the quotes of this row do not add up")
    case .tooLong: .rejected("too-long", "longer than \(shape.dialect.byteLimit >> 20) MiB")
    }
  }

  /// Whether a cell is this lower-case word, in any case; without a word, whether it is not blank.
  private static func matches(_ text: Span<UInt8>, _ word: [UInt8]?) -> Bool {
    guard let word else { return text.indices.contains { text[$0] > 0x20 } }
    guard text.count == word.count else { return false }
    for index in text.indices {
      let byte = text[index]
      if (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) != word[index] { return false }
    }
    return true
  }

  private static func shown(_ bytes: some Sequence<UInt8>) -> String {
    let text = String(decoding: Array(bytes.prefix(64)), as: UTF8.self)
    return String(
      text.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(Character.init))
  }
}
