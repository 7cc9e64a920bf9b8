import ByteStreams
import CalendarTime
import HostLists
import LinkModel
import LinkProfile
import LinkReports
import LinkRules
import LinkSafety
import WebAddress

/// A line that the audit wants in the disavow file.
package struct ProposedEntry: Hashable, Sendable {
  /// What the line names: a canonical host, or a URL.
  package enum Kind: Hashable, Sendable {
    case domain(String)
    case url(String)
  }

  package let kind: Kind
  /// The referring domain that it belongs to.
  package let domain: String
  /// The id of the rule that weighs most.
  package let rule: String
  /// The strength of the evidence, in thousandths.
  package let score: Int
  /// What the file says of it; nil: the title of the rule.
  package var reason: String?
}

/// The judgement on one site: every referring domain's verdict, and what follows from it.
struct SiteJudgement {
  /// What is kept of a domain beside its facts, which are drawn again when they are needed: most domains
  /// need them only for their line in the end.
  struct Judged {
    /// The number of the domain in the profile.
    let domain: SiteProfile.DomainIndex
    /// What it is worth.
    let value: Int64
    let findings: [DomainFinding]
    /// Findings that the user keeps from counting.
    let suppressed: [(finding: DomainFinding, why: RuleSuppression)]
    fileprivate(set) var verdict: DomainVerdict
    fileprivate(set) var reason = ""
    fileprivate(set) var badURLs: [String] = []
    /// Some of its links with a finding, for the report.
    fileprivate(set) var samples: [DomainEvidence.Sample] = []

    fileprivate init(
      domain: SiteProfile.DomainIndex, value: Int64, findings: [DomainFinding],
      suppressed: [(finding: DomainFinding, why: RuleSuppression)], verdict: DomainVerdict
    ) {
      self.domain = domain
      self.value = value
      self.findings = findings
      self.suppressed = suppressed
      self.verdict = verdict
    }
  }

  private static let mostSamples = 3

  /// At most this many URLs of one domain are listed one by one.
  private static let mostURLs = 1_000

  let run: SiteRun
  let set: RuleSet
  let guards: LinkGuards
  let judge: DomainJudge
  let decisions: [String: Decision]
  let requests: [String: Decision]
  let profile: ProfileFacts
  /// In the order of their names.
  private(set) var domains: [Judged] = []
  /// The distributions of the domains.
  private(set) var distributions = Distributions()
  private let context: DomainContext
  private let sitesLinked: (Int) -> Int
  /// Domains of which a link goes to a page that was never there.
  private var goesNowhere: Set<Int> = []
  /// The rules that fire on the site as a whole, by number.
  private let alerts: [Int]
  private(set) var vetoes: [(entry: String, reason: String)] = []

