package import DisavowFile
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
      ownSites: sites + options.sites + options.own, allowed: options.allowed,
      brands: brands + labels, suffixes: pack.suffixes, lists: pack.hostLists)
  }
}

/// What `disavow lint` knows beside the file.
package enum DisavowGuards {
  /// The hard guards, with the words of disavow diagnostics.
  package static func checks(pack: RulePack, options: AuditOptions) -> DisavowChecks {
    let guards = LinkGuards(pack: pack, options: options, sites: options.sites)
    let suffixes = pack.suffixes
    return DisavowChecks(
      guardReason: { entry in
        guard case .domain(let host) = entry, !entry.isAddress else { return nil }
        let bytes = Array(host.utf8)
        guard let veto = guards.hardVeto(domainEntry: bytes.span) else { return nil }
        return DisavowChecks.Guard(code: code(veto.reason), message: veto.explanation)
      },
      hasKnownTopLevel: { host in
        let bytes = Array(host.utf8)
        guard let found = suffixes.registrable(bytes.span) else { return true }
        return found.isListed || found.kind != nil
      })
  }

  private static func code(_ reason: Veto.Reason) -> DisavowCode {
    switch reason {
    case .ownSite: DisavowCode(rawValue: "GUARD_OWN_SITE")
    case .allowed: DisavowCode(rawValue: "GUARD_ALLOWED")
    case .topLevelDomain: DisavowCode(rawValue: "GUARD_TLD")
    case .suffix: DisavowCode(rawValue: "GUARD_PUBLIC_SUFFIX")
    case .platform, .sharedHost: DisavowCode(rawValue: "GUARD_SHARED_HOST")
    default: DisavowCode(rawValue: "GUARD_PROTECTED")
    }
  }
}
