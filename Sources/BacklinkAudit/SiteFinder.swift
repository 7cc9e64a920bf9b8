import HostLists
import LinkModel

/// Tells to which site the rows of one input belong, and whether a source is the user's own.
///
/// Rows come by the million and hosts by the thousand, so each host is asked about once.
struct SiteFinder {
  /// The sites that a row may belong to.
  let sites: [String]
  /// The site of rows that name no target, as a number of ``sites``.
  private let defaultSite: Int?
  /// Hosts that are the user's beside the sites.
  private let own: [String]
  private let hosts: HostTable
  /// The site of each target host by its number, plus two; 1: none; 0: not asked yet.
  private var targets: [Int32] = []
  /// For each site whether each source host is the user's own: 2 yes, 1 no, 0 not asked yet.
  private var sources: [[UInt8]]

  /// - Parameters:
  ///   - defaultSite: The site of rows that name no target.
  ///   - sites: The sites that the user asked for.
  ///   - own: Hosts that are the user's too.
  ///   - hosts: Where hosts are numbered.
  init(default defaultSite: String?, sites: [String], own: [String], hosts: HostTable) {
    self.sites = (defaultSite.map { [$0] } ?? []) + sites.filter { $0 != defaultSite }
    self.defaultSite = defaultSite == nil ? nil : 0
    self.own = own
    self.hosts = hosts
    sources = Array(repeating: [], count: self.sites.count)
  }

  /// The number among ``sites`` of the site that a row links to, or nil when it links elsewhere.
  mutating func site(ofTarget host: Int?) -> Int? {
    guard let host else { return defaultSite }
    SiteFinder.extend(&targets, to: host)
    if targets[host] == 0 {
      let name = hosts.hostName(host)
      let site = sites.firstIndex { Hosts.isHost(name, atOrBelow: $0) }
      targets[host] = Int32((site ?? -1) + 2)
    }
    return targets[host] == 1 ? nil : Int(targets[host]) - 2
  }

  /// Whether a source is a page of the user's own.
  mutating func isOwn(source host: Int, site: Int) -> Bool {
    SiteFinder.extend(&sources[site], to: host)
    if sources[site][host] == 0 {
      let name = hosts.hostName(host)
      let isOwn =
        Hosts.isHost(name, atOrBelow: sites[site])
        || own.contains { Hosts.isHost(name, atOrBelow: $0) }
      sources[site][host] = isOwn ? 2 : 1
    }
    return sources[site][host] == 2
  }

  private static func extend<Value: BinaryInteger>(_ values: inout [Value], to index: Int) {
    guard index >= values.count else { return }
    values += repeatElement(0, count: max(index + 1, values.count * 2) - values.count)
  }
}

/// Comparing hosts by label.
enum Hosts {
  /// Whether a canonical host is `parent` or a host below it.
  static func isHost(_ host: String, atOrBelow parent: String) -> Bool {
    host == parent || host.hasSuffix("." + parent)
  }
}
