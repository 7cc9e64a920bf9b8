import CalendarTime
import LinkModel
import LinkReports

/// Summaries made by hand.
enum Examples {
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
    Day(year: year, month: month, day: day) ?? Day(rawValue: 0)
  }

  /// Nothing was found.
  static let empty = AuditSummary(site: "quiet.example", asOf: day(2025, 10, 20))

  /// A profile as most are: some spam, some links to look at, one problem of the site itself.
  static let typical: AuditSummary = {
    var summary = AuditSummary(site: "lanternharbour.example", asOf: day(2025, 10, 20))
    var semrush = InputCounts()
    semrush.used = 2_405
    semrush.repaired = ["url-without-scheme": 3]
    semrush.skipped = ["blank": 2, "internal": 14]
    semrush.rejected = ["too-many-fields": 1]
    var console = InputCounts()
    console.used = 1_007
    summary.inputs = [
      AuditSummary.Input(
        name: "semrush.csv", kind: .export, title: "Semrush, Backlinks", counts: semrush),
      AuditSummary.Input(
        name: "gsc.csv", kind: .export, title: "Search Console, Latest links", counts: console),
    ]
    summary.inputs[0].newestDay = day(2025, 10, 1)
    summary.inputs[1].newestDay = day(2025, 10, 20)
    summary.links = 3_412
    summary.domains = 612
    summary.followedDomains = 301
    summary.verdicts = [.keep: 426, .ignore: 118, .review: 5, .disavowURL: 2, .disavowDomain: 61]
    summary.classes = [.clean: 423, .noise: 20, .suspicious: 8, .toxic: 161]
    summary.disavow.entries = 64
    summary.disavow.added = 4
    summary.disavow.removed = 0
    summary.disavow.previousDay = day(2025, 9, 24)
    summary.disavow.keptFromUser = 7
    summary.disavow.vetoes = [("domain:ox.ac.uk", "a university")]
    summary.reviewGroups = [
      AuditSummary.ReviewGroup(
        pattern: "Paid placement",
        domains: ["a.example", "b.example", "c.example", "d.example"],
        example: "a.example marks a post as sponsored and follows \"storm lamps\""),
      AuditSummary.ReviewGroup(
        pattern: "Sitewide link with a commercial anchor", domains: ["e.example"],
        example: "60 pages link with \"cheap storm lamps\""),
    ]
    summary.ignored = [
      AuditSummary.ReasonCount(
        reason: "nofollow", domains: 97, examples: ["n1.example", "n2.example", "n3.example"]),
      AuditSummary.ReasonCount(reason: "lost", domains: 14, examples: ["l1.example"]),
      AuditSummary.ReasonCount(
        reason: "to pages that are 404", domains: 7, examples: ["p1.example"]),
    ]
    summary.protected = [
      AuditSummary.ReasonCount(reason: "a university", domains: 3, examples: ["ox.ac.uk"])
    ]
    summary.families = [
      AuditSummary.FamilyCount(
        family: "page-template", title: "Pages from one template", domains: 58,
        examples: ["t1.example", "t2.example", "t3.example"]),
      AuditSummary.FamilyCount(
        family: "spam-phrase", title: "Words of spam", domains: 1, examples: ["pills.example"]),
    ]
    summary.anchorKinds = [.brand: 2_100, .url: 900, .exact: 12, .other: 400]
    summary.strongest = [
      AuditSummary.StrongDomain(
        domain: "news.example", value: 92_500, verdict: .keep,
        sourceURL: "https://news.example/2025/lamps"),
      AuditSummary.StrongDomain(
        domain: "ox.ac.uk", value: 81_000, verdict: .review,
        sourceURL: "https://ox.ac.uk/~x/list?a=1|2"),
    ]
    summary.strongest += (3...100).map { rank in
      AuditSummary.StrongDomain(
        domain: "s\(rank).example", value: 80_000 - Int64(rank), verdict: .keep,
        sourceURL: "https://s\(rank).example/")
    }
    summary.growth = [("2025-08", 9), ("2025-09", 31)]
    summary.alerts = [
      AuditSummary.Alert(
        .high,
        "600 links use your /clickthrough.php?url= to redirect elsewhere: close it, a disavow cannot."
      )
    ]
    addProfile(to: &summary, "news.example")
    summary.bursts[0].pattern = "Pages from one template"
    summary.suffixListDate = "2025-09-30"
    summary.diagnostics = [
      Diagnostic(.warning, file: "semrush.csv", line: 1_042, "too many fields; row skipped")
    ]
    return summary
  }()

  /// The file would cost too much.
  static let held: AuditSummary = {
    var summary = typical
    summary.disavow.heldBecause = "it would discount 31.0% of the link value"
    summary.disavow.valueShare = 310
    summary.disavow.strongestHit = ["news.example", "ox.ac.uk"]
    return summary
  }()

  /// One input ends where its exporter cuts, another is damaged, and all numbers are one.
  static let capped: AuditSummary = {
    var summary = AuditSummary(site: "capped.example", asOf: day(2025, 10, 20))
    var counts = InputCounts()
    counts.used = 1_000
    summary.inputs = [
      AuditSummary.Input(
        name: "gsc.csv", kind: .export, title: "Search Console, Sample links", counts: counts),
      AuditSummary.Input(name: "access.log.gz", kind: .log, title: "Combined", counts: counts),
    ]
    summary.inputs[0].cap = 1_000
    summary.inputs[1].isDamaged = true
    summary.links = 1
    summary.domains = 1
    summary.followedDomains = 1
    summary.verdicts = [.disavowDomain: 1]
    summary.classes = [.toxic: 1]
    summary.disavow.entries = 1
    summary.disavow.valueShare = 120
    summary.coverage = [
      coverage("ahrefs", domains: 1, only: 0), coverage("gsc", domains: 1, only: 0),
    ]
    return summary
  }()

  /// Fills every part of a profile, with one text wherever a text may stand.
  static func addProfile(to summary: inout AuditSummary, _ text: String) {
    summary.kept = [AuditSummary.ReasonCount(reason: text, domains: 1, examples: [text])]
    summary.changes = [
      AuditSummary.Change(entry: "domain:" + text, isAdded: true, cause: text),
      AuditSummary.Change(entry: text, isAdded: false, cause: text),
    ]
    summary.toxic = [
      AuditSummary.ToxicDomain(
        domain: text, score: 98_500, verdict: .disavowDomain, links: 3, reason: text)
    ]
    summary.ruleTitles = ["spam-phrase": text]
    summary.familyTitles = ["spam-words": text]
    summary.qualifiers.followed = 2
    let counts = [AuditSummary.NamedCount(text, 1)]
    summary.relations = counts
    summary.placements = counts
    summary.topLevels = counts
    summary.languages = counts
    summary.authorities = counts
    summary.bursts = [
      AuditSummary.Burst(month: "2025-09", domains: 31, usual: 5, toxic: 30, pattern: text)
    ]
    summary.networks = [
      AuditSummary.Network(
        footprint: "title", example: text, owners: 5, toxic: 3, members: [text, text])
    ]
    summary.lostLinks = 4
    summary.lostDomains = 1
    summary.strongestLost = [
      AuditSummary.LostDomain(
        domain: text, authority: 55_000, links: 4, lastSeen: nil, sourceURL: text)
    ]
    summary.brokenTargets = [
      AuditSummary.BrokenTarget(targetURL: text, links: 3, domains: 2, sourceURL: text)
    ]
    summary.disavow.best = (text, 1_500)
  }

  static func coverage(_ exporter: String, domains: Int, only: Int) -> AuditSummary.Coverage {
    var coverage = AuditSummary.Coverage(exporter: exporter)
    coverage.domains = domains
    coverage.onlyDomains = only
    coverage.pages = domains * 2
    coverage.onlyPages = only * 2
    coverage.links = domains * 3
    coverage.onlyLinks = only * 3
    return coverage
  }

  /// What a hostile site may put into every text that it controls.
  static let hostileText =
    "<script>x</script>\u{1B}[31m=HYPERLINK(\"u\")\u{202E}|`*_[\n# 日本語\u{9B}2J,\u{7F}"

  /// Strangers wrote every text of it.
  static let hostile: AuditSummary = {
    let text = hostileText
    var summary = AuditSummary(site: text, asOf: day(2025, 10, 20))
    var counts = InputCounts()
    counts.used = 1
    counts.repaired = [text: 1]
    counts.skipped = [text: 1]
    counts.rejected = [text: 1]
    summary.inputs = [AuditSummary.Input(name: text, kind: .log, title: text, counts: counts)]
    summary.inputs[0].cap = 3
    summary.links = 2
    summary.domains = 2
    summary.verdicts = [.review: 1, .disavowDomain: 1, .ignore: 1, .keep: 1]
    summary.disavow.entries = 1
    summary.disavow.strongestHit = [text]
    summary.disavow.heldBecause = text
    summary.disavow.vetoes = [(text, text)]
    summary.disavow.overflow = 1
    summary.reviewGroups = [
      AuditSummary.ReviewGroup(pattern: text, domains: [text], example: text)
    ]
    summary.ignored = [AuditSummary.ReasonCount(reason: text, domains: 1, examples: [text])]
    summary.protected = [AuditSummary.ReasonCount(reason: text, domains: 1, examples: [text])]
    summary.families = [
      AuditSummary.FamilyCount(family: text, title: text, domains: 1, examples: [text])
    ]
    summary.strongest = [
      AuditSummary.StrongDomain(domain: text, value: 1, verdict: .keep, sourceURL: text)
    ]
    summary.growth = [(text, 1)]
    summary.alerts = [AuditSummary.Alert(.low, text)]
    summary.referrals = AuditSummary.Referrals(
      hits: 7, hosts: 2,
      strongest: [AuditSummary.ReferringHost(host: text, kind: text, hits: 5)])
    summary.ghostReferrers = [
      AuditSummary.GhostReferrer(host: text, hits: 3, rules: [text], reason: text)
    ]
    summary.reclamation = [
      AuditSummary.MissingPage(targetURL: text, hits: 2, hosts: 1, sourceURL: text)
    ]
    addProfile(to: &summary, text)
    summary.suffixListDate = text
    summary.diagnostics = [Diagnostic(.error, file: text, line: 1, column: 2, text)]
    summary.coverage = [
      coverage(hostileText, domains: 2, only: 1), coverage("gsc", domains: 9, only: 8),
    ]
    return summary
  }()

  static let all = [empty, typical, held, capped, hostile]
}
