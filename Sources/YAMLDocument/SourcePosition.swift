/// A place in a text file, as editors count it.
package struct SourcePosition: Hashable, Sendable {
  /// The line, from 1.
  package let line: Int
  /// The column, from 1, in code points; a byte order mark is not counted.
  package let column: Int

  /// Creates a position from a line and a column that count from 1.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The beginning of a file.
  package static let start = SourcePosition(line: 1, column: 1)

  /// The place `count` columns further right.
  func advanced(by count: Int) -> SourcePosition {
    SourcePosition(line: line, column: column + count)
  }
}

extension SourcePosition: Comparable {
  package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

extension SourcePosition: CustomStringConvertible {
  package var description: String { "\(line):\(column)" }
}