  init(
    run: SiteRun, pack: RulePack, options: AuditOptions, suppressions: RuleSuppression.Table,
    asOf: Day, sitesLinked: @escaping (Int) -> Int
  ) {
    self.run = run
    set = pack.rules
    let hosts = run.profile.hosts
    let guards = LinkGuards(pack: pack, options: options, sites: [run.site])
    self.guards = guards
    run.profile.settle()
    let context = run.profile.context { domain in
      guards.protection(
        listed: domain.lists, authority: domain.authority, traffic: domain.traffic,
        visits: domain.visits) != nil
    }
    self.context = context
    self.sitesLinked = sitesLinked
    func facts(_ domain: SiteProfile.DomainIndex) -> DomainFacts {
      SiteJudgement.facts(of: domain, run, context, sitesLinked)
    }
    var sums = ProfileSums()
    for domain in context.byName { sums.add(facts(domain)) }
    var ruleOptions = options.ruleOptions
    ruleOptions.asOf = asOf
    ruleOptions.profile.add(site: run.site, sums)
    run.profile.addFacts(to: &ruleOptions.profile)
    profile = ruleOptions.profile
    let engine = DomainRuleEngine(set, options: ruleOptions, hosts: hosts)
    let judge = DomainJudge(
      set: set, guards: guards, hostName: { hosts.hostName($0) },
      isSharedHost: { hosts.domain($0).isSharedHost }, policy: options.policy,
      nofollow: options.nofollow)
    self.judge = judge
    decisions = options.decisions
    requests = options.requests
    let kept = options.keptRules[run.site] ?? [:]
    let numbers = Dictionary(
      set.rules.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { $1 })
    alerts = ProfileRuleEngine.fired(set, options: ruleOptions, hosts: hosts)
      .filter { suppressions.suppression(of: $0, domain: run.site) == nil }
    var fired: [Int] = []
    domains.reserveCapacity(context.byName.count)
    for domain in context.byName {
      let facts = facts(domain)
      distributions.add(facts, domain)
      engine.judge(facts, into: &fired)
      var findings = fired.map { DomainFinding(rule: $0, coverage: 1_000) }
      for covered in facts.coveredPages {
        let coverage = min(1_000, covered.pages * 1_000 / max(1, facts.sourcePages))
        findings.append(DomainFinding(rule: covered.rule, coverage: coverage))
      }
      // A smaller sample takes no evidence back.
      for rule in (kept[facts.name] ?? []).compactMap({ numbers[$0] })
      where !findings.contains(where: { $0.rule == rule && Evidence.counts($0) }) {
        findings.append(DomainFinding(rule: rule, coverage: 1_000))
      }
      var suppressed: [(finding: DomainFinding, why: RuleSuppression)] = []
      findings.removeAll { finding in
        let why = suppressions.suppression(of: finding.rule, domain: facts.name)
        if let why { suppressed.append((finding, why)) }
        return why != nil
      }
      let (verdict, veto) = verdict(on: facts, findings: findings)
      if let veto { vetoes.append(("domain:" + facts.name, veto.explanation)) }
      domains.append(
        Judged(
          domain: domain, value: facts.value, findings: findings, suppressed: suppressed,
          verdict: verdict))
    }
  }

  private static func facts(
    of domain: SiteProfile.DomainIndex, _ run: SiteRun, _ context: DomainContext,
    _ sitesLinked: (Int) -> Int
  ) -> DomainFacts {
    run.profile.facts(
      of: domain, in: context, sitesLinked: sitesLinked(run.profile.domainNumber(domain)))
  }

  /// The facts of a domain.
  func facts(of judged: Judged) -> DomainFacts { facts(of: judged.domain) }

  /// The facts of the domain with a number in the profile.
  func facts(of domain: SiteProfile.DomainIndex) -> DomainFacts {
    SiteJudgement.facts(of: domain, run, context, sitesLinked)
  }

  /// The verdict on a domain, and the guard that forbade a graver one.
  func verdict(
    on facts: DomainFacts, findings: [DomainFinding],
    supposing supposition: DomainJudge.Supposition? = nil
  ) -> (DomainVerdict, veto: Veto?) {
    var verdict = judge.verdict(on: facts, findings: findings, supposing: supposition)
    if let decision = decisions[facts.name], let decided = decision.choice.verdict {
      verdict = verdict.softened(to: decided, because: decision.sentence)
    }
    guard verdict.verdict >= .review else { return (verdict, nil) }
    let host = Array(facts.name.utf8)
    if let veto = guards.hardVeto(pageHost: host.span) {
      return (verdict.softened(to: .keep, because: veto.explanation), veto)
    }
    if verdict.verdict == .disavowDomain, let veto = guards.hardVeto(domainEntry: host.span) {
      return (verdict.softened(to: .review, because: veto.explanation), veto)
    }
    return (verdict, nil)
  }

  /// Why a guard forbids an entry, or nil.
  private func veto(of kind: ProposedEntry.Kind) -> Veto? {
    switch kind {
    case .domain(let host):
      let bytes = Array(host.utf8)
      return guards.hardVeto(domainEntry: bytes.span)
    case .url(let url):
      let bytes = Array(url.utf8)
      var host: [UInt8] = []
      guard let parts = try? URLParts(scanning: bytes.span),
        HostName.canonical(bytes.span.extracting(parts.host), into: &host) != nil
      else { return nil }
      return guards.hardVeto(pageHost: host.span)
    }
  }

