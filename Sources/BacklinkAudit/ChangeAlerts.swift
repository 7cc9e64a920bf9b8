import ByteKeys
import CalendarTime
import LinkLedger
import LinkModel
import LinkProfile
import LinkReports
import OutputText

/// What of the changes somebody should look at.
extension ChangeFinder {
  /// From here on a domain is protected from being disavowed too.
  private static let highAuthority: Int64 = 60_000
  /// The fifth of the domains with the highest authority counts, when so many have one.
  private static let domainsForRanks = 20
  /// A toxic share, and an anchor's, has risen by so many thousandths, and so many domains.
  private static let toxicRise = 50
  private static let anchorRise = 100
  private static let domainRise = 10

  func addAlerts(
    _ changes: LinkChanges, _ snapshots: LinkSnapshots, _ texts: LinkTexts, _ judged: JudgedDomains,
    to report: inout ChangeReport
  ) throws {
    var alerts = try lostAlerts(changes, snapshots, texts, judged)
    for spike in report.spikes {
      let domains = "\(DecimalText.grouped(spike.domains)) new referring domains"
      var message =
        "\(domains) in the \(spike.days) days from \(spike.first), usual are \(spike.usual)"
      if let family = spike.family { message += "; \(family.domains) of them by \(family.title)" }
      alerts.append(
        (
          0,
          alert(
            .spike, spike.toxic * 2 > spike.domains ? .high : .medium, spike.first, nil,
            about: ["\(spike.first)", "\(spike.days)"], message)
        ))
    }
    if let first = report.toxicShares.first, let last = report.toxicShares.last,
      last.share - first.share >= ChangeFinder.toxicRise,
      last.toxic - first.toxic >= ChangeFinder.domainRise
    {
      alerts.append(
        (
          0,
          alert(
            .toxicShare, .medium, last.day, nil, about: ["\(last.share / ChangeFinder.toxicRise)"],
            "\(percent(last.share)) of the referring domains are toxic, \(percent(first.share)) were"
          )
        ))
    }
    for anchor in report.anchors
    where anchor.shift >= ChangeFinder.anchorRise
      && anchor.after - anchor.before >= ChangeFinder.domainRise
    {
      var folded: [UInt8] = []
      let bytes = Array(anchor.anchor.utf8)
      AnchorClassifier.fold(bytes.span, into: &folded)
      alerts.append(
        (
          0,
          alert(
            .anchor, .medium, report.to.day, nil, about: [String(decoding: folded, as: UTF8.self)],
            "the anchor “\(anchor.anchor)” is on \(percent(anchor.shareAfter)) of the referring domains, "
              + "was on \(percent(anchor.shareBefore))")
        ))
    }
    report.alerts = alerts.sorted {
      ($1.1.severity, $1.0, $0.1.day, $0.1.id) < ($0.1.severity, $0.0, $1.1.day, $1.1.id)
    }.map(\.1)
  }

  /// Links and domains that are lost, of domains with a high authority, with the authority.
  private func lostAlerts(
    _ changes: LinkChanges, _ snapshots: LinkSnapshots, _ texts: LinkTexts, _ judged: JudgedDomains
  ) throws -> [(Int64, ChangeReport.Alert)] {
    let least = leastAuthority(snapshots)
    let unwanted = Set(
      try ledger.decisions().filter { $0.choice == .disavow }.map(\.subject))
    var links: [Int: [LinkChanges.Link]] = [:]
    for link in changes.links where link.kind == .lost && !link.isNofollow {
      links[link.domain, default: []].append(link)
    }
    let changed = Set(changes.links.map(\.domain))
    var gone: [Int: Day] = [:]
    for domain in changes.domains where domain.kind == .lost {
      // A domain of which nothing but nofollow links is lost is no loss.
      if links[domain.domain] != nil || !changed.contains(domain.domain) {
        gone[domain.domain] = Day(rawValue: domain.day)
      }
    }
    var alerts: [(Int64, ChangeReport.Alert)] = []
    for domain in Set(links.keys).union(gone.keys).sorted() {
      let authority = snapshots.domains[domain].authority ?? 0
      guard authority >= least else { continue }
      let linkClass = judged.linkClass(of: snapshots.domains[domain])
      if linkClass == .toxic || linkClass == .noise { continue }
      let name = try texts.name(ofDomain: domain)
      if unwanted.contains(name) { continue }
      let isHigh = authority >= ChangeFinder.highAuthority
      let who = "\(name) (authority \(DecimalText.short(thousandths: authority)))"
      if let day = gone[domain] {
        let example = try links[domain]?.first.map { try self.example($0, texts) } ?? ""
        alerts.append(
          (
            authority,
            alert(
              .lostDomain, isHigh ? .high : .medium, day, name, about: [name, "\(day)"],
              "\(who) does not link any more, since \(day)\(example)")
          ))
        continue
      }
      // Most of what a domain is worth stays as long as it links at all.
      for (day, lost) in Dictionary(grouping: links[domain] ?? [], by: \.day)
        .sorted(by: { $0.key < $1.key }) where isHigh
      {
        let day = Day(rawValue: day)
        let count = lost.count == 1 ? "a link" : "\(DecimalText.grouped(lost.count)) links"
        let example = try lost.first.map { try self.example($0, texts) } ?? ""
        alerts.append(
          (
            authority,
            alert(
              .lostLinks, .medium, day, name, about: [name, "\(day)"],
              "\(who) lost \(count) on \(day)\(example)")
          ))
      }
    }
    return alerts
  }

  private func example(_ link: LinkChanges.Link, _ texts: LinkTexts) throws -> String {
    let words = try texts.words(of: link)
    return ": \(words.sourceURL)" + (words.targetURL.map { " → \($0)" } ?? "")
  }

  /// From which authority on a lost link is told.
  private func leastAuthority(_ snapshots: LinkSnapshots) -> Int64 {
    let all = snapshots.domains.filter { $0.isThere(at: 0) }.compactMap(\.authority)
      .filter { $0 > 0 }.sorted()
    guard all.count >= ChangeFinder.domainsForRanks else { return ChangeFinder.highAuthority }
    return min(all[all.count * 4 / 5], ChangeFinder.highAuthority)
  }

  /// An alert whose id is a hash of what it is about.
  private func alert(
    _ kind: ChangeReport.Alert.Kind, _ severity: Severity, _ day: Day, _ domain: String?,
    about: [String], _ message: String
  ) -> ChangeReport.Alert {
    let text = Array(([kind.rawValue, site] + about).joined(separator: "\0").utf8)
    let hash = String(KeyedHash().hash(text.span), radix: 16)
    return ChangeReport.Alert(
      id: String(repeating: "0", count: 16 - hash.utf8.count) + hash, kind: kind,
      severity: severity, day: day, domain: domain, message: message)
  }

  private func percent(_ thousandths: Int) -> String {
    "\(thousandths / 10).\(thousandths % 10)%"
  }
}
