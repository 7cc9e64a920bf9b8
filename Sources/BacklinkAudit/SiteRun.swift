import ByteKeys
import ByteStreams
import HostLists
import LinkModel
import LinkProfile
import LinkReports
import LinkRules

/// What is gathered for one site while its inputs are read.
final class SiteRun {
  let site: String
  var profile: SiteProfile
  var inputs: [AuditSummary.Input] = []
  /// What the logs told.
  var logs = LogFindings()
  /// The logs, when there are any.
  var logReading: LogReading?
  /// Links with a finding, to be sorted by domain, source, target and anchor.
  let links = RecordSorter()
  /// Links to pages of the site that are not there.
  private(set) var brokenTargets: BrokenTargets
  /// What a disavow file discounts, when that is asked.
  var discounts: DiscountTally?
  private let rules: RuleSet
  private let engine: LinkRuleEngine
  private let suppressions: RuleSuppression.Table
  private let allLinks: Bool
  /// The user disavows links that are nofollow too.
  private let countsNofollow: Bool
  private let explained: [UInt8]?
  private var tools: [String: Int] = [:]
  private var fired: [Int] = []
  private var record = LinkRecord()
  private let isWeighty: [Bool]
  private let isDecisive: [Bool]

  init(
    site: String, profile: consuming SiteProfile, rules: RuleSet, engine: LinkRuleEngine,
    layout: RecordLayout, suppressions: RuleSuppression.Table, options: AuditOptions
  ) {
    self.site = site
    brokenTargets = BrokenTargets(layout)
    self.profile = profile
    self.rules = rules
    self.engine = engine
    self.suppressions = suppressions
    allLinks = options.allLinks
    explained = options.explained.map { Array($0.utf8) }
    countsNofollow = options.nofollow.isDisavow
    isWeighty = rules.rules.map { $0.role == .decisive || $0.role == .evidence }
    isDecisive = rules.rules.map { $0.role == .decisive }
  }

  /// The number of an exporter among those of this site.
  func number(ofTool tool: String) -> Int {
    if let known = tools[tool] { return known }
    tools[tool] = tools.count
    return tools.count - 1
  }

  /// The exporters with these numbers, by name.
  func names(ofTools numbers: Set<Int>) -> [String] {
    tools.filter { numbers.contains($0.value) }.map(\.key).sorted()
  }

  /// What each exporter saw, by its name.
  var coverage: [AuditSummary.Coverage] {
    tools.sorted { $0.key < $1.key }.map { name, number in
      AuditSummary.Coverage(exporter: name, profile.coverage(tool: number))
    }
  }

  /// Takes a row in: counts its facts and judges the link.
  func add(_ batch: RecordBatch, row: Int, tool: Int) throws(StreamError) {
    let intake = profile.add(batch, row: row, tool: tool)
    discounts?.add(batch, row: row, intake)
    brokenTargets.add(batch, row: row, intake)
    engine.judge(
      batch, row: row, anchorKind: intake.anchorKind, isFollowed: intake.isFollowed, into: &fired)
    var isBad = false
    var hasDecisive = false
    for rule in fired {
      profile.noteFinding(rule: rule, on: intake)
    }
    fired.removeAll { isSuppressed($0, in: batch, row: row) }
    for rule in fired {
      isBad = isBad || isWeighty[rule]
      hasDecisive = hasDecisive || isDecisive[rule]
    }
    if isBad { profile.noteBad(intake, isDecisive: hasDecisive) }
    guard keeps(batch, row: row) else { return }
    record.set(
      batch, row: row, isEffective: intake.isLive && (intake.isFollowed || countsNofollow),
      tool: tool)
    for rule in fired {
      let message = rules.rules[rule].message.rendered { subject in
        LinkValues.text(subject, batch, row: row, intake)
      }
      record.addFinding(rule: rule, message: message)
    }
    let key = record.key
    let payload = record.payload
    try links.add(key: key.span, payload: payload.span)
  }

  /// Whether the link of a row, with what fired on it, goes to the sorter.
  private func keeps(_ batch: RecordBatch, row: Int) -> Bool {
    guard let explained else { return allLinks || !fired.isEmpty }
    let domain = batch[row, .sourceDomain]
    guard !domain.isAbsent, domain.range.count == explained.count else { return false }
    return zip(domain.range, explained).allSatisfy { batch.bytes[$0] == $1 }
  }

  /// Whether a finding on a row does not count; most rules never ask for the row.
  private func isSuppressed(_ rule: Int, in batch: RecordBatch, row: Int) -> Bool {
    guard suppressions.mayCover(rule: rule) else { return false }
    let host = batch.text(row, .sourceHost) ?? ""
    return suppressions.suppression(of: rule, domain: host) != nil
  }
}

extension AuditSummary.Coverage {
  fileprivate init(exporter: String, _ coverage: ToolCoverage) {
    self.init(exporter: exporter)
    domains = coverage.domains
    onlyDomains = coverage.onlyDomains
    pages = coverage.pages
    onlyPages = coverage.onlyPages
    links = coverage.links
    onlyLinks = coverage.onlyLinks
  }
}