  /// Goes through the links with a finding in their order, completes the verdicts, and hands every link
  /// to `body` with its own verdict. What is known of a page alone is no link beside those of the page.
  mutating func mergeLinks(_ body: (LinkLine) throws -> Void) throws {
    var place: (number: Int, name: String, facts: DomainFacts)?
    var current: MergedLink?
    var currentKey: [UInt8] = []
    var pageOnly: MergedLink?
    func complete(_ link: MergedLink, _ self: inout SiteJudgement) throws {
      if place?.name != link.domain {
        guard let found = self.place(of: link.domain) else {
          preconditionFailure("a link without its domain")
        }
        place = (found, link.domain, self.facts(of: self.domains[found]))
      }
      guard let place else { return }
      try body(self.complete(link, domain: place.number, place.facts))
    }
    func finish(_ link: MergedLink, _ self: inout SiteJudgement) throws {
      var link = link
      if let known = pageOnly, known.page == link.page {
        link.addExporters(of: known)
        pageOnly?.isRepeated = true
      } else if let alone = pageOnly {
        if !alone.isRepeated { try complete(alone, &self) }
        pageOnly = nil
      }
      if link.isPageOnly { pageOnly = link } else { try complete(link, &self) }
    }
    try run.links.forEach { key, payload in
      if current != nil, SiteJudgement.equal(currentKey.span, key) {
        current?.merge(payload)
        return
      }
      if let link = current { try finish(link, &self) }
      currentKey = key.indices.map { key[$0] }
      current = MergedLink(key: key)
      current?.merge(payload)
    }
    if let link = current { try finish(link, &self) }
    if let alone = pageOnly, !alone.isRepeated { try complete(alone, &self) }
    for index in domains.indices
    where domains[index].verdict.verdict == .disavowURL && domains[index].badURLs.isEmpty
      && goesNowhere.contains(index) && facts(of: domains[index]).liveLinks > 0
    {
      let verdict = domains[index].verdict.withoutEffect
      domains[index].verdict = verdict
      // The reason of a link came before.
      if !domains[index].reason.isEmpty, let softened = verdict.softenedBy {
        domains[index].reason += "; " + softened
      }
    }
    for index in domains.indices where domains[index].reason.isEmpty {
      domains[index].reason = reason(domains[index], nil, linkMessages: [:])
    }
  }

