import CalendarTime
import LinkModel
import OutputText

extension AuditSummary {
  /// What a reader should do, before any number.
  public enum Advice: Equatable, Sendable {
    /// The inputs hold no backlinks.
    case noBacklinks
    /// The file would cost too much; the clause says why.
    case held(because: String)
    /// Nothing is worth disavowing.
    case nothing(toReview: Int)
    /// The previous file already has every entry.
    case nothingNew
    /// Only entries of an earlier file are left to upload.
    case earlierEntries(Int)
    /// So many domains are worth disavowing.
    case disavow(domains: Int)
  }

  /// What to do.
  public var advice: Advice {
    if let reason = disavow.heldBecause { return .held(because: reason) }
    if disavow.entries == 0 {
      return domains == 0 ? .noBacklinks : .nothing(toReview: verdicts[.review] ?? 0)
    }
    if disavow.added == 0, (disavow.removed ?? 0) == 0 { return .nothingNew }
    return disavowDomains == 0
      ? .earlierEntries(disavow.entries) : .disavow(domains: disavowDomains)
  }

  /// The advice, after what the site itself needs.
  var headline: String {
    let needsCare = alerts.contains { $0.severity == .high }
    return (needsCare ? "Your own site needs attention first. " : "") + advice.description
  }

  /// Domains of which a link, a host or all is to disavow.
  public var disavowDomains: Int {
    verdicts.reduce(0) { $0 + ($1.key.isDisavow ? $1.value : 0) }
  }

  /// True when an input is capped or damaged, so that there is more than the numbers say.
  public var isLowerBound: Bool {
    inputs.contains { $0.cap != nil || $0.isDamaged }
  }

  /// Rows and lines that could not be used.
  public var rejected: Int {
    inputs.reduce(0) { $0 + $1.counts.rejectedTotal }
  }

  /// Rows of exports that link to no audited site.
  public var rowsOfOtherSites: Int {
    inputs.filter { $0.kind == .export }.reduce(0) {
      $0 + ($1.counts.skipped["other target"] ?? 0)
    }
  }

  /// Warnings that belong above everything else, the file's cost first.
  var warnings: [Alert] {
    var warnings: [Alert] = []
    if disavow.heldBecause == nil, disavow.valueShare > 100 {
      let share = Words.percent(disavow.valueShare)
      warnings.append(
        Alert(.high, "The disavow file discounts \(share) of the link value: read it line by line.")
      )
    }
    if !disavow.strongestHit.isEmpty {
      let names = Words.list(disavow.strongestHit, total: disavow.strongestHit.count)
      warnings.append(Alert(.high, "The disavow file discounts \(strongestHits): \(names)."))
    }
    if disavow.overflow > 0 {
      let entries = Words.count(disavow.overflow, "entry", "entries")
      warnings.append(
        Alert(.medium, "\(entries) did not fit into the file: see disavow.overflow.txt."))
    }
    let capped = inputs.compactMap { input in
      input.cap.map { "\(input.name) (\(DecimalText.grouped($0)) rows)" }
    }
    if !capped.isEmpty {
      let names = Words.list(capped, total: capped.count)
      warnings.append(
        Alert(
          .medium,
          "There are probably more links than were exported: \(names) "
            + "\(capped.count == 1 ? "ends" : "end") where exports are cut. Export in parts, or add "
            + "another exporter."))
    }
    return warnings + alerts + waves
  }

  /// The newest burst of the last half year, when most of it is toxic.
  private var waves: [Alert] {
    guard let now = MonthName.number(String(asOf.description.prefix(7))) else { return [] }
    let recent = bursts.first { burst in
      let month = MonthName.number(burst.month) ?? 0
      return burst.toxic * 2 >= burst.domains && now - month <= 6
    }
    guard let recent else { return [] }
    return [Alert(.medium, "A wave of new links: \(recent).")]
  }

  /// Which of the strongest domains the file discounts: `none of your 100 strongest domains`.
  var strongestHits: String {
    let hits = disavow.strongestHit.count
    let known = max(strongest.count, hits)
    if known == 1 {
      return (hits == 0 ? "not " : "") + "your strongest domain"
    }
    return "\(hits == 0 ? "none" : String(hits)) of your \(known) strongest domains"
  }
}

extension AuditSummary.Advice: CustomStringConvertible {
  /// One sentence: `63 domains are worth disavowing.`
  public var description: String {
    switch self {
    case .noBacklinks:
      "No backlinks were found in the input."
    case .held(let reason): "Do not upload yet: the file was held back because \(reason)."
    case .nothing(toReview: 0): "You probably do not need to upload anything."
    case .nothing(let count):
      "You probably do not need to upload anything; \(Words.count(count, "domain")) "
        + "\(count == 1 ? "is" : "are") worth a look."
    case .nothingNew: "Nothing new to upload: the previous file already has every entry."
    case .earlierEntries(let count):
      "Nothing new is worth disavowing; the file keeps "
        + "\(Words.count(count, "earlier entry", "earlier entries"))."
    case .disavow(domains: 1): "1 domain is worth disavowing."
    case .disavow(let count): "\(DecimalText.grouped(count)) domains are worth disavowing."
    }
  }
}
