import LinkModel

/// What an exporter said of a link, beside what the tables have columns for, in few bytes.
///
/// For each field that is known: twice its number in the ledger, plus one for text; then the number, or the
/// text behind its length. Numbers of fields belong to the ledger, not to the program, so that fields may
/// be added to the program and taken away.
struct FactCoding: Sendable {
  /// Fields that have columns of their own, follow from them, or tell of the file.
  static let others: Set<Field> = [
    .kind, .tool, .report, .file, .line, .sourceURL, .sourceHost, .sourceDomain, .sourcePath,
    .targetURL, .targetHost, .targetDomain, .targetPath, .anchor, .firstSeen, .lastSeen, .metrics,
    .extra,
  ]

  /// The fields that a ledger keeps of a link.
  static let kept = Field.allCases.filter { !others.contains($0) }

  /// The number of each field in the ledger, by its number in the program.
  private let numbers: [UInt64]
  private let fields: [UInt64: Field]

  /// - Parameter numbers: The number of each field in the ledger.
  init(_ numbers: [Field: Int64]) {
    self.numbers = Field.allCases.map { UInt64(numbers[$0] ?? 0) }
    fields = Dictionary(
      numbers.map { (UInt64($0.value), $0.key) }, uniquingKeysWith: { first, _ in first })
  }

  /// Appends a number.
  func append(_ number: Int64, _ field: Field, to bytes: inout [UInt8]) {
    NumberWriter.append(numbers[Int(field.rawValue)] << 1, to: &bytes)
    NumberWriter.append(signed: number, to: &bytes)
  }

  /// Appends a text.
  func append(_ text: Span<UInt8>, _ field: Field, to bytes: inout [UInt8]) {
    NumberWriter.append(numbers[Int(field.rawValue)] << 1 | 1, to: &bytes)
    NumberWriter.append(text: text, to: &bytes)
  }

  /// A value that was read back.
  enum Value: Equatable {
    case number(Int64)
    case text(Range<Int>)
  }

  /// Gives the fields; what was written by another version and is not known is left out.
  ///
  /// - Returns: False when the bytes are none that were written here.
  @discardableResult
  func forEach(in bytes: Span<UInt8>, _ body: (Field, Value) -> Void) -> Bool {
    var reader = NumberReader(bytes)
    while !reader.isAtEnd {
      guard let head = reader.unsigned() else { return false }
      let value: Value
      if head & 1 == 1 {
        guard let range = reader.text() else { return false }
        value = .text(range)
      } else {
        guard let number = reader.signed() else { return false }
        value = .number(number)
      }
      if let field = fields[head >> 1] { body(field, value) }
    }
    return true
  }

  /// An address as the exporter wrote it.
  ///
  /// - Parameters:
  ///   - field: ``Field/sourceURL`` or ``Field/targetURL``.
  ///   - facts: What was written.
  ///   - host: Its canonical host.
  ///   - path: Its path and query.
  /// - Returns: The address; with https where nothing was kept.
  func address(_ field: Field, in facts: [UInt8], host: String, path: String) -> String {
    var found: Value?
    forEach(in: facts.span) { other, value in if other == field { found = value } }
    switch found {
    case .text(let range): return String(decoding: facts[range], as: UTF8.self)
    case .number(let code): return AddressForm(code: code).text(host: host, path: path)
    case nil: return "https://" + host + path
    }
  }

  /// The number of a field, or nil.
  func number(_ wanted: Field, in bytes: Span<UInt8>) -> Int64? {
    let head = numbers[Int(wanted.rawValue)] << 1
    var reader = NumberReader(bytes)
    while !reader.isAtEnd {
      guard let found = reader.unsigned() else { return nil }
      if found & 1 == 1 {
        guard reader.text() != nil else { return nil }
      } else {
        guard let number = reader.signed() else { return nil }
        if found == head { return number }
      }
    }
    return nil
  }
}
