extension LinkChanges {
  /// How many referring domains use an anchor.
  package struct AnchorUse: Sendable {
    /// A link that has it, in the ledger.
    let key: Int64
    package let before: Int
    package let after: Int
  }

  /// How many referring domains use each anchor, by the reports that were there before: a new exporter
  /// would move every share.
  ///
  /// - Returns: The anchors whose number changed, and how many domains have an anchor at all.
  package func anchorUses() -> (uses: [AnchorUse], before: Int, after: Int) {
    var counts = [(key: Int64, before: Int, after: Int)](
      repeating: (.max, 0, 0), count: snapshots.anchorCount)
    var totals = (before: 0, after: 0)
    var rows = snapshots.rows[...]
    while let first = rows.first {
      let own = rows.prefix { $0.domain == first.domain }
      var (before, after): (Set<Int32>, Set<Int32>) = ([], [])
      for row in own where row.anchor >= 0 {
        guard snapshots.calendars[from].covers(report: row.report, page: row.page) else { continue }
        if bit(row.there, from) { before.insert(row.anchor) }
        if bit(row.there, to) { after.insert(row.anchor) }
        counts[Int(row.anchor)].key = min(counts[Int(row.anchor)].key, row.key)
      }
      for anchor in before { counts[Int(anchor)].before += 1 }
      for anchor in after { counts[Int(anchor)].after += 1 }
      totals.before += before.isEmpty ? 0 : 1
      totals.after += after.isEmpty ? 0 : 1
      rows = rows.dropFirst(own.count)
    }
    let uses = counts.filter { $0.before != $0.after }
      .map { AnchorUse(key: $0.key, before: $0.before, after: $0.after) }
    return (uses, totals.before, totals.after)
  }
}

extension LinkSnapshots {
  /// When the referring domains began to link, as far as that is known: the first day on which an exporter
  /// saw one, or the first export that had it, unless that was the first of its report.
  ///
  /// - Returns: By domain its day, and the longest time between two exports of those reports that give no
  ///   days themselves.
  package func arrivals() -> (days: [(domain: Int, day: Int32)], gap: Int32) {
    let firstDays = table.firstDays
    var days: [(domain: Int, day: Int32)] = []
    var reports: Set<Int64> = []
    var rows = rows[...]
    while let first = rows.first {
      let own = rows.prefix { $0.domain == first.domain }
      var day: Int32?
      for row in own where row.was != 0 {
        if let seen = row.firstSeen {
          day = min(day ?? seen, seen)
        } else if row.listed > firstDays[row.report] ?? .max {
          day = min(day ?? row.listed, row.listed)
          reports.insert(row.report)
        } else {
          // It was there before anybody looked.
          day = nil
          break
        }
      }
      if let day { days.append((Int(first.domain), day)) }
      rows = rows.dropFirst(own.count)
    }
    return (days, reports.map(longestGap).max() ?? 1)
  }

  /// The longest time between two exports of a report.
  private func longestGap(ofReport report: Int64) -> Int32 {
    let days = Set(table.rows.filter { $0.report == report }.map(\.day)).sorted()
    return zip(days.dropFirst(), days).map { $0 &- $1 }.max() ?? 1
  }
}
