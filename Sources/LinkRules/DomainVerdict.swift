package import LinkModel
package import LinkProfile
package import LinkSafety

/// The verdict on one referring domain, and how it came about.
///
/// An object, because most domains share one: nothing was found and nothing protects them.
package final class DomainVerdict: Sendable {
  package let verdict: Verdict
  package let evidence: Evidence
  /// What softened the verdict, in words; nil when nothing did.
  package let softenedBy: String?
  /// Why an ignored domain needs nothing, in a word or two: `nofollow`.
  package let ignoredAs: String?
  /// The protection that the domain has, whether it mattered or not.
  package let protection: Veto?
  /// What a careful user could write instead, when the domain is toxic and protected.
  package let proposedHosts: [Int]
  /// Hosts to disavow, when the verdict is `disavow-host`: numbers in the host table.
  package let disavowedHosts: [Int]

  init(
    verdict: Verdict, evidence: Evidence, softenedBy: String?, ignoredAs: String?,
    protection: Veto?, proposedHosts: [Int], disavowedHosts: [Int]
  ) {
    self.verdict = verdict
    self.evidence = evidence
    self.softenedBy = softenedBy
    self.ignoredAs = ignoredAs
    self.protection = protection
    self.proposedHosts = proposedHosts
    self.disavowedHosts = disavowedHosts
  }

  /// The verdict after a guard forbade it.
  package func softened(to verdict: Verdict, because reason: String) -> DomainVerdict {
    DomainVerdict(
      verdict: verdict, evidence: evidence, softenedBy: reason, ignoredAs: nil,
      protection: protection, proposedHosts: proposedHosts, disavowedHosts: [])
  }
}

extension DomainVerdict {
  /// The verdict when every bad link turns out to go to a page that was never there.
  package var withoutEffect: DomainVerdict {
    DomainVerdict(
      verdict: .ignore, evidence: evidence,
      softenedBy: "without effect: every bad link goes to a page that answers 404 or 410",
      ignoredAs: "to pages that are gone", protection: protection, proposedHosts: [],
      disavowedHosts: [])
  }
}

