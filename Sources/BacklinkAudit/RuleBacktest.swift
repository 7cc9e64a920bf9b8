package import DisavowFile
import HostLists
import LinkModel
import LinkProfile
import LinkRules

/// What the rules did on inputs, held against a disavow file of the user when there is one.
package struct RuleBacktest: Sendable {
  /// What one rule did.
  package struct Performance: Sendable {
    package let rule: String
    package let family: String
    package let role: String
    package let weight: Int
    /// Referring domains on which it fired, for rules about links also on few of the links.
    package let domains: Int
    /// Of them those on which it counts.
    package let counted: Int
    /// Of them those that would have another verdict without it.
    package let decided: Int
    /// Of the domains on which it counts those that the file names.
    package let listed: Int
    /// Of those that the file names, and that the rules disavow, those with another verdict without it.
    package let decidedListed: Int
  }

  /// Two rules that nearly always fire together.
  package struct Overlap: Sendable {
    package let rules: [String]
    /// Domains on which both fire, and on which one of them does.
    package let both: Int
    package let either: Int
  }

  /// A rule that decides nothing beside another that fires wherever it does.
  package struct Shadow: Sendable {
    package let rule: String
    package let by: String
  }

  /// Referring domains of all sites; of one that links to two sites each counts.
  package private(set) var domains = 0
  /// Of them those that the rules disavow, as a whole or in part.
  package private(set) var disavowed = 0
  /// Of them those that the rules want reviewed.
  package private(set) var reviewed = 0
  /// Of them those that the file names, or pages of which it names; nil without a file.
  package private(set) var listed: Int?
  package private(set) var listedDisavowed = 0
  package private(set) var listedReviewed = 0
  /// Rules that fired, by name.
  package private(set) var rules: [Performance] = []
  /// Rules that ran and never fired, by name.
  package private(set) var silent: [String] = []
  package private(set) var overlaps: [Overlap] = []
  package private(set) var shadows: [Shadow] = []

  /// Shares of fewer domains say little.
  private static let fewest = 3

  fileprivate struct Fired {
    var domains: [Int] = []
    var counted = 0
    var decided = 0
    var listed = 0
    var decidedListed = 0
  }

  fileprivate init(_ audit: Audit, file: DisavowDocument?) {
    let set = audit.pack.rules
    let listing = file.map { Listing($0, audit) }
    listed = listing == nil ? nil : 0
    var fired = [Fired](repeating: Fired(), count: set.rules.count)
    for site in audit.sites {
      guard let judgement = audit.judgement(on: site) else { continue }
      for judged in judgement.domains {
        let isListed = listing?.names(judgement.name(of: judged)) ?? false
        let verdict = judged.verdict.verdict
        disavowed += verdict.isDisavow ? 1 : 0
        reviewed += verdict == .review ? 1 : 0
        if isListed {
          listed = (listed ?? 0) + 1
          listedDisavowed += verdict.isDisavow ? 1 : 0
          listedReviewed += verdict == .review ? 1 : 0
        }
        for finding in judged.findings {
          fired[finding.rule].domains.append(domains)
          guard Evidence.counts(finding) else { continue }
          fired[finding.rule].counted += 1
          fired[finding.rule].listed += isListed ? 1 : 0
          let rest = judged.findings.filter { $0.rule != finding.rule }
          guard
            judgement.verdict(on: judgement.facts(of: judged), findings: rest).0.verdict != verdict
          else { continue }
          fired[finding.rule].decided += 1
          fired[finding.rule].decidedListed += isListed && verdict.isDisavow ? 1 : 0
        }
        domains += 1
      }
    }
    let ran = set.rules.indices.filter {
      audit.options.statuses.contains(set.rules[$0].status)
        && (set.rules[$0].scope == .link || set.rules[$0].scope == .domain)
    }
    silent = ran.filter { fired[$0].domains.isEmpty }.map { set.rules[$0].id }
    let loud = ran.filter { !fired[$0].domains.isEmpty }
    rules = loud.map { number in
      let (rule, fired) = (set.rules[number], fired[number])
      return Performance(
        rule: rule.id, family: rule.family, role: rule.role.rawValue, weight: rule.weight,
        domains: fired.domains.count, counted: fired.counted, decided: fired.decided,
        listed: fired.listed, decidedListed: fired.decidedListed)
    }
    compare(loud.filter { fired[$0].domains.count >= RuleBacktest.fewest }, fired, set)
  }

  /// Finds rules that fire together, and those that another leaves nothing to do.
  private mutating func compare(_ numbers: [Int], _ fired: [Fired], _ set: RuleSet) {
    let sets = Dictionary(uniqueKeysWithValues: numbers.map { ($0, Set(fired[$0].domains)) })
    for (place, one) in numbers.enumerated() {
      for other in numbers[(place + 1)...] {
        guard let left = sets[one], let right = sets[other] else { continue }
        let both = left.intersection(right).count
        let either = left.count + right.count - both
        if both * 10 >= either * 9 {
          overlaps.append(
            Overlap(rules: [set.rules[one].id, set.rules[other].id], both: both, either: either))
        }
      }
      let weight = set.rules[one].weight
      let shadow = numbers.first { other in
        other != one && set.rules[other].family == set.rules[one].family
          && (set.rules[other].weight, one) > (weight, other)
          && sets[one].map { left in sets[other].map(left.isSubset) ?? false } ?? false
      }
      if fired[one].decided == 0, let shadow {
        shadows.append(Shadow(rule: set.rules[one].id, by: set.rules[shadow].id))
      }
    }
  }
}

/// The referring domains that a disavow file names as a whole or in part.
private struct Listing {
  private let index: CoverageIndex
  private var domains: Set<String> = []

  init(_ file: DisavowDocument, _ audit: Audit) {
    index = CoverageIndex(file)
    for (_, entry) in file.entries {
      let host = Array(entry.host.utf8)
      domains.insert(audit.hosts.domainName(audit.hosts.domain(of: host.span)))
    }
  }

  func names(_ domain: String) -> Bool {
    domains.contains(domain) || index.covers(host: domain) != nil
  }
}

extension Audit {
  /// What the rules did on all sites, after all inputs were read.
  ///
  /// - Parameter file: A disavow file that the verdicts are held against, or nil.
  /// - Returns: The counts of all rules.
  package func backtest(against file: DisavowDocument?) -> RuleBacktest {
    RuleBacktest(self, file: file)
  }

  /// The judgement on a site that has inputs.
  func judgement(on site: String) -> SiteJudgement? {
    run(site).map { run in
      SiteJudgement(
        run: run, pack: pack, options: options, suppressions: suppressions, asOf: asOf,
        sitesLinked: { self.sitesLinked(byDomain: $0) })
    }
  }
}
