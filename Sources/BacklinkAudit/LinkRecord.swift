import HostLists
import LinkModel
import LinkProfile

/// A link with its findings, as bytes for the sorter.
///
/// The key does not know the exporter: domain, host and path of the source, host and path of the target,
/// and the anchor in lower case, with zero bytes between. The payload is a line with flags, moments and
/// the exporter's number; source URL, target URL and anchor as exported, each after a zero byte; and after
/// another one a line a finding: the rule's number, a blank, its message.
struct LinkRecord {
  private(set) var key: [UInt8] = []
  private(set) var payload: [UInt8] = []
  private var folded: [UInt8] = []

  mutating func set(
    _ batch: RecordBatch, row: Int, isEffective: Bool, tool: Int
  ) {
    key.removeAll(keepingCapacity: true)
    payload.removeAll(keepingCapacity: true)
    let domain = batch[row, .sourceDomain]
    if !domain.isAbsent { LinkRecord.append(batch, domain, to: &key) }
    for field in [Field.sourceHost, .sourcePath, .targetHost, .targetPath] {
      key.append(0)
      let cell = batch[row, field]
      if cell.isAbsent { continue }
      LinkRecord.append(batch, cell, to: &key)
      if cell.range.isEmpty, field == .sourcePath || field == .targetPath {
        key.append(UInt8(ascii: "/"))
      }
    }
    key.append(0)
    let anchor = batch[row, .anchor]
    if !anchor.isAbsent {
      AnchorClassifier.fold(batch.bytes.span.extracting(anchor.range), into: &folded)
      key.append(contentsOf: folded)
    }
    payload.append(isEffective ? UInt8(ascii: "+") : UInt8(ascii: "-"))
    for field in [Field.firstSeen, .lastSeen] {
      payload.append(UInt8(ascii: " "))
      if let number = batch.number(row, field) { payload.append(contentsOf: String(number).utf8) }
    }
    payload.append(contentsOf: " \(tool)".utf8)
    for field in [Field.sourceURL, .targetURL, .anchor] {
      payload.append(0)
      let cell = batch[row, field]
      if !cell.isAbsent { LinkRecord.append(batch, cell, to: &payload) }
    }
    payload.append(0)
  }

  private static func append(_ batch: RecordBatch, _ cell: Cell, to bytes: inout [UInt8]) {
    for byte in batch.bytes[cell.range] where byte != 0 { bytes.append(byte) }
  }

  mutating func addFinding(rule: Int, message: String) {
    payload.append(contentsOf: "\(rule) ".utf8)
    for byte in message.utf8 { payload.append(byte < 0x20 ? 0x20 : byte) }
    payload.append(0x0A)
  }
}

/// A link read back from the sorter; equal links of several exporters are one.
struct MergedLink {
  let domain: String
  /// The source as each exporter writes it: variants of scheme and host may differ.
  private(set) var sourceURLs: Set<String> = []
  private(set) var targetURL = ""
  private(set) var anchor = ""
  /// Live and followed, by at least one exporter and by none otherwise.
  private(set) var isEffective = true
  private(set) var firstSeen: Int64?
  private(set) var lastSeen: Int64?
  /// The numbers of the exporters that list it.
  private(set) var tools: Set<Int> = []
  /// The message of each rule that fired.
  private(set) var findings: [Int: String] = [:]
  /// Of a page alone: links of the page follow.
  var isRepeated = false

  /// Domain, host and path of the source, as the key has them.
  let page: [UInt8]
  /// Canonical host of the target, and its path and query.
  let targetHost: [UInt8]
  let targetPath: [UInt8]
  /// Only the source is known, neither target nor anchor.
  let isPageOnly: Bool

  init(key: Span<UInt8>) {
    let ends = key.indices.filter { key[$0] == 0 }
    guard ends.count >= 5 else { preconditionFailure("a key has six parts") }
    domain = String(decoding: (0..<ends[0]).map { key[$0] }, as: UTF8.self)
    page = (0..<ends[2]).map { key[$0] }
    targetHost = (ends[2] + 1..<ends[3]).map { key[$0] }
    targetPath = (ends[3] + 1..<ends[4]).map { key[$0] }
    isPageOnly = !(ends[2]..<key.count).contains { key[$0] != 0 }
  }

  /// Adds the exporters that list only the page of this link.
  mutating func addExporters(of link: MergedLink) { tools.formUnion(link.tools) }

  /// The source that stands first by its bytes.
  var sourceURL: String { sortedSources.first ?? "" }

  /// The sources by their bytes.
  var sortedSources: [String] {
    sourceURLs.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Adds what one exporter says of the link.
  mutating func merge(_ payload: Span<UInt8>) {
    let text = String(decoding: payload.indices.map { payload[$0] }, as: UTF8.self)
    let parts = text.utf8.split(separator: 0, omittingEmptySubsequences: false).map(Substring.init)
    guard parts.count == 5 else { preconditionFailure("a link is written in five parts") }
    let head = parts[0].utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      .map(Substring.init)
    if head.first == "-" { isEffective = false }
    if head.count > 1, let first = Int64(head[1]) { firstSeen = min(firstSeen ?? first, first) }
    if head.count > 2, let last = Int64(head[2]) { lastSeen = max(lastSeen ?? last, last) }
    if head.count > 3, let tool = Int(head[3]) {
      let isFirst = tools.isEmpty
      tools.insert(tool)
      sourceURLs.insert(String(parts[1]))
      targetURL = MergedLink.first(isFirst ? nil : targetURL, String(parts[2]))
      anchor = MergedLink.first(isFirst ? nil : anchor, String(parts[3]))
    }
    for line in parts[4].utf8.split(separator: UInt8(ascii: "\n")) {
      let parts = line.split(
        separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false
      ).map(Substring.init)
      guard let rule = parts.first.flatMap({ Int($0) }) else { continue }
      let message = parts.count > 1 ? String(parts[1]) : ""
      findings[rule] = min(findings[rule] ?? message, message)
    }
  }

  private static func first(_ old: String?, _ new: String) -> String {
    guard let old else { return new }
    return old.utf8.lexicographicallyPrecedes(new.utf8) ? old : new
  }
}
