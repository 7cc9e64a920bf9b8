import ByteKeys
import ByteStreams
package import LinkModel

extension ReferralTable {
  /// Where the lines ended so far; their sum is the number of lines.
  package var counts: InputCounts {
    var skips = self.skips
    var rejects = self.rejects
    for (refusal, lines) in lateRefusals where hosts.facts[refusal.host].isInternal {
      switch refusal.outcome {
      case .used: break
      case .skipped(let reason): skips[ReferralTable.index(of: reason)] -= lines
      case .rejected(let reason): rejects[ReferralTable.index(of: reason)] -= lines
      }
      skips[ReferralTable.index(of: .ownReferrer)] += lines
    }
    var counts = InputCounts()
    for (host, hits) in hitsByHost.enumerated() {
      if hosts.facts[host].isInternal {
        skips[ReferralTable.index(of: .ownReferrer)] += hits
      } else {
        counts.used += hits
      }
    }
    for reason in ReferralSkip.allCases where skips[ReferralTable.index(of: reason)] > 0 {
      counts.skipped[reason.rawValue] = skips[ReferralTable.index(of: reason)]
    }
    for reason in LogReject.allCases where rejects[ReferralTable.index(of: reason)] > 0 {
      counts.rejected[reason.rawValue] = rejects[ReferralTable.index(of: reason)]
    }
    return counts
  }

  /// How much memory the rows and what they are found by take, in bytes.
  package var byteCount: Int {
    sources.byteCount + targets.byteCount + rows.byteCount + hosts.spellingBytes
      + sourceHosts.capacity * MemoryLayout<UInt32>.stride
  }

  /// Adds all rows to sorted records and forgets them; ``counts`` stay.
  ///
  /// - Parameters:
  ///   - sorter: Takes the records.
  ///   - tools: The number of each format's name.
  /// - Throws: ``StreamError`` when a temporary file cannot be written.
  mutating func moveRows(to sorter: RecordSorter, tools: [Int]) throws(StreamError) {
    movedHits = hitsByHost
    let others = rows.sortedOtherStatuses
    var other = others.startIndex
    var key: [UInt8] = []
    var part: [UInt8] = []
    for number in rows.rows.indices {
      let row = rows.rows[number]
      let first = other
      while other < others.endIndex, others[other].row == number { other += 1 }
      Referral.writeKey(
        source: sources.bytes(Int(row.source)), target: targets.bytes(Int(row.target)),
        type: row.type, to: &key)
      part.removeAll(keepingCapacity: true)
      rows.append(number, others[first..<other], tools: tools, to: &part)
      try sorter.add(key: key.span, payload: part.span)
    }
    sources = ByteInterner()
    sourceHosts = []
    targets = ByteInterner()
    rows = ReferralRows()
    hosts.forgetSpellings()
  }

  /// Hits by number of the source's host.
  private var hitsByHost: [Int] {
    var hits = movedHits + repeatElement(0, count: hosts.facts.count - movedHits.count)
    for row in rows.rows { hits[Int(sourceHosts[Int(row.source)])] += row.hits }
    return hits
  }

  static func index(of reason: ReferralSkip) -> Int {
    switch reason {
    case .blank: 0
    case .noRequest: 1
    case .noReferrer: 2
    case .ownReferrer: 3
    case .invalidReferrer: 4
    case .unreadableRequest: 5
    case .otherMethod: 6
    case .otherTarget: 7
    case .noTargetHost: 8
    }
  }

  static func index(of reason: LogReject) -> Int {
    switch reason {
    case .tooLong: 0
    case .truncated: 1
    case .unknownFormat: 2
    case .noSuchTime: 3
    }
  }
}
