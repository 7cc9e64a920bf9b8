import DelimitedText
import LinkModel

/// Decides by content which columns hold the linking page and the linked one, when their names do not say.
///
/// The column that holds the user's site, or whose host is the same, is the target. Where both vary alike,
/// columns of one name are taken in their order, and others are left undecided.
struct EitherEnd {
  /// The names under which the mapping finds the columns.
  private(set) var names: [String]
  /// What was not proved, as a sentence.
  private(set) var warning: String?
  /// Why the table is not read, as a sentence.
  private(set) var refusal: String?

  private let header: [String]
  private let hosts: HostColumns

  /// Looks at the columns of a table without knowing its exporter.
  init(header: [String], fallback: Mapping, hosts: HostColumns) {
    self.header = header
    self.hosts = hosts
    names = header
    let either = Set(fallback.eitherEnd.map(HeaderName.init))
    let candidates = header.indices.filter {
      either.contains(HeaderName(header[$0])) && hosts.holdsAddresses($0)
    }
    decide(
      candidates, source: fallback.columnNames(of: .sourceURL),
      target: fallback.columnNames(of: .targetURL))
  }

  private mutating func decide(_ candidates: [Int], source: [String], target: [String]) {
    func column(named names: [String]) -> Int? {
      let known = Set(names.map(HeaderName.init))
      return header.firstIndex { known.contains(HeaderName($0)) }
    }
    guard let sourceName = source.first, let targetName = target.first else { return }
    var sourceColumn = column(named: source)
    var targetColumn = column(named: target)
    if sourceColumn == nil {
      let varied = hosts.fromSourceToTarget(candidates)
      if targetColumn == nil, varied.count > 1, let last = varied.last {
        if hosts.isProved(varied[0], over: last) || hasOneName(candidates) {
          (sourceColumn, targetColumn) = (varied[0], last)
          if !hosts.isProved(varied[0], over: last) {
            warning =
              "nothing proves which column holds the linking page; the first named "
              + "'\(header[varied[0]])' is taken"
          }
        }
      } else if varied.count == 1 && (targetColumn != nil || hosts.distinct(varied[0]) > 1) {
        sourceColumn = varied[0]
      }
      if sourceColumn == nil && candidates.count > 1 {
        let shown = candidates.map { "'\(header[$0])'" }.joined(separator: ", ")
        refusal =
          "nothing proves which of the columns \(shown) holds the linking page; "
          + "name your site with --site, or add a mapping file (docs/exporters.md)"
      }
      if let sourceColumn { names[sourceColumn] = sourceName }
    } else if targetColumn == nil, candidates.count == 1, let sourceColumn,
      hosts.isProved(sourceColumn, over: candidates[0])
    {
      targetColumn = candidates[0]
    }
    if let targetColumn { names[targetColumn] = targetName }
    if let sourceColumn, let targetColumn {
      refusal = hosts.doubt(sourceColumn, targetColumn, header) ?? refusal
    }
  }

  private func hasOneName(_ candidates: [Int]) -> Bool {
    Set(candidates.map { HeaderName(header[$0]) }).count == 1
  }
}

extension Mapping {
  /// The names of the columns that a field is read from.
  func columnNames(of field: Field) -> [String] {
    for case .column(let names) in fields.lazy.filter({ $0.field == field }).map(\.source) {
      return names
    }
    return []
  }
}
