package import CalendarTime
package import LinkModel

/// What one exporter's report looks like and what its columns mean; read from rules/mappings/*.yaml.
package struct Mapping: Sendable {
  /// Where a field's value comes from.
  package enum Source: Sendable {
    /// The first of these columns that the header has.
    case column([String])
    /// One word a column: the word applies when the column's cell is true; the first in the order wins
    /// for a choice, all apply for choices; `otherwise` when none is true.
    case flags([(word: String, column: String)], otherwise: String?)
    /// The same value on every row.
    case constant(String)
  }

  /// How one field is filled.
  package struct FieldRule: Sendable {
    package let field: Field
    package let source: Source
    /// The cell says the opposite of the field: `Follow` for `nofollow`.
    package let isInverted: Bool
    /// Any cell that is not blank is true.
    package let isTrueUnlessBlank: Bool
    /// Words of the exporter for words of ours.
    package let words: [String: String]
    /// What the exporter's number is multiplied with, in thousandths.
    package let scale: Int64
  }

  /// Which rows are left out, and why.
  package struct Skip: Sendable {
    package let column: String
    /// The cell that says so; nil: any cell that is not blank.
    package let word: String?
    package let reason: String
  }

  /// What the rows are.
  package enum Grain: Sendable {
    case link, domain
  }

  package let name: String
  package let title: String
  package let tool: String
  package let report: String
  package let grain: Grain
  /// Why files of this shape are refused and which export to take instead; nil for a usable report.
  package let refusal: String?
  package let required: [String]
  package let forbidden: [String]
  package let fields: [FieldRule]
  /// The order of day and month when the cells of a column do not prove it.
  package let dateOrder: DateOrder
  /// Rows are left out when these columns hold these words: `Origin: Internal`.
  package let skips: [Skip]
  /// The target comes from the property in the file's name.
  package let targetFromFileName: Bool
  /// Row counts at which the exporter cuts its exports.
  package let caps: [Int]
  /// Header lines that must be recognised as this mapping.
  package let samples: [String]
  /// Stands back when any other mapping fits.
  package let isFallback: Bool
  /// Column names that can mean the linking page or the linked one: decided by content.
  package let eitherEnd: [String]
  /// Reads a file without a header whose lines are addresses; its one column is the source.
  package let isHeaderless: Bool

  /// All column names that the mapping knows, in normal form.
  var columns: Set<HeaderName> {
    var names = Set((required + skips.map(\.column)).map(HeaderName.init))
    for rule in fields {
      switch rule.source {
      case .column(let columns): names.formUnion(columns.map(HeaderName.init))
      case .flags(let flags, _): names.formUnion(flags.map { HeaderName($0.column) })
      case .constant: break
      }
    }
    return names
  }
}
