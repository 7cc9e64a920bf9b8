package import DisavowFile
import HostLists
import LinkSafety
import WebAddress

extension LinkGuards {
  /// The guards of an audit of these sites.
  init(pack: RulePack, options: AuditOptions, sites: [String]) {
    let brands = options.brands.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
    let labels = sites.map { site in
      let bytes = Array(site.utf8)
      let start = pack.suffixes.registrable(bytes.span)?.start ?? 0
      return String(decoding: bytes[start...].prefix { $0 != 0x2E }, as: UTF8.self)
    }
    self.init(
      ownSites: sites + options.sites + options.own,
      allowed: options.allowed + options.keptHosts,
      brands: brands + labels, suffixes: pack.suffixes, lists: pack.hostLists)
  }
}

/// What commands on disavow files know beside the file.
package enum DisavowGuards {
  /// The guards and known names, with the words of disavow diagnostics.
  package static func checks(pack: RulePack, options: AuditOptions) -> DisavowChecks {
    checks(LinkGuards(pack: pack, options: options, sites: options.sites), pack: pack)
  }

  static func checks(_ guards: LinkGuards, pack: RulePack) -> DisavowChecks {
    let suffixes = pack.suffixes
    let lists = pack.hostLists
    let reserved = lists.mask(named: "reserved-names")
    return DisavowChecks(
      guardReason: { host, isPage in
        let hard =
          isPage ? guards.hardVeto(pageHost: host) : guards.hardVeto(domainEntry: host)
        if let hard { return reason(hard, isHard: true) }
        if isPage { return nil }
        return guards.softVeto(domainEntry: host).map { reason($0, isHard: false) }
      },
      hasKnownTopLevel: { host in
        guard let found = suffixes.registrable(host) else { return true }
        return found.isListed || found.kind != nil || lists.mask(of: host) & reserved != 0
      },
      rollUpStart: { host in
        guard let found = suffixes.registrable(host), !found.isAddress, !found.isSuffix,
          !found.isSharedHost
        else { return nil }
        let domain = host.extracting(found.start...)
        guard guards.hardVeto(domainEntry: domain) == nil,
          guards.softVeto(domainEntry: domain) == nil
        else { return nil }
        return found.start
      })
  }

  private static func reason(_ veto: Veto, isHard: Bool) -> DisavowChecks.Guard {
    DisavowChecks.Guard(code: code(veto.reason), message: veto.explanation, isHard: isHard)
  }

  private static func code(_ reason: Veto.Reason) -> DisavowCode {
    switch reason {
    case .ownSite: .guardOwnSite
    case .allowed: .guardAllowed
    case .topLevelDomain: .guardTopLevel
    case .suffix: .guardPublicSuffix
    case .platform, .sharedHost: .guardSharedHost
    case .wellKnown: .guardWellKnown
    case .government: .guardGovernment
    case .searchEngine: .guardSearchEngine
    case .cdn: .guardCDN
    case .brand: .guardBrand
    case .authority, .traffic, .visits: .guardProtected
    }
  }
}
