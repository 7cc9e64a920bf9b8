import CalendarTime
import LinkModel

extension Mapping {
  /// The readers of the columns that a header has and a layout wants.
  ///
  /// Beside each stands what its words mean, where its cells are words.
  func columnReaders(
    header: [String], layout: RecordLayout
  ) -> [(reader: ColumnReader, words: WordTable?)] {
    let names = header.map(HeaderName.init)
    func column(_ name: String) -> Int? { names.firstIndex(of: HeaderName(name)) }
    return fields.flatMap { rule -> [(reader: ColumnReader, words: WordTable?)] in
      guard let slot = layout.slot(rule.field) else { return [] }
      switch rule.source {
      case .constant: return []
      case .column(let candidates):
        guard let found = candidates.lazy.compactMap(column).first else { return [] }
        return [
          (
            ColumnReader(
              column: found, slot: slot, field: rule.field, conversion: rule.conversion,
              dateOrder: dateOrder), rule.wordTable
          )
        ]
      case .flags(let flags, _):
        return flags.compactMap { flag in
          guard let found = column(flag.column), let word = rule.field.number(ofWord: flag.word)
          else { return nil }
          return (
            ColumnReader(
              column: found, slot: slot, field: rule.field,
              conversion: .flaggedWord(
                word, isSet: rule.field.isSet, isTrueUnlessBlank: rule.isTrueUnlessBlank),
              dateOrder: dateOrder), nil
          )
        }
      }
    }
  }

  /// What the rows of a file with this header are: a table without linking pages lists domains.
  func grain(header: [String]) -> Grain {
    let names = Set(header.map(HeaderName.init))
    func has(_ field: Field) -> Bool {
      fields.contains { rule in
        guard rule.field == field, case .column(let columns) = rule.source else { return false }
        return columns.contains { names.contains(HeaderName($0)) }
      }
    }
    return grain == .link && !has(.sourceURL) && has(.sourceDomain) ? .domain : grain
  }

  /// The words that hold on every row, or on rows on which no flag is set.
  func defaults(layout: RecordLayout) -> [(slot: Int, cell: Cell)] {
    fields.compactMap { rule in
      guard let slot = layout.slot(rule.field) else { return nil }
      switch rule.source {
      case .constant(let word), .flags(_, otherwise: let word?):
        return rule.field.number(ofWord: word).map { (slot, Cell($0)) }
      default: return nil
      }
    }
  }
}

extension Mapping.FieldRule {
  fileprivate var conversion: ColumnReader.Conversion {
    switch field.kind {
    case .text, .list: return .text
    case .flag: return .flag(isInverted: isInverted, isTrueUnlessBlank: isTrueUnlessBlank)
    case .integer: return .integer
    case .decimal: return .decimal(scale: scale)
    case .moment: return .moment
    case .choice, .choices: return .word(isSet: field.isSet)
    }
  }

  /// The field's own words and the exporter's, or nil when the field has none.
  fileprivate var wordTable: WordTable? {
    switch field.kind {
    case .choice(let names), .choices(let names):
      var numbers: [String: Int64] = [:]
      for name in names { numbers[name] = field.number(ofWord: name) }
      for (theirs, ours) in words { numbers[theirs] = field.number(ofWord: ours) }
      return WordTable(numbers)
    default: return nil
    }
  }
}

extension Field {
  /// Several words may apply at once.
  var isSet: Bool {
    if case .choices = kind { true } else { false }
  }

  /// The number or bit that stands for a word of this field.
  func number(ofWord word: String) -> Int64? {
    switch kind {
    case .choice(let names): names.firstIndex(of: word).map(Int64.init)
    case .choices(let names): names.firstIndex(of: word).map { 1 << Int64($0) }
    case .flag: word == "true" ? 1 : word == "false" ? 0 : nil
    default: nil
    }
  }
}
