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
    /// What stands for the star in the name of the column that this pattern fits: the exporter writes
    /// what was asked for into the header.
    case columnRest(String)
  }

  /// How one field is filled.
  package struct FieldRule: Sendable {
    package let field: Field
    package let source: Source
    /// The cell says the opposite of the field: `Follow` for `nofollow`.
    package let isInverted: Bool
    /// Any cell that is not blank is true.
    package let isTrueUnlessBlank: Bool
    /// The cell is a list of words; true when this lower-case word is among them.
    package let heldWord: String?
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
    /// Visits that came from a domain, which need not link.
    case referral
  }

  package let name: String
  package let title: String
  package let tool: String
  package let report: String
  /// Where the facts come from; empty when the file does not say.
  package let documentation: String
  package let grain: Grain
  /// Why files of this shape are refused and which export to take instead; nil for a usable report.
  package internal(set) var refusal: String?
  /// The links lie inside one site, so the report is refused unless the user wants them.
  package let isInternal: Bool
  /// Columns that the header must have.
  package let required: [String]
  /// Columns of which the header must have one; none are asked for when it is empty.
  package let any: [String]
  /// Columns that the header must not have.
  package let forbidden: [String]
  /// Columns that belong to the report and fill no field.
  package let optional: [String]
  /// Columns with numbers of the exporter's own, kept by name.
  package let metrics: [String]
  package let fields: [FieldRule]
  /// The order of day and month when the cells of a column do not prove it.
  package let dateOrder: DateOrder
  /// Rows are left out when these columns hold these words: `Origin: Internal`.
  package let skips: [Skip]
  /// The target comes from the property in the file's name.
  package let targetFromFileName: Bool
  /// Row counts at which the exporter cuts its exports; nil: not known, those of the fallback are usual.
  package internal(set) var caps: [Int]?
  /// Header lines that must be recognised as this mapping.
  package let samples: [String]
  /// Stands back when any other mapping fits.
  package let isFallback: Bool
  /// Column names that can mean the linking page or the linked one: decided by content.
  package let eitherEnd: [String]
  /// Reads a file without a header whose lines are addresses; its one column is the source.
  package let isHeaderless: Bool
  /// The report has some of the links that the exporter knows: one that is not in it need not be lost.
  package let isSample: Bool
  /// Comes from a file of the user's, and so wins over those that the program brings.
  package internal(set) var isOwn = false

  /// All columns that the mapping knows.
  var columns: Set<ColumnPattern> {
    var names = required + any + optional + metrics + skips.map(\.column)
    for rule in fields {
      switch rule.source {
      case .column(let columns): names += columns
      case .flags(let flags, _): names += flags.map(\.column)
      case .columnRest(let pattern): names.append(pattern)
      case .constant: break
      }
    }
    return Set(names.map(ColumnPattern.init))
  }

  /// The mapping without its refusal, when that is about links inside one site.
  func allowingInternalLinks() -> Mapping {
    guard isInternal else { return self }
    var mapping = self
    mapping.refusal = nil
    return mapping
  }
}
