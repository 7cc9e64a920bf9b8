import DelimitedText
import JSONText

/// Finds the records and the mapping of a JSON export by the keys of its objects.
extension ShapeFinder {
  /// How many keys may lead to the records.
  private static let pathDepth = 8
  /// At how many different paths objects are looked at.
  private static let pathLimit = 64

  /// Whether a text begins like JSON: with an object, or an array of something.
  static func isJSON(_ bytes: Span<UInt8>) -> Bool {
    var start = 0
    while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
    guard start < bytes.count else { return false }
    if bytes[start] == UInt8(ascii: "{") { return true }
    guard bytes[start] == UInt8(ascii: "[") else { return false }
    var next = start + 1
    while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
    return next == bytes.count || [0x7B, 0x5B, 0x22, 0x5D].contains(bytes[next])
  }

  /// The shape of a JSON text that begins with these bytes.
  func jsonShape(of bytes: Span<UInt8>, isWhole: Bool) throws(ExportError) -> ExportShape {
    var best: (path: String, names: [String], matches: [MappingSet.Match])?
    // Of JSON that nobody knows, the objects that come most often are shown.
    var commonest: (count: Int, names: [String]) = (0, [])
    for path in ShapeFinder.objectPaths(in: bytes) {
      var scanner = JSONScanner(path: path)
      var index = JSONIndex(JSONPaths(), learns: true)
      _ = scanner.scan(bytes, isLast: isWhole, into: &index)
      let names = index.gathered.paths.names
      if index.records.count > commonest.count { commonest = (index.records.count, names) }
      let matches = mappings.matches(names.map(HeaderName.init))
      guard let match = matches.first else { continue }
      if let best, !MappingSet.isBetter(match, than: best.matches[0]) { continue }
      best = (path, names, matches)
    }
    guard let best, let match = best.matches.first else {
      let starter = StarterMapping(
        names: commonest.names, addresses: [], fallback: fallback, separator: ",")
      throw .unknown(
        "JSON whose keys '\(ShapeFinder.shown(commonest.names))' fit no known export; "
          + "add a mapping file (docs/exporters.md)", starter: starter.text)
    }
    if let reason = match.mapping.refusal {
      throw .refused("this is \(match.mapping.title): \(reason)")
    }
    let names = best.names + match.mapping.lateColumns(of: best.names)
    return ExportShape(
      dialect: JSONRows.dialect, form: .json(path: best.path), headerStart: 0, headerLine: 0,
      header: names, columnNames: names, columnCount: best.names.count, mapping: match.mapping,
      runnerUp: best.matches.dropFirst().first, knownColumns: match.knownColumns,
      warnings: [])
  }

  /// The paths of keys at which objects stand, as they come; the outermost have the empty one.
  private static func objectPaths(in bytes: Span<UInt8>) -> [String] {
    var paths: [String] = []
    var tokenizer = JSONTokenizer()
    var offset = 0
    var member: [UInt8]?
    // The keys that lead to each open object and array; nil: too many, or one with a dot.
    var open: [(keys: [[UInt8]]?, isArray: Bool)] = []
    while case .token(let token) = tokenizer.next(bytes, at: &offset, isLast: false) {
      switch token.kind {
      case .key:
        var key: [UInt8] = []
        JSONString.append(bytes.extracting(token.range), to: &key)
        member = key
      case .objectStart, .arrayStart:
        var keys = open.isEmpty ? [] : open.last?.keys
        if let last = open.last, !last.isArray, let key = member {
          keys?.append(key)
          if key.contains(UInt8(ascii: ".")) || keys?.count ?? 0 > pathDepth { keys = nil }
        }
        open.append((keys, token.kind == .arrayStart))
        guard token.kind == .objectStart, let keys else { continue }
        let path = keys.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
        if paths.count < pathLimit && !paths.contains(path) { paths.append(path) }
      case .objectEnd, .arrayEnd: open.removeLast()
      case .string, .number, .true, .false, .null: break
      }
    }
    return paths
  }
}

extension Mapping {
  /// Columns that the mapping reads and no record has had so far: later ones may.
  fileprivate func lateColumns(of names: [String]) -> [String] {
    // The fallback knows the names of all tools: what it guesses from, it must have seen.
    if isFallback { return [] }
    let known = Set(names.map(HeaderName.init))
    func isKnown(_ name: String) -> Bool { known.contains(HeaderName(name)) }
    return fields.flatMap { rule -> [String] in
      switch rule.source {
      case .column(let columns):
        columns.contains(where: isKnown) ? [] : Array(columns.prefix(1))
      case .flags(let flags, _): flags.map(\.column).filter { !isKnown($0) }
      case .constant, .columnRest: []
      }
    }
  }
}
