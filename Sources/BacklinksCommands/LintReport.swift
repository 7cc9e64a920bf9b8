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

  private mutating func takeBytes() -> [UInt8] {
    defer { json.bytes.removeAll(keepingCapacity: true) }
    return json.bytes
  }

  mutating func begin() -> [UInt8] {
    json.beginObject()
    json.key("files")
    json.beginArray()
    return takeBytes()
  }

  mutating func begin(file: String, entries: Int) -> [UInt8] {
    json.beginObject()
    json.key("file")
    json.string(file)
    json.key("entries")
    json.integer(entries)
    json.key("diagnostics")
    json.beginArray()
    return takeBytes()
  }

  mutating func add(_ diagnostic: DisavowDiagnostic) -> [UInt8] {
    json.beginObject()
    json.key("line")
    if let line = diagnostic.line { json.integer(line) } else { json.null() }
    json.key("code")
    json.string(diagnostic.code.rawValue)
    json.key("severity")
    json.string(diagnostic.severity.rawValue)
    json.key("message")
    json.string(diagnostic.message)
    json.endObject()
    return takeBytes()
  }

  mutating func endFile() -> [UInt8] {
    json.endArray()
    json.endObject()
    return takeBytes()
  }

  mutating func end() -> [UInt8] {
    json.endArray()
    json.endObject()
    json.endLine()
    return takeBytes()
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

  private mutating func takeBytes() -> [UInt8] {
    defer { json.bytes.removeAll(keepingCapacity: true) }
    return json.bytes
  }

  private mutating func member(_ name: String, _ text: String) {
    json.key(name)
    json.string(text)
  }

  private mutating func object(_ name: String, _ members: (inout SARIFLintReport) -> Void) {
    json.key(name)
    json.beginObject()
    members(&self)
    json.endObject()
  }

  mutating func begin() -> [UInt8] {
    json.beginObject()
    member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
    member("version", "2.1.0")
    json.key("runs")
    json.beginArray()
    json.beginObject()
    object("tool") { report in
      report.object("driver") { report in
        report.member("name", "backlinks")
        report.member("version", report.version)
        report.json.key("rules")
        report.json.beginArray()
        for code in DisavowCode.all { report.add(rule: code) }
        report.json.endArray()
      }
    }
    json.key("results")
    json.beginArray()
    return takeBytes()
  }

  private mutating func add(rule code: DisavowCode) {
    json.beginObject()
    member("id", code.rawValue)
    object("shortDescription") { $0.member("text", code.summary) }
    object("defaultConfiguration") { $0.member("level", code.severity.level) }
    json.endObject()
  }

  mutating func begin(file: String, entries: Int) -> [UInt8] {
    uri = SARIFLintReport.uri(file)
    return []
  }

  mutating func add(_ diagnostic: DisavowDiagnostic) -> [UInt8] {
    json.beginObject()
    member("ruleId", diagnostic.code.rawValue)
    if let number = numbers[diagnostic.code] {
      json.key("ruleIndex")
      json.integer(number)
    }
    member("level", diagnostic.severity.level)
    object("message") { $0.member("text", diagnostic.message) }
    json.key("locations")
    json.beginArray()
    json.beginObject()
    object("physicalLocation") { report in
      report.object("artifactLocation") { $0.member("uri", $0.uri) }
      guard let line = diagnostic.line else { return }
      report.object("region") { report in
        report.json.key("startLine")
        report.json.integer(line)
      }
    }
    json.endObject()
    json.endArray()
    json.endObject()
    return takeBytes()
  }

  func endFile() -> [UInt8] { [] }

  mutating func end() -> [UInt8] {
    json.endArray()
    json.endObject()
    json.endArray()
    json.endObject()
    json.endLine()
    return takeBytes()
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
