import HostLists
import LinkModel

/// A link with its findings, as bytes for the sorter.
///
/// The key is domain, source URL, target URL and anchor with zero bytes between; the payload a line
/// with flags and moments, then a line a finding: the rule's number, a blank, its message.
struct LinkRecord {
  private(set) var key: [UInt8] = []
  private(set) var payload: [UInt8] = []

  mutating func set(
    _ batch: RecordBatch, row: Int, domain: Int, hosts: HostTable, isEffective: Bool
  ) {
    key.removeAll(keepingCapacity: true)
    payload.removeAll(keepingCapacity: true)
    key.append(contentsOf: hosts.domainName(domain).utf8)
    for field in [Field.sourceURL, .targetURL, .anchor] {
      key.append(0)
      let cell = batch[row, field]
      if !cell.isAbsent {
        for byte in batch.bytes[cell.range] where byte != 0 { key.append(byte) }
      }
    }
    payload.append(isEffective ? UInt8(ascii: "+") : UInt8(ascii: "-"))
    for field in [Field.firstSeen, .lastSeen] {
      payload.append(UInt8(ascii: " "))
      if let number = batch.number(row, field) { payload.append(contentsOf: String(number).utf8) }
    }
  }

  mutating func addFinding(rule: Int, message: String) {
    payload.append(0x0A)
    payload.append(contentsOf: "\(rule) ".utf8)
    for byte in message.utf8 { payload.append(byte == 0x0A || byte == 0x0D ? 0x20 : byte) }
  }
}

/// A link read back from the sorter; equal links of several exporters are one.
struct MergedLink {
  let domain: String
  let sourceURL: String
  let targetURL: String
  let anchor: String
  /// Live and followed, by at least one exporter and by none otherwise.
  private(set) var isEffective = true
  private(set) var firstSeen: Int64?
  private(set) var lastSeen: Int64?
  /// The message of each rule that fired.
  private(set) var findings: [Int: String] = [:]

  init(key: Span<UInt8>) {
    var parts: [String] = []
    var start = 0
    for index in 0...key.count {
      if index < key.count, key[index] != 0 { continue }
      parts.append(String(decoding: (start..<index).map { key[$0] }, as: UTF8.self))
      start = index + 1
    }
    domain = parts.first ?? ""
    sourceURL = parts.count > 1 ? parts[1] : ""
    targetURL = parts.count > 2 ? parts[2] : ""
    anchor = parts.count > 3 ? parts[3] : ""
  }

  /// Adds what one exporter says of the link.
  mutating func merge(_ payload: Span<UInt8>) {
    let text = String(decoding: payload.indices.map { payload[$0] }, as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    let head = lines.removeFirst().split(separator: " ", omittingEmptySubsequences: false)
    if head.first == "-" { isEffective = false }
    if head.count > 1, let first = Int64(head[1]) { firstSeen = min(firstSeen ?? first, first) }
    if head.count > 2, let last = Int64(head[2]) { lastSeen = max(lastSeen ?? last, last) }
    for line in lines {
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      guard let rule = parts.first.flatMap({ Int($0) }) else { continue }
      let message = parts.count > 1 ? String(parts[1]) : ""
      findings[rule] = min(findings[rule] ?? message, message)
    }
  }
}
