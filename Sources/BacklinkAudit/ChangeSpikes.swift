import CalendarTime
import LinkLedger
import LinkModel
import LinkProfile
import LinkReports
import LinkRules

/// Weeks in which far more referring domains came than in the eight before.
///
/// A time is a week from Monday, or as many weeks as lie between exports that give no days themselves:
/// else each of those would look like a wave.
struct ChangeSpikes {
  /// By day.
  private(set) var spikes: [ChangeReport.Spike] = []
  private static let before = 8
  private static let longest: Int32 = 91

  init(
    _ snapshots: LinkSnapshots, _ changes: LinkChanges, _ judged: JudgedDomains, pack: RulePack
  ) {
    let new = Set(changes.domains.filter { $0.kind == .new }.map(\.domain))
    if new.isEmpty { return }
    let listed = Set(changes.domains.filter { $0.kind == .listed }.map(\.domain))
    let (days, gap) = snapshots.arrivals()
    guard let oldest = days.map(\.day).min() else { return }
    let length = (min(max(gap, 7), ChangeSpikes.longest) + 6) / 7 * 7
    var members: [Int32: [Int]] = [:]
    for (domain, day) in days where !listed.contains(domain) {
      members[ChangeSpikes.period(day, length), default: []].append(domain)
    }
    for (period, domains) in members.sorted(by: { $0.key < $1.key })
    where domains.contains(where: new.contains) {
      let first = ChangeSpikes.firstDay(period &- Int32(ChangeSpikes.before), length)
      guard first >= oldest else { continue }
      let before = (1...ChangeSpikes.before).map { members[period &- Int32($0)]?.count ?? 0 }
      guard Bursts.isBurst(domains.count, before) else { continue }
      var spike = ChangeReport.Spike(
        first: Day(rawValue: ChangeSpikes.firstDay(period, length)), days: Int(length),
        domains: domains.count, usual: Int(Bursts.median(before.map(Double.init))),
        toxic: domains.count { judged.linkClass(of: snapshots.domains[$0]) == .toxic })
      spike.family = ChangeSpikes.family(
        of: domains.map { judged.rules(of: snapshots.domains[$0]) }, pack)
      spikes.append(spike)
    }
  }

  /// The number of the time that a day lies in; 1 January 1970 was a Thursday.
  private static func period(_ day: Int32, _ length: Int32) -> Int32 {
    let shifted = day &+ 3
    return shifted >= 0 ? shifted / length : (shifted &- length &+ 1) / length
  }

  private static func firstDay(_ period: Int32, _ length: Int32) -> Int32 { period &* length &- 3 }

  /// The family of rules that counts against most domains; of equal ones the first by its id.
  private static func family(
    of rules: [[String]], _ pack: RulePack
  ) -> (id: String, title: String, domains: Int)? {
    let families = Dictionary(
      pack.rules.rules.map { ($0.id, $0.family) }, uniquingKeysWith: { first, _ in first })
    var counts: [String: Int] = [:]
    for ids in rules {
      for family in Set(ids.compactMap { families[$0] }) { counts[family, default: 0] += 1 }
    }
    guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
    let title = pack.families.first { $0.id == most.key }?.title ?? most.key
    return (most.key, title, most.value)
  }
}
