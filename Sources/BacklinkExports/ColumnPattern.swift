/// A column as a mapping names it: by its whole name, or by the beginning of it and a star.
struct ColumnPattern: Hashable, Sendable {
  /// The name, or its beginning, in normal form.
  let name: HeaderName
  /// Names that go on after a blank, `_`, `-`, `.` or `/` fit too, and only they.
  let hasStar: Bool
  private let written: String

  /// A name as a mapping file writes it: `First seen`, `BackLinks_*`.
  init(_ text: String) {
    hasStar = text.hasSuffix("*")
    written = hasStar ? String(text.dropLast()) : text
    name = HeaderName(written)
  }

  /// Whether a header's column is meant.
  func matches(_ column: HeaderName) -> Bool {
    hasStar ? column.text.hasPrefix(name.text + " ") : column == name
  }

  /// What stands for the star in a column's name, or nil when the column is not meant.
  func rest(of column: String) -> String? {
    guard hasStar, matches(HeaderName(column)) else { return nil }
    let rest = column.trimmingBlanks.dropFirst(written.count)
    return rest.isEmpty ? nil : String(rest)
  }

  static func == (left: ColumnPattern, right: ColumnPattern) -> Bool {
    left.name == right.name && left.hasStar == right.hasStar
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(hasStar)
  }
}

/// Every column that some mapping knows.
struct ColumnVocabulary: Sendable {
  private let names: Set<HeaderName>
  private let stars: [ColumnPattern]

  init(_ patterns: Set<ColumnPattern>) {
    names = Set(patterns.filter { !$0.hasStar }.map(\.name))
    stars = patterns.filter(\.hasStar)
  }

  func contains(_ column: HeaderName) -> Bool {
    names.contains(column) || stars.contains { $0.matches(column) }
  }
}
