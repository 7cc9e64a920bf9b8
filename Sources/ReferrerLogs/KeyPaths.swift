import JSONText

/// Which members of a JSON object are fields of a request.
struct KeyPaths: Sendable {
  /// The paths of a field, `request.headers.Referer`, the best first; of an array the first element.
  let names: [LogField: [String]]
  /// Paths that a line of this format has.
  let requires: [String]
}

/// Reads the fields of JSON lines, for several formats at once.
struct KeyReader: Sendable {
  /// What the values at a path mean to a format.
  private struct Meaning {
    var field = LogField.ignored
    /// The lower the better.
    var rank: UInt8 = .max
    /// The bit of a required path.
    var required: UInt32 = 0
  }

  private struct Format {
    /// By path.
    var meanings: [Meaning]
    let requiredBits: UInt32
  }

  private var reader: JSONRecordReader
  private let formats: [Format]
  /// The line read last is an object.
  private(set) var isObject = false

  init(_ keys: [KeyPaths]) {
    var paths: [String] = []
    for keys in keys {
      for path in keys.requires + keys.names.values.joined() where !paths.contains(path) {
        paths.append(path)
      }
    }
    formats = keys.map { keys in
      var meanings = [Meaning](repeating: Meaning(), count: paths.count)
      for (field, names) in keys.names {
        for (rank, name) in names.enumerated() {
          guard let path = paths.firstIndex(of: name) else { continue }
          meanings[path].field = field
          meanings[path].rank = UInt8(min(rank, 254))
        }
      }
      for (bit, name) in keys.requires.prefix(32).enumerated() {
        if let path = paths.firstIndex(of: name) { meanings[path].required = 1 << UInt32(bit) }
      }
      let count = min(32, keys.requires.count)
      return Format(meanings: meanings, requiredBits: UInt32((UInt64(1) << UInt64(count)) - 1))
    }
    reader = JSONRecordReader(JSONPaths(paths))
  }

  /// How many formats there are.
  var count: Int { formats.count }

  /// Reads a line; ``fields(of:into:)`` then tells what it says.
  mutating func read(_ text: Span<UInt8>) {
    isObject = reader.read(text) == nil
  }

  /// The fields of the line read last, in one format.
  ///
  /// - Returns: How many fields it has, or nil when it is no request of that format.
  func fields(of format: Int, into line: inout LogLine) -> Int? {
    guard isObject else { return nil }
    var ranks = InlineArray<16, UInt8>(repeating: .max)
    var required: UInt32 = 0
    var count = 0
    for value in reader.values {
      let meaning = formats[format].meanings[value.path]
      required |= meaning.required
      let place = Int(meaning.field.rawValue)
      guard meaning.rank < ranks[place], !value.range.isEmpty else { continue }
      if ranks[place] == .max { count += 1 }
      ranks[place] = meaning.rank
      line.set(meaning.field, value.range.lowerBound, value.range.upperBound)
    }
    guard required == formats[format].requiredBits, !line[.time].isEmpty,
      !line[.target].isEmpty || !line[.request].isEmpty
    else { return nil }
    return count
  }
}