  private static func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }

  /// The line of a link, and what its domain learns from it.
  private mutating func complete(
    _ link: MergedLink, domain: Int, _ facts: DomainFacts
  ) -> LinkLine {
    let judged = domains[domain]
    let weighty = link.findings.keys.filter {
      let role = set.rules[$0].role
      return role == .decisive || role == .evidence
    }
    let isDecisive = weighty.contains { set.rules[$0].role == .decisive }
    let counts = judged.verdict.evidence.linkClass == .clean ? isDecisive : !weighty.isEmpty
    var verdict = judged.verdict.verdict
    if verdict == .disavowURL {
      let isMissing = run.profile.isMissing(
        targetHost: link.targetHost.span, path: link.targetPath.span)
      if isMissing { goesNowhere.insert(domain) }
      if counts && link.isEffective && !isMissing {
        for source in link.sortedSources where !source.isEmpty {
          if domains[domain].badURLs.count < SiteJudgement.mostURLs,
            !domains[domain].badURLs.contains(source)
          {
            domains[domain].badURLs.append(source)
          }
        }
      } else {
        verdict = weighty.isEmpty ? .keep : .ignore
      }
    }
    if judged.reason.isEmpty && !weighty.isEmpty {
      domains[domain].reason = reason(judged, facts, linkMessages: link.findings)
    }
    let rules = link.findings.keys.sorted()
    let heaviest = rules.max { set.rules[$0].weight < set.rules[$1].weight }
    var line = LinkLine(
      sourceURL: link.sourceURL, targetURL: link.targetURL, verdict: verdict,
      sourceDomain: link.domain)
    line.anchor = link.anchor
    line.score = judged.verdict.evidence.score
    line.rules = rules.map { set.rules[$0].id }
    line.messages = rules.map { link.findings[$0] ?? "" }
    line.reason = heaviest.flatMap { link.findings[$0] } ?? ""
    line.firstSeen = link.firstSeen.map(Moment.init(rawValue:))
    line.lastSeen = link.lastSeen.map(Moment.init(rawValue:))
    line.exporters = run.names(ofTools: link.tools)
    if !rules.isEmpty, judged.samples.count < SiteJudgement.mostSamples {
      var sample = DomainEvidence.Sample(
        sourceURL: line.sourceURL, targetURL: line.targetURL, anchor: line.anchor)
      sample.firstSeen = line.firstSeen
      sample.isFollowed = facts.isRelUnknown ? nil : link.isEffective
      if facts.exampleSource == line.sourceURL { sample.title = facts.exampleTitle }
      domains[domain].samples.append(sample)
    }
    return line
  }

  // MARK: Entries

  /// The lines that the verdicts ask for; entries that a hard guard forbids become vetoes.
  mutating func proposals() -> [ProposedEntry] {
    let hosts = run.profile.hosts
    var proposals: [ProposedEntry] = []
    for judged in domains where judged.verdict.verdict.isDisavow {
      let evidence = judged.verdict.evidence
      let rule = leadingRule(judged)
      let name = name(of: judged)
      var kinds: [ProposedEntry.Kind] = []
      switch judged.verdict.verdict {
      case .disavowDomain: kinds = [.domain(name)]
      case .disavowHost:
        kinds = judged.verdict.disavowedHosts.map { .domain(hosts.hostName($0)) }
      default: kinds = judged.badURLs.map { .url($0) }
      }
      for kind in kinds {
        let proposal = ProposedEntry(
          kind: kind, domain: name, rule: rule, score: evidence.score)
        if let veto = veto(of: kind) {
          vetoes.append((proposal.text, veto.explanation))
        } else {
          proposals.append(proposal)
        }
      }
    }
    return addDecisions(to: proposals)
  }

  /// Adds the lines that the user decided on, whether there are links or not.
  private mutating func addDecisions(to proposals: [ProposedEntry]) -> [ProposedEntry] {
    var lines: [ProposedEntry.Kind: ProposedEntry] = [:]
    for decision in decisions.values.sorted(by: { $0.subject < $1.subject })
    where decision.choice == .disavow {
      let kind: ProposedEntry.Kind =
        decision.isPage ? .url(decision.subject) : .domain(decision.subject)
      if let veto = veto(of: kind) {
        vetoes.append((DisavowLine.text(of: kind), veto.explanation))
        continue
      }
      let domain = run.profile.hosts.domain(ofSubject: decision.subject)
      var line = ProposedEntry(
        kind: kind, domain: domain ?? decision.subject, rule: decision.group, score: 100_000)
      line.reason = decision.sentence
      lines[kind] = line
    }
    let kept = Set(
      decisions.values.filter { $0.isPage && $0.choice != .disavow }.map {
        ProposedEntry.Kind.url($0.subject)
      })
    return proposals.filter { lines[$0.kind] == nil && !kept.contains($0.kind) }
      + lines.values.sorted { DisavowLine.text(of: $0.kind) < DisavowLine.text(of: $1.kind) }
  }

  /// What the owner of the site should know of it, the gravest first.
  var ownAlerts: [AuditSummary.Alert] {
    alerts.map { set.rules[$0] }
      .sorted { ($1.severity, $0.id) < ($0.severity, $1.id) }
      .map { rule in
        AuditSummary.Alert(
          rule.severity, rule.message.rendered { LinkValues.text($0, profile) })
      }
  }
}
