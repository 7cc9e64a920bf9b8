import ByteKeys
package import ByteStreams
package import LinkModel
import WebAddress

/// What logs know of the links that exports name: visits from a page to a page.
///
/// Addresses count as equal whatever their scheme and with or without `www.`. A visit whose referrer names
/// no page, only its site, counts for every link of that host to the target. Beyond a limit the visits are
/// on the disk.
package struct ReferralVisits {
  /// The visits by one link.
  package struct Visits: Hashable, Sendable {
    package var hits = 0
    package var botHits = 0
    package var clients = 0
    /// Raw values of moments; nil when the log has no times.
    package var firstSeen: Int64?
    package var lastSeen: Int64?
    /// The target was never there: all answers were 404 or 410.
    package var isMissing = true
    package var granularity = Granularity.page
  }

  private let table: RecordTable
  private let hasher = KeyedHash()
  /// Keep their memory from link to link.
  private var payload: [UInt8] = []
  private var address: [UInt8] = []

  /// The visits of all logs.
  ///
  /// - Parameters:
  ///   - referrals: The logs.
  ///   - memoryLimit: How many bytes of visits to hold.
  /// - Throws: ``StreamError`` when a temporary file cannot be written or read.
  package init(_ referrals: borrowing Referrals, memoryLimit: Int = 64 << 20) throws {
    table = RecordTable(payloadSize: Visits.byteCount, memoryLimit: memoryLimit)
    let sorter = RecordSorter(memoryLimit: referrals.rows.memoryLimit)
    try addLinks(of: referrals, to: sorter)
    var current: (key: UInt64, visits: Visits)?
    func finish() throws {
      guard let current else { return }
      var bytes: [UInt8] = []
      current.visits.write(to: &bytes)
      try table.append(key: current.key, payload: bytes.span)
    }
    try sorter.forEach { key, payload in
      let key = Visits.number(in: key, 0)
      let visits = Visits(payload)
      if current?.key == key {
        current?.visits.merge(visits)
      } else {
        try finish()
        current = (key, visits)
      }
    }
    try finish()
  }

  private mutating func addLinks(
    of referrals: borrowing Referrals, to sorter: RecordSorter
  ) throws {
    let rows = referrals.rows
    try rows.forEachReferral { referral in
      guard referral.type == .link, !referrals.isInternal(referral),
        let key = key(referral.source, referral.target)
      else { return }
      var bytes: [UInt8] = []
      Visits.append(key, to: &bytes)
      payload.removeAll(keepingCapacity: true)
      Visits(referral).write(to: &payload)
      try sorter.add(key: bytes.span, payload: payload.span)
    }
  }

  /// The visits by a link, or by its host to the same target; nil when the logs know none.
  ///
  /// - Throws: ``StreamError`` when a temporary file cannot be read.
  package mutating func visits(
    from source: Span<UInt8>, to target: Span<UInt8>
  ) throws(StreamError) -> Visits? {
    guard !table.isEmpty else { return nil }
    if let key = key(source, target), try table.find(key, into: &payload) {
      return Visits(payload.span)
    }
    guard let parts = try? URLParts(scanning: source),
      let key = key(source.extracting(0..<parts.host.upperBound), target),
      try table.find(key, into: &payload)
    else { return nil }
    return Visits(payload.span)
  }

  /// The key of a pair of addresses; nil when one is none.
  private mutating func key(_ source: Span<UInt8>, _ target: Span<UInt8>) -> UInt64? {
    guard let source = hash(source), let target = hash(target) else { return nil }
    return hasher.combine(source, target)
  }

  /// The hash of an address without scheme and `www.`.
  private mutating func hash(_ written: Span<UInt8>) -> UInt64? {
    address.removeAll(keepingCapacity: true)
    guard let parts = try? URLParts(scanning: written),
      parts.appendKey(of: written, to: &address) != nil
    else { return nil }
    let span = address.span
    var start = 0
    while span[start] != UInt8(ascii: "/") { start += 1 }
    start += 2
    if span.extracting(start..<span.count).begins(with: "www.") { start += 4 }
    return hasher.hash(span.extracting(start..<span.count))
  }
}

extension ReferralVisits.Visits {
  /// How many bytes ``write(to:)`` writes.
  fileprivate static let byteCount = 48

  fileprivate init(_ referral: borrowing Referral) {
    let sum = referral.sum
    hits = sum.hits
    botHits = sum.botHits
    clients = sum.clients.count
    isMissing = sum.isMissing && !sum.isThere
    if sum.first <= sum.last { (firstSeen, lastSeen) = (sum.first * 2 + 1, sum.last * 2 + 1) }
    granularity = referral.isOrigin ? .origin : .page
  }

  fileprivate mutating func merge(_ other: Self) {
    hits += other.hits
    botHits += other.botHits
    clients += other.clients
    isMissing = isMissing && other.isMissing
    firstSeen = [firstSeen, other.firstSeen].compactMap { $0 }.min()
    lastSeen = [lastSeen, other.lastSeen].compactMap { $0 }.max()
    if other.granularity == .origin { granularity = .origin }
  }

  fileprivate func write(to bytes: inout [UInt8]) {
    let flags: UInt64 = (isMissing ? 1 : 0) | (granularity == .origin ? 2 : 0)
    for number in [UInt64(hits), UInt64(botHits), UInt64(clients), flags] {
      Self.append(number, to: &bytes)
    }
    Self.append(UInt64(bitPattern: firstSeen ?? .max), to: &bytes)
    Self.append(UInt64(bitPattern: lastSeen ?? .min), to: &bytes)
  }

  fileprivate init(_ bytes: Span<UInt8>) {
    func number(_ place: Int) -> UInt64 { Self.number(in: bytes, place * 8) }
    hits = Int(number(0))
    botHits = Int(number(1))
    clients = Int(number(2))
    isMissing = number(3) & 1 != 0
    granularity = number(3) & 2 != 0 ? .origin : .page
    let (first, last) = (Int64(bitPattern: number(4)), Int64(bitPattern: number(5)))
    if first <= last { (firstSeen, lastSeen) = (first, last) }
  }

  /// Appends eight bytes, the highest first.
  fileprivate static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }

  /// The number in the eight bytes from a place on.
  fileprivate static func number(in bytes: Span<UInt8>, _ start: Int) -> UInt64 {
    var number: UInt64 = 0
    for index in start..<start + 8 { number = number << 8 | UInt64(bytes[index]) }
    return number
  }
}
