public import CalendarTime

/// A value of one field, owned.
public enum FieldValue: Hashable, Sendable {
  /// Text, or a list with ", " between its words.
  case text(String)
  /// A flag as 0 or 1, an integer, thousandths, a moment's raw value, a choice's number or bits.
  case number(Int64)
}

/// One record of the common model, owned: for tests, `explain` and users of the library.
///
/// Every field is optional; absent means that the exporter did not say.
public struct Backlink: Hashable, Sendable {
  private var values: [Field: FieldValue] = [:]

  /// A record that says nothing yet.
  public init() {}

  /// The row of a batch.
  public init(_ batch: RecordBatch, row: Int) {
    for field in batch.layout.fields {
      let cell = batch[row, field]
      if cell.isAbsent { continue }
      values[field] =
        field.isText ? .text(batch.text(row, field) ?? "") : .number(cell.number)
    }
  }

  /// The value of a field, or nil when it is absent.
  public subscript(field: Field) -> FieldValue? {
    get { values[field] }
    set { values[field] = newValue }
  }

  /// The text of a text or list field.
  public func text(_ field: Field) -> String? {
    if case .text(let text)? = values[field] { text } else { nil }
  }

  /// The number of a field that is not text.
  public func number(_ field: Field) -> Int64? {
    if case .number(let number)? = values[field] { number } else { nil }
  }

  /// The page that holds the link.
  public var sourceURL: String? { text(.sourceURL) }
  /// The page of ours that is linked.
  public var targetURL: String? { text(.targetURL) }
  /// The visible text of the link.
  public var anchor: String? { text(.anchor) }
  /// True for rel=nofollow; nil when the exporter did not say.
  public var isNofollow: Bool? { number(.nofollow).map { $0 != 0 } }
  /// When the exporter first saw the link.
  public var firstSeen: Moment? { number(.firstSeen).map(Moment.init(rawValue:)) }

  /// Adds the record to a batch as its last row; fields the batch does not hold are left out.
  public func append(to batch: inout RecordBatch) {
    batch.appendRow()
    for (field, value) in values {
      switch value {
      case .text(let text): batch.setText(text, field)
      case .number(let number): batch.setNumber(number, field)
      }
    }
  }
}

extension Field {
  /// True for text and lists, whose cells are ranges of bytes.
  public var isText: Bool { kind == .text || kind == .list }
}
