package import ByteStreams
import HostLists
package import LinkLedger
package import LinkModel
package import ReferrerLogs

/// Reads server logs: finds the format, sums referrals, counts every line.
package final class LogReading {
  private static let chunkSize = 1 << 18

  /// Problems worth showing.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Is handed every line that could not be used.
  package var onReject: ((Reject) -> Void)?
  private let pack: RulePack
  private let settings: ReferralSettings
  private var referrals: Referrals

  /// Prepares to read logs.
  ///
  /// - Parameters:
  ///   - pack: The log formats and lists in use.
  ///   - sites: Hosts whose pages are targets; empty: every host that the log names.
  ///   - own: Further hosts whose pages are no referrers.
  ///   - memoryLimit: How many bytes the pairs of a log may take in memory; the others go to the disk.
  package init(
    pack: RulePack, sites: [String], own: [String], memoryLimit: Int = Referrals.memoryLimit
  ) {
    self.pack = pack
    settings = LogReading.settings(pack, sites: sites, own: own)
    referrals = Referrals(settings, memoryLimit: memoryLimit)
  }

  /// What reading logs of these sites needs to know.
  static func settings(_ pack: RulePack, sites: [String], own: [String]) -> ReferralSettings {
    var settings = ReferralSettings(sites: sites, ownHosts: own)
    settings.botAgents = pack.lists.first { $0.name == "crawlers" }?.entries ?? []
    settings.classifier = ListClassifier(pack.hostLists)
    return settings
  }

  /// Reads a log to its end.
  ///
  /// - Returns: Where its lines ended.
  package func read(
    _ input: TextInput, _ detection: LogDetection
  ) throws(StreamError) -> InputCounts {
    var reader = ReferralReader(detection, settings: settings)
    var buffer = [UInt8](repeating: 0, count: LogReading.chunkSize)
    var count = 0
    var isAtEnd = false
    var shown = 0
    var lines = 0
    while !isAtEnd {
      if count == buffer.count { buffer.append(contentsOf: repeatElement(0, count: count)) }
      var span = buffer.mutableSpan
      var room = span._mutatingExtracting(count..<span.count)
      let read = try input.read(into: &room)
      count += read
      isAtEnd = read == 0
      if isAtEnd && input.isDamaged {
        // The end of a damaged file is not the end of its last line.
        count = buffer[..<count].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      }
      let used = reader.consume(buffer.span.extracting(..<count), isLast: isAtEnd) {
        number, reason, line in
        let raw = (0..<min(line.count, 1 << 16)).map { line[$0] }
        self.onReject?(
          Reject(
            file: input.name, line: number, reason: reason.rawValue, detail: reason.detail, raw: raw
          ))
        shown += 1
        if shown <= 3 {
          self.diagnostics.append(
            Diagnostic(.warning, file: input.name, line: number, "\(reason.detail); line skipped"))
        }
      }
      ReadCounter.add(rows: reader.lineCount - lines)
      lines = reader.lineCount
      try reader.relieve(into: &referrals)
      if used > 0 {
        buffer.replaceSubrange(0..<(count - used), with: Array(buffer[used..<count]))
        count -= used
      }
    }
    let counts = reader.table.counts
    note(reader, counts, file: input.name)
    try reader.finish(into: &referrals)
    return counts
  }

  /// Takes in what the logs of a site told a ledger.
  ///
  /// - Returns: How many lines there were.
  /// - Throws: An error of the ledger or of a temporary file.
  package func read(_ store: LogStore, site: String) throws -> Int {
    try store.read(site: site, into: &referrals)
  }

  /// Says what a reader of the results should know of a log.
  private func note(_ reader: borrowing ReferralReader, _ counts: InputCounts, file: String) {
    func add(_ level: Diagnostic.Level, line: Int? = nil, _ text: String) {
      diagnostics.append(Diagnostic(level, file: file, line: line, text))
    }
    for turn in reader.turns {
      add(.info, line: turn.line, "from here on lines of the format '\(turn.format)' are read too")
    }
    if reader.table.zonelessLines > 0 {
      add(.info, "\(reader.table.zonelessLines) times name no zone and are read as UTC")
    }
    let without = counts.skipped[ReferralSkip.noReferrer.rawValue] ?? 0
    if without > 0, without == counts.total - counts.rejectedTotal {
      add(.warning, "no line names a referrer" + (reader.advice.map { "; \($0)" } ?? ""))
    }
  }

  /// What the logs know of the links that exports name.
  package func visits() throws -> ReferralVisits { try ReferralVisits(referrals) }

  /// What the logs say of each host that referred to a site, by name.
  package func referrerFacts(site: String) throws -> [ReferrerFacts] {
    try referrals.referrerFacts(site: site)
  }

  /// Pages of a site that were asked for from other sites and were never there.
  package func brokenTargets(
    of site: String, isLeftOut: (String) -> Bool
  ) throws -> [BrokenTarget] {
    try referrals.brokenTargets(of: site, isLeftOut: isLeftOut)
  }

  /// Hands out the addresses of all pages of a site that were asked for and never there.
  package func forEachMissingTarget(of site: String, _ body: ([UInt8]) -> Void) throws {
    try referrals.forEachMissingTarget(of: site, body)
  }

  /// Hands all referrals of all logs out, sorted by source, target and hit type.
  package func forEachBatch(
    layout: RecordLayout, _ body: (RecordBatch) throws -> Void
  ) throws {
    try referrals.forEachBatch(layout: layout) { batch in try body(batch) }
  }
}

/// The class of a referring host, from the lists.
private struct ListClassifier: ReferrerClassifier {
  private let lists: HostLists
  private let classes: [(mask: UInt64, referrerClass: ReferrerClass)]

  init(_ lists: HostLists) {
    self.lists = lists
    let names: [(String, ReferrerClass)] = [
      ("caches", .cache), ("ad-hosts", .ad), ("webmail", .mail), ("search-engines", .search),
      ("ai-assistants", .ai), ("social-networks", .social), ("shorteners", .shortener),
      ("feed-readers", .feed), ("monitors", .monitor),
    ]
    classes = names.map { (lists.mask(named: $0.0), $0.1) }
  }

  func referrerClass(host: Span<UInt8>) -> ReferrerClass {
    let mask = lists.mask(of: host)
    guard mask != 0 else { return .site }
    return classes.first { $0.mask & mask != 0 }?.referrerClass ?? .site
  }
}
