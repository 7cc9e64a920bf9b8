/// Entries that stand for several: a host for many of its pages, a domain for many of its
/// sub-domains.
///
/// They widen the file, so they are made only when they are asked for, and never where the checks
/// name no domain to roll up to: on a platform, or under a guard.
struct RollUps {
  private let checks: DisavowChecks
  /// Hosts and domains that may become entries.
  private var targets = EntryTable()
  /// By the number of a target: its pages, and its sub-domains.
  private var pages: [Int] = []
  private var subdomains: [Int] = []
  private var lines: [Int] = []
  private var order: [Int] = []
  private let least: Int

  /// Counts the entries of a file.
  ///
  /// - Parameters:
  ///   - document: The file.
  ///   - index: Its entries without the guarded ones.
  ///   - least: How many entries one must stand for.
  ///   - checks: Where hosts may be rolled up to.
  init(
    _ document: DisavowDocument, _ index: CoverageIndex, from least: Int, _ checks: DisavowChecks
  ) {
    self.checks = checks
    self.least = max(2, least)
    // Pages first: a host that they become is a sub-domain that counts.
    for number in 0..<index.count where index.kind(number) == .url {
      let url = index.value(number)
      let host = url.extracting(HostBytes.host(ofPage: url))
      if checks.rollUpStart(host) != nil, index.number(overHost: host) == nil {
        pages[add(host)] += 1
      }
    }
    for number in 0..<targets.count where isRolledUp(number) {
      var host: [UInt8] = []
      host.append(contentsOf: targets.bytes(number))
      countDomain(of: host.span)
    }
    for number in 0..<index.count where index.kind(number) == .domain {
      if index.number(above: index.value(number), .domain) == nil {
        countDomain(of: index.value(number))
      }
    }
  }

  private mutating func countDomain(of host: Span<UInt8>) {
    guard let start = checks.rollUpStart(host), start > 0 else { return }
    subdomains[add(host.extracting(start...))] += 1
  }

  private mutating func add(_ target: Span<UInt8>) -> Int {
    let (number, isNew) = targets.insert(target)
    if isNew {
      pages.append(0)
      subdomains.append(0)
      lines.append(0)
    }
    return number
  }

  private func isRolledUp(_ number: Int) -> Bool {
    pages[number] >= least || subdomains[number] >= least
  }

  /// The number of the target that stands for an entry.
  private func target(of value: Span<UInt8>, _ kind: DisavowDocument.Line.Kind) -> Int? {
    let host = kind == .url ? value.extracting(HostBytes.host(ofPage: value)) : value
    guard let start = checks.rollUpStart(host) else { return nil }
    if let number = targets.number(of: host.extracting(start...)), isRolledUp(number) {
      return number
    }
    guard kind == .url, let number = targets.number(of: host), isRolledUp(number) else {
      return nil
    }
    return number
  }

  /// The entry that stands for an entry, and whether this is the first line that it replaces; `nil`
  /// when the entry stands for itself.
  mutating func entry(
    for value: Span<UInt8>, _ kind: DisavowDocument.Line.Kind
  ) -> (entry: DisavowEntry, isFirst: Bool)? {
    guard let number = target(of: value, kind) else { return nil }
    lines[number] += 1
    if lines[number] == 1 { order.append(number) }
    return (entry(ofTarget: number), lines[number] == 1)
  }

  private func entry(ofTarget number: Int) -> DisavowEntry {
    .domain(String(decoding: targets.bytes(number), as: UTF8.self))
  }

  /// The entries asked for so far, with the lines that each replaces.
  var entries: [(entry: DisavowEntry, lines: Int)] {
    order.map { (entry(ofTarget: $0), lines[$0]) }
  }
}