/// Draws the verdict: class × exposure × protection × policy.
package struct DomainJudge {
  let set: RuleSet
  let guards: LinkGuards
  let hosts: (Int) -> String
  let isSharedHost: (Int) -> Bool
  package let policy: Policy
  /// What happens to spam whose links are nofollow: `ignore`, `review` at most, or what befalls followed
  /// links.
  let nofollow: Verdict
  /// What most domains get.
  private let nothingFound: DomainVerdict

  package init(
    set: RuleSet, guards: LinkGuards, hostName: @escaping (Int) -> String,
    isSharedHost: @escaping (Int) -> Bool, policy: Policy = .clean, nofollow: Verdict = .ignore
  ) {
    self.set = set
    self.guards = guards
    hosts = hostName
    self.isSharedHost = isSharedHost
    self.policy = policy
    self.nofollow = nofollow
    nothingFound = DomainVerdict(
      verdict: .keep, evidence: Evidence([], in: set), softenedBy: nil, ignoredAs: nil,
      protection: nil, proposedHosts: [], disavowedHosts: [])
  }

  /// The same judge under another policy.
  package func under(_ policy: Policy) -> DomainJudge {
    DomainJudge(
      set: set, guards: guards, hostName: hosts, isSharedHost: isSharedHost, policy: policy,
      nofollow: nofollow)
  }

  private static let victimURLs = 3
  /// Families whose findings somebody else put on the site.
  private static let victimFamilies: Set<String> = ["hacked-page", "comment-spam"]
  private static let nofollowOnly = (
    word: "nofollow", sentence: "without effect: no link is followed"
  )
  private static let manualActionFamilies: Set<String> = [
    "paid-placement", "directory", "sitewide", "comment-spam",
  ]

  /// What could be otherwise with a domain than it is.
  package enum Supposition: Sendable {
    /// Nothing protects it.
    case isUnprotected
    /// One of its links is live and followed.
    case isEffective
  }

  /// The verdict on a domain.
  package func verdict(
    on facts: DomainFacts, findings: [DomainFinding], supposing supposition: Supposition? = nil
  ) -> DomainVerdict {
    let protection =
      supposition == .isUnprotected
      ? nil
      : guards.protection(
        of: facts.name, listed: facts.lists, authority: facts.authority,
        pageAuthority: facts.number(.pageScore), traffic: facts.traffic, visits: facts.visits)
    let decisive = nofollow.isDisavow ? facts.decisiveLiveLinks : facts.decisiveLinks
    if findings.isEmpty, protection == nil, decisive == 0 { return nothingFound }
    let evidence = Evidence(findings, in: set)
    func result(
      _ verdict: Verdict, _ softenedBy: String? = nil, ignoredAs: String? = nil,
      hosts: [Int] = [], proposed: [Int] = []
    ) -> DomainVerdict {
      DomainVerdict(
        verdict: verdict, evidence: evidence, softenedBy: softenedBy, ignoredAs: ignoredAs,
        protection: protection,
        proposedHosts: proposed, disavowedHosts: hosts)
    }

    switch evidence.linkClass {
    case .noise:
      return result(
        .ignore, "harmless: nothing to do", ignoredAs: "harmless copies and redirectors")
    case .clean:
      guard decisive > 0 else { return result(.keep) }
      // A few bad links on a good domain: their URLs, unless the domain is protected.
      return protection.map { result(.review, "protected: \($0.explanation)") }
        ?? result(.disavowURL)
    case .suspicious, .toxic: break
    }
    if supposition != .isEffective, let reason = withoutEffect(facts) {
      return result(.ignore, reason.sentence, ignoredAs: reason.word)
    }
    let (grain, grainHosts) = grain(of: facts, findings, evidence)
    if let protection {
      // A name with the brand may be the owner's or an impostor's: the owner knows.
      if evidence.linkClass == .suspicious {
        let verdict: Verdict = protection.reason == .brand ? .review : .keep
        return result(verdict, "protected: \(protection.explanation)")
      }
      return result(.review, "protected: \(protection.explanation)", proposed: grainHosts)
    }
    if policy == .watch && !evidence.isDecisive {
      return result(.review, "policy watch disavows decisive evidence only")
    }
    if supposition != .isEffective, nofollow == .review, facts.followedLinks == 0 {
      return result(.review, DomainJudge.nofollowOnly.sentence)
    }
    if evidence.linkClass == .suspicious {
      let counts = evidence.families.contains {
        DomainJudge.manualActionFamilies.contains($0.family) && $0.weight >= 30
      }
      guard policy == .manualAction && counts else { return result(.review) }
    }
    if facts.isRelUnknown && !evidence.isDecisive {
      return result(.review, "no exporter says whether the links are followed")
    }
    return result(grain, hosts: grainHosts)
  }

  private func withoutEffect(_ facts: DomainFacts) -> (word: String, sentence: String)? {
    if facts.liveLinks == 0 { return ("lost", "without effect: every link is lost") }
    if facts.areTargetsDead {
      return ("to pages that are gone", "without effect: every target answers 404 or 410")
    }
    return facts.followedLinks == 0 && nofollow == .ignore ? DomainJudge.nofollowOnly : nil
  }

  /// The narrowest grain that carries the evidence.
  ///
  /// Findings on the domain itself speak of all its hosts and links, findings on links of those links
  /// only. Where the first alone make the class, the whole domain is meant; else the links are.
  private func grain(
    of facts: DomainFacts, _ findings: [DomainFinding], _ evidence: Evidence
  ) -> (Verdict, [Int]) {
    if isSharedHost(facts.number) { return (.disavowURL, []) }
    // A victim keeps the rest of its site, also when the planted page stands on many victims.
    let isVictim = findings.contains {
      DomainJudge.victimFamilies.contains(set.rules[$0.rule].family) && Evidence.counts($0)
    }
    if isVictim && facts.sourcePages <= DomainJudge.victimURLs { return (.disavowURL, []) }
    let ownFindings = findings.filter { set.rules[$0.rule].scope == .domain }
    let isWhole = Evidence(ownFindings, in: set).linkClass == evidence.linkClass
    if !isWhole && facts.cleanLiveLinks > facts.badLinks { return (.disavowURL, []) }
    let evidenceHosts =
      isWhole || facts.badHosts.isEmpty ? facts.linkingHosts : facts.badHosts
    let isBelow = evidenceHosts.allSatisfy { host in
      let name = hosts(host)
      return name != facts.name && name != "www." + facts.name
    }
    return isBelow && !evidenceHosts.isEmpty
      ? (.disavowHost, evidenceHosts) : (.disavowDomain, evidenceHosts)
  }
}
