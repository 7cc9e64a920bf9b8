package import DelimitedText
import LinkModel

/// What a file turned out to be, decided once from its first records.
package struct ExportShape: Sendable {
  /// How rows stand in the text.
  package enum Form: Equatable, Sendable {
    /// Below a header.
    case table
    /// Addresses without a header; lines that begin with # are comments.
    case list
    /// Objects at a path of keys; the header is made of their keys.
    case json(path: String)
  }

  /// How fields are separated.
  package let dialect: Dialect
  /// How rows stand in the text.
  package let form: Form
  /// The bytes before the header: a `sep=` line or an exporter's preamble.
  let headerStart: Int
  /// The physical line of the header, from 1; 0 where there is none.
  package let headerLine: Int
  /// The header's names as written.
  package let header: [String]
  /// The names under which the mapping finds the columns; another than the header's where the content
  /// decides what a column is.
  let columnNames: [String]
  /// How many columns the file showed; of JSON, columns may follow that later records can have.
  package let columnCount: Int
  /// The mapping that reads the columns.
  package let mapping: Mapping
  /// The next best mapping that fits too.
  package let runnerUp: MappingSet.Match?
  /// How many columns the mapping knows.
  package let knownColumns: Int
  /// What was decided without proof, as sentences.
  let warnings: [String]
}
