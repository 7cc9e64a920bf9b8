import DisavowFile
import OutputText

/// The problems of disavow files in some form, piece by piece.
protocol LintReport {
  mutating func begin() -> [UInt8]
  mutating func begin(file: String, entries: Int) -> [UInt8]
  mutating func add(_ diagnostic: DisavowDiagnostic) -> [UInt8]
  mutating func endFile() -> [UInt8]
  mutating func end() -> [UInt8]
}

/// A line a problem, and one a file.
struct TextLintReport: LintReport {
  let isQuiet: Bool
  private var file = ""
  private var entries = 0
  private var count = 0

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
  }

  func begin() -> [UInt8] { [] }

  mutating func begin(file: String, entries: Int) -> [UInt8] {
    (self.file, self.entries, count) = (file, entries, 0)
    return []
  }

  mutating func add(_ diagnostic: DisavowDiagnostic) -> [UInt8] {
    count += 1
    let place = diagnostic.line.map { ":\($0)" } ?? ""
    let text =
      "\(file)\(place): \(diagnostic.severity.rawValue) \(diagnostic.code.rawValue): "
      + diagnostic.message
    return Array((TerminalText.safe(text) + "\n").utf8)
  }

  func endFile() -> [UInt8] {
    if isQuiet { return [] }
    let entriesText = entries == 1 ? "1 entry" : "\(entries) entries"
    let state = count == 0 ? "clean" : count == 1 ? "1 diagnostic" : "\(count) diagnostics"
    return Array((TerminalText.safe("\(file): \(entriesText), \(state)") + "\n").utf8)
  }

  func end() -> [UInt8] { [] }
}

/// One object with all files.
struct JSONLintReport: LintReport {
  private var json = JSONWriter(.pretty)

  mutating func begin() -> [UInt8] {
    json.beginObject()
    json.key("files")
    json.beginArray()
    return json.takeBytes()
  }

  mutating func begin(file: String, entries: Int) -> [UInt8] {
    json.beginObject()
    json.member("file", file)
    json.member("entries", entries)
    json.key("diagnostics")
    json.beginArray()
    return json.takeBytes()
  }

  mutating func add(_ diagnostic: DisavowDiagnostic) -> [UInt8] {
    json.beginObject()
    json.member("line", diagnostic.line)
    json.member("code", diagnostic.code.rawValue)
    json.member("severity", diagnostic.severity.rawValue)
    json.member("message", diagnostic.message)
    json.endObject()
    return json.takeBytes()
  }

  mutating func endFile() -> [UInt8] {
    json.endArray()
    json.endObject()
    return json.takeBytes()
  }

  mutating func end() -> [UInt8] {
    json.endArray()
    json.endObject()
    json.endLine()
    return json.takeBytes()
  }
}

/// One run of the Static Analysis Results Interchange Format, for code review tools.
///
/// - Source: SARIF Version 2.1.0, OASIS Standard.
struct SARIFLintReport: LintReport {
  let version: String
  private var json = JSONWriter(.pretty)
  private var uri = ""
  private let numbers = Dictionary(
    uniqueKeysWithValues: DisavowCode.all.enumerated().map { ($0.element, $0.offset) })

  init(version: String) {
    self.version = version
  }

  mutating func begin() -> [UInt8] {
    json.beginObject()
    json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
    json.member("version", "2.1.0")
    json.key("runs")
    json.beginArray()
    json.beginObject()
    json.object("tool") { json in
      json.object("driver") { json in
        json.member("name", "backlinks")
        json.member("version", version)
        json.array("rules", DisavowCode.all) { json, code in
          json.member("id", code.rawValue)
          json.object("shortDescription") { $0.member("text", code.summary) }
          json.object("defaultConfiguration") { $0.member("level", code.severity.level) }
        }
      }
    }
    json.key("results")
    json.beginArray()
    return json.takeBytes()
  }

  mutating func begin(file: String, entries: Int) -> [UInt8] {
    uri = SARIFLintReport.uri(file)
    return []
  }

  mutating func add(_ diagnostic: DisavowDiagnostic) -> [UInt8] {
    json.beginObject()
    json.member("ruleId", diagnostic.code.rawValue)
    if let number = numbers[diagnostic.code] { json.member("ruleIndex", number) }
    json.member("level", diagnostic.severity.level)
    json.object("message") { $0.member("text", diagnostic.message) }
    json.array("locations", [uri]) { json, uri in
      json.object("physicalLocation") { json in
        json.object("artifactLocation") { $0.member("uri", uri) }
        if let line = diagnostic.line { json.object("region") { $0.member("startLine", line) } }
      }
    }
    json.endObject()
    return json.takeBytes()
  }

  func endFile() -> [UInt8] { [] }

  mutating func end() -> [UInt8] {
    json.endArray()
    json.endObject()
    json.endArray()
    json.endObject()
    json.endLine()
    return json.takeBytes()
  }

  /// A path as a relative or absolute URI reference.
  private static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      let isPlain =
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "/-._~".utf8.contains(byte)
      bytes += isPlain ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension DisavowDiagnostic.Severity {
  /// The word of SARIF.
  fileprivate var level: String {
    switch self {
    case .info: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }
}
