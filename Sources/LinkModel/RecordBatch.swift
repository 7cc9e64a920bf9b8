/// Which fields the rows of a batch hold, and where.
public struct RecordLayout: Sendable, Equatable {
  /// The fields, by slot.
  public let fields: [Field]
  /// The slot of each field by its number; -1 when it is not held.
  private let slots: [Int8]

  /// A layout for these fields, in the order of the field table.
  public init(_ wanted: some Sequence<Field>) {
    let set = Set(wanted)
    fields = Field.allCases.filter(set.contains)
    var slots = [Int8](repeating: -1, count: Field.allCases.count)
    for (slot, field) in fields.enumerated() { slots[Int(field.rawValue)] = Int8(slot) }
    self.slots = slots
  }

  /// All fields.
  public static let all = RecordLayout(Field.allCases)

  /// The slot of a field, or nil when the batch does not hold it.
  public func slot(_ field: Field) -> Int? {
    let slot = slots[Int(field.rawValue)]
    return slot < 0 ? nil : Int(slot)
  }
}

/// A value of one field of one row: 64 bits.
///
/// Text is a range of the batch's bytes; a flag 0 or 1; an integer itself; a decimal its thousandths; a
/// moment its raw value; a choice its number; choices their bits.
public struct Cell: Hashable, Sendable {
  @usableFromInline let bits: UInt64

  /// The exporter did not say.
  @inlinable public static var absent: Cell { Cell(bits: 1 << 63) }

  /// True when the exporter did not say.
  @inlinable public var isAbsent: Bool { bits == 1 << 63 }

  /// A number of any kind.
  @inlinable
  public init(_ number: Int64) {
    bits = UInt64(bitPattern: number)
  }

  /// The text in that range of the batch's bytes, which end before 2^31.
  @inlinable
  public init(start: Int, count: Int) {
    bits = UInt64(UInt32(start)) << 32 | UInt64(UInt32(count))
  }

  @usableFromInline
  init(bits: UInt64) {
    self.bits = bits
  }

  /// The number.
  @inlinable public var number: Int64 { Int64(bitPattern: bits) }

  /// The range of the text in the batch's bytes.
  @inlinable public var range: Range<Int> {
    let start = Int(bits >> 32)
    return start..<start + Int(bits & 0xFFFF_FFFF)
  }
}

/// Some thousand rows of the common record, over one buffer of bytes.
///
/// A reader puts the bytes of its input into `bytes`, points cells at them, and appends what it had to
/// decode. Nothing is copied that is not changed.
public struct RecordBatch: Sendable {
  /// Which fields each row holds.
  public let layout: RecordLayout
  /// The bytes that text cells point into.
  public var bytes: [UInt8] = []
  /// How many rows there are.
  public private(set) var count = 0
  @usableFromInline var cells: [Cell] = []
  /// How many cells a row has.
  @usableFromInline let stride: Int
  /// The numbers of the source's and the target's host of each row; -1: not known.
  @usableFromInline var hostNumbers: [Int32] = []

  /// An empty batch.
  public init(layout: RecordLayout) {
    self.layout = layout
    stride = layout.fields.count
  }

  /// Removes all rows; the bytes stay.
  public mutating func removeRows() {
    count = 0
    cells.removeAll(keepingCapacity: true)
    hostNumbers.removeAll(keepingCapacity: true)
  }

  /// Adds a row in which every field is absent.
  public mutating func appendRow() {
    count += 1
    for _ in 0..<stride { cells.append(Cell.absent) }
    hostNumbers.append(-1)
    hostNumbers.append(-1)
  }

  /// Takes the last row away again.
  public mutating func removeLastRow() {
    count -= 1
    cells.removeLast(stride)
    hostNumbers.removeLast(2)
  }

  /// The number of the source's host in the table of hosts that the reader was given; nil when not known.
  @inlinable public func sourceHostNumber(_ row: Int) -> Int? {
    let number = hostNumbers[row &* 2]
    return number < 0 ? nil : Int(number)
  }

  /// The number of the target's host; nil when not known.
  @inlinable public func targetHostNumber(_ row: Int) -> Int? {
    let number = hostNumbers[row &* 2 &+ 1]
    return number < 0 ? nil : Int(number)
  }

  /// Notes the number of the source's host of a row.
  @inlinable public mutating func setSourceHostNumber(_ number: Int, _ row: Int) {
    hostNumbers[row &* 2] = Int32(number)
  }

  /// Notes the number of the target's host of a row.
  @inlinable public mutating func setTargetHostNumber(_ number: Int, _ row: Int) {
    hostNumbers[row &* 2 &+ 1] = Int32(number)
  }

  /// The cell in a slot of a row.
  @inlinable public subscript(row: Int, slot slot: Int) -> Cell {
    get { cells[row &* stride &+ slot] }
    set { cells[row &* stride &+ slot] = newValue }
  }

  /// The cell of a field; absent too when the batch does not hold the field.
  public subscript(row: Int, field: Field) -> Cell {
    guard let slot = layout.slot(field) else { return .absent }
    return self[row, slot: slot]
  }

  /// Where the text in a slot stands in the bytes; nil when it is absent or there is no such slot.
  @inlinable
  public func text(_ row: Int, slot: Int?) -> Range<Int>? {
    guard let slot else { return nil }
    let cell = self[row, slot: slot]
    return cell.isAbsent ? nil : cell.range
  }

  /// The number in a slot; nil when it is absent or there is no such slot.
  @inlinable
  public func number(_ row: Int, slot: Int?) -> Int64? {
    guard let slot else { return nil }
    let cell = self[row, slot: slot]
    return cell.isAbsent ? nil : cell.number
  }

  /// Sets a field of the last row to text that is appended to the bytes. A field not held is left out.
  public mutating func setText(_ text: String, _ field: Field) {
    guard let slot = layout.slot(field) else { return }
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    self[count - 1, slot: slot] = Cell(start: start, count: bytes.count - start)
  }

  /// Sets a field of the last row to a number. A field not held is left out.
  public mutating func setNumber(_ number: Int64, _ field: Field) {
    guard let slot = layout.slot(field) else { return }
    self[count - 1, slot: slot] = Cell(number)
  }

  /// The text of a field, or nil when it is absent.
  public func text(_ row: Int, _ field: Field) -> String? {
    let cell = self[row, field]
    return cell.isAbsent ? nil : String(decoding: bytes[cell.range], as: UTF8.self)
  }

  /// The number of a field, or nil when it is absent.
  public func number(_ row: Int, _ field: Field) -> Int64? {
    let cell = self[row, field]
    return cell.isAbsent ? nil : cell.number
  }
}
