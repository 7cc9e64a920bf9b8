import LinkModel

/// All mappings, and the choice among them by a header line.
package struct MappingSet: Sendable {
  /// The mappings, by name.
  package let mappings: [Mapping]
  /// Every column name that some mapping knows.
  let vocabulary: ColumnVocabulary

  package init(_ mappings: [Mapping]) {
    let usualCaps = mappings.first { $0.isFallback }?.caps
    self.mappings = mappings.sorted { $0.name < $1.name }.map { mapping in
      var mapping = mapping
      mapping.caps = mapping.caps ?? usualCaps
      return mapping
    }
    vocabulary = ColumnVocabulary(
      mappings.reduce(into: []) { names, mapping in
        if mapping.isHeaderless { return }
        names.formUnion(mapping.columns)
        names.formUnion(mapping.eitherEnd.map(ColumnPattern.init))
      })
  }

  /// The mappings, and those that read links inside one site among them.
  package func allowingInternalLinks() -> MappingSet {
    MappingSet(mappings.map { $0.allowingInternalLinks() })
  }

  /// A mapping that fits a header, and how many of the header's columns it knows.
  package struct Match: Sendable {
    package let mapping: Mapping
    package let knownColumns: Int
  }

  /// The mappings that fit a header, the best first.
  ///
  /// A mapping fits when the header has all its required columns and none of its forbidden ones. The user's
  /// own come first; then more known columns are better, then more required ones, then the name; a fallback
  /// comes last.
  func matches(_ header: [HeaderName]) -> [Match] {
    mappings
      .filter { $0.fits(header) }
      .map { mapping in
        let columns = mapping.columns
        let known = Set(header).count { name in columns.contains { $0.matches(name) } }
        return Match(mapping: mapping, knownColumns: known)
      }
      .sorted(by: MappingSet.isBetter)
  }

  /// Whether a match is to be preferred to another.
  static func isBetter(_ left: Match, than right: Match) -> Bool {
    let (first, second) = (left.mapping, right.mapping)
    if first.isFallback != second.isFallback { return second.isFallback }
    if first.isOwn != second.isOwn { return first.isOwn }
    if left.knownColumns != right.knownColumns { return left.knownColumns > right.knownColumns }
    if first.required.count != second.required.count {
      return first.required.count > second.required.count
    }
    return first.name < second.name
  }
}

extension Mapping {
  /// Whether a header can be this report's.
  fileprivate func fits(_ header: [HeaderName]) -> Bool {
    func has(_ column: String) -> Bool {
      let pattern = ColumnPattern(column)
      return header.contains { pattern.matches($0) }
    }
    if isHeaderless || !required.allSatisfy(has) || forbidden.contains(where: has) { return false }
    if !any.isEmpty && !any.contains(where: has) { return false }
    guard isFallback else { return true }
    return fields.contains { rule in
      guard rule.field == .sourceURL || rule.field == .sourceDomain,
        case .column(let columns) = rule.source
      else { return false }
      return columns.contains(where: has)
    }
  }
}
