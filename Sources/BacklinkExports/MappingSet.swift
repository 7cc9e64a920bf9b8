import LinkModel

/// All mappings, and the choice among them by a header line.
package struct MappingSet: Sendable {
  /// The mappings, by name.
  package let mappings: [Mapping]
  /// Every column name that some mapping knows.
  let vocabulary: Set<HeaderName>

  package init(_ mappings: [Mapping]) {
    self.mappings = mappings.sorted { $0.name < $1.name }
    vocabulary = mappings.reduce(into: []) { names, mapping in
      if mapping.isHeaderless { return }
      names.formUnion(mapping.columns)
      names.formUnion(mapping.eitherEnd.map(HeaderName.init))
    }
  }

  /// A mapping that fits a header, and how many of the header's columns it knows.
  package struct Match: Sendable {
    package let mapping: Mapping
    package let knownColumns: Int
  }

  /// The mappings that fit a header, the best first.
  ///
  /// A mapping fits when the header has all its required columns and none of its forbidden ones. More
  /// known columns are better, then more required ones, then the name; a fallback comes last.
  func matches(_ header: [HeaderName]) -> [Match] {
    let names = Set(header)
    let fitting = mappings.filter { mapping in
      !mapping.isHeaderless
        && mapping.required.allSatisfy { names.contains(HeaderName($0)) }
        && !mapping.forbidden.contains { names.contains(HeaderName($0)) }
        && (!mapping.isFallback || mapping.names(aSourceIn: names))
    }
    return
      fitting
      .map { Match(mapping: $0, knownColumns: $0.columns.intersection(names).count) }
      .sorted(by: MappingSet.isBetter)
  }

  /// Whether a match is to be preferred to another.
  static func isBetter(_ left: Match, than right: Match) -> Bool {
    if left.mapping.isFallback != right.mapping.isFallback { return right.mapping.isFallback }
    if left.knownColumns != right.knownColumns { return left.knownColumns > right.knownColumns }
    if left.mapping.required.count != right.mapping.required.count {
      return left.mapping.required.count > right.mapping.required.count
    }
    return left.mapping.name < right.mapping.name
  }
}

extension Mapping {
  /// Whether one of the columns that hold the source is among these.
  fileprivate func names(aSourceIn names: Set<HeaderName>) -> Bool {
    fields.contains { rule in
      guard rule.field == .sourceURL || rule.field == .sourceDomain,
        case .column(let columns) = rule.source
      else { return false }
      return columns.contains { names.contains(HeaderName($0)) }
    }
  }
}
