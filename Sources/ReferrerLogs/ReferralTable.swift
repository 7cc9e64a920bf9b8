import ByteKeys
import CalendarTime
import LinkModel
import WebAddress

/// The referrals of a log, summed by source, target and hit type.
///
/// Memory grows with distinct pairs, never with lines, until ``Referrals`` takes the rows. The order of lines
/// does not matter. A client is known only by a code of 24 bits of its address and agent.
package struct ReferralTable: ~Copyable {
  let defaultScheme: [UInt8]
  let path: TargetPath
  private let bots: BotAgents
  /// Reads times; knows how many had no zone.
  var time = LogTime()
  /// Lines whose time had no zone and was read as UTC.
  package var zonelessLines: Int { time.zonelessLines }
  var hosts: HostTable

  /// Source URLs, and by number the host.
  var sources = ByteInterner()
  var sourceHosts: [UInt32] = []
  var targets = ByteInterner()
  var rows = ReferralRows()
  /// Hits of rows that were moved away, by number of the source's host.
  var movedHits: [Int] = []

  /// Lines by reason, in the order of ``ReferralSkip`` and ``LogReject``.
  var skips = [Int](repeating: 0, count: ReferralSkip.allCases.count)
  var rejects = [Int](repeating: 0, count: LogReject.allCases.count)
  /// Lines refused although their referrer seemed to be a stranger; should its host turn out to be the
  /// log's own, then that is why they are skipped, whatever the order of lines.
  var lateRefusals: [LateRefusal: Int] = [:]

  /// A referring host and why a line of its was refused.
  struct LateRefusal: Hashable {
    let host: Int
    let outcome: ReferralOutcome
  }

  /// Whether hits are counted by day, too.
  package var countsDays = false
  /// Hits by day and hosts, where they are counted.
  var days: [DayKey: (hits: Int, botHits: Int)] = [:]
  /// What of the lines and visits the batches that were taken hold.
  var takenLines = 0
  var takenVisits = 0

  /// A day, and the numbers of the hosts of source and target.
  struct DayKey: Hashable {
    let day: Int32
    let source: UInt32
    let target: UInt32
  }

  /// Clients that behave as visitors do, and how many lines tell so.
  var visitors = ClientMarks()
  var visits = 0

  /// Hashes of agents seen lately, and whether they are crawlers.
  private var agentHashes = [UInt64](repeating: 0, count: 4_096)
  private var agentIsBot = [Bool](repeating: false, count: 4_096)
  private let hasher = KeyedHash()

  /// Buffers that keep their memory from line to line; taken out while they are in use.
  private var referrerText: [UInt8] = []
  var requestText: [UInt8] = []
  private var pageText: [UInt8] = []
  private var sourceURL: [UInt8] = []
  private var targetURL: [UInt8] = []

  /// An empty table.
  package init(_ settings: ReferralSettings) {
    defaultScheme = Array(settings.scheme.utf8)
    path = TargetPath(settings)
    bots = BotAgents(settings.botAgents)
    hosts = HostTable(settings)
  }

  /// Adds one line of a log.
  ///
  /// - Parameters:
  ///   - outcome: What a ``LogReader`` made of it.
  ///   - text: Its bytes.
  /// - Returns: Where the line ended. A host that turns out to be the log's own later in the log moves
  ///   its lines from used to skipped in ``counts``.
  @inline(__always) @discardableResult
  package mutating func add(_ outcome: LogOutcome, of text: Span<UInt8>) -> ReferralOutcome {
    let result: ReferralOutcome
    switch outcome {
    case .blank: result = .skipped(.blank)
    case .noRequest: result = .skipped(.noRequest)
    case .rejected(let reason): result = .rejected(reason)
    case .line(let line): result = add(line, text)
    }
    switch result {
    case .used: break
    case .skipped(let reason): skips[ReferralTable.index(of: reason)] &+= 1
    case .rejected(let reason): rejects[ReferralTable.index(of: reason)] &+= 1
    }
    return result
  }

  /// The cheap refusals first: most lines end at their referrer.
  @inline(__always)
  private mutating func add(_ line: LogLine, _ text: Span<UInt8>) -> ReferralOutcome {
    var served = -1
    let host = line[.host]
    if !host.isEmpty, let number = hosts.number(written: text.extracting(host)) {
      hosts.serve(number)
      served = number
    } else if host.isEmpty, hosts.takesAnySite {
      served = hostOfAbsoluteRequest(line, text)
      if served >= 0 { hosts.serve(served) }
    }
    let referrer = line[.referrer]
    if referrer.isEmpty || (referrer.count == 1 && text[referrer.lowerBound] == UInt8(ascii: "-")) {
      if asksForAsset(line, text) { markVisitor(line, text) }
      return .skipped(.noReferrer)
    }
    let written = text.extracting(referrer)
    if let mark = line.escaping.mark, firstIndex(of: mark, in: written, from: 0) != nil {
      return addEscaped(line, text, served)
    }
    return add(written, line, text, served)
  }

  private mutating func addEscaped(
    _ line: LogLine, _ text: Span<UInt8>, _ served: Int
  ) -> ReferralOutcome {
    var referrer = ReferralTable.taken(&referrerText)
    defer { swap(&referrer, &referrerText) }
    line.escaping.append(text.extracting(line[.referrer]), of: .referrer, to: &referrer)
    return add(referrer.span, line, text, served)
  }

  @inline(__always)
  private mutating func add(
    _ referrer: Span<UInt8>, _ line: LogLine, _ text: Span<UInt8>, _ served: Int
  ) -> ReferralOutcome {
    if hosts.isLastInternal(referrer) {
      return ownReferrer(hosts.lastInternalHost, line, text, served)
    }
    // Most referrers are written as their source URL is, and were met before.
    guard let source = sources.number(of: referrer) else {
      return addUnknown(referrer, line, text, served, isCopy: false)
    }
    let host = Int(sourceHosts[source])
    if hosts.facts[host].isInternal { return ownReferrer(host, line, text, served) }
    return noted(addHit(source, line, text, served), host)
  }

  /// Adds a line whose referrer may be new or is written in an unusual way.
  private mutating func addUnknown(
    _ referrer: Span<UInt8>, _ line: LogLine, _ text: Span<UInt8>, _ served: Int, isCopy: Bool
  ) -> ReferralOutcome {
    guard let address = SourceAddress(scanning: referrer),
      let host = self.host(of: address, referrer)
    else { return .skipped(.invalidReferrer) }
    if hosts.facts[host].isInternal {
      if !isCopy { hosts.rememberInternal(referrer.extracting(0..<address.host.upperBound), host) }
      return ownReferrer(host, line, text, served)
    }
    if !isCopy, hosts.showsCopies(host) {
      var page = ReferralTable.taken(&pageText)
      defer { swap(&page, &pageText) }
      // A copy of an own page is a visit from the one who shows it.
      if CopiedPage.write(
        of: referrer, address, onlyAMP: hosts.kind(of: host) == .search, to: &page),
        let shown = SourceAddress(scanning: page.span),
        let shownHost = self.host(of: shown, page.span), !hosts.facts[shownHost].isInternal
      {
        let result = addUnknown(page.span, line, text, served, isCopy: true)
        if result != .skipped(.invalidReferrer) { return result }
      }
    }
    return noted(addNew(referrer, address, host, line, text, served), host)
  }

  /// Remembers why a line was refused, should its referrer turn out to be the log's own.
  @inline(__always)
  private mutating func noted(_ result: ReferralOutcome, _ host: Int) -> ReferralOutcome {
    if result != .used { lateRefusals[LateRefusal(host: host, outcome: result), default: 0] += 1 }
    return result
  }

  /// A line that came from an own page: its client is a visitor, when the line alone tells that the page
  /// is its own.
  @inline(__always)
  private mutating func ownReferrer(
    _ host: Int, _ line: LogLine, _ text: Span<UInt8>, _ served: Int
  ) -> ReferralOutcome {
    if host == served || hosts.facts[host].isOwn { markVisitor(line, text) }
    return .skipped(.ownReferrer)
  }

  /// Marks the client of a line as one that behaves as visitors do.
  @inline(__always)
  private mutating func markVisitor(_ line: LogLine, _ text: Span<UInt8>) {
    visits += 1
    visitors.insert(client(line, text))
  }

  /// The code of a line's client: of its address, and of the length and end of its agent, which differ
  /// where agents do and are quicker to hash than a hundred bytes.
  @inline(__always)
  private func client(_ line: LogLine, _ text: Span<UInt8>) -> UInt32 {
    let agent = line[.agent]
    let tail = max(agent.lowerBound, agent.upperBound &- 16)..<agent.upperBound
    let code = hasher.combine(
      hasher.hash(text.extracting(line[.client]).withoutPort),
      hasher.hash(text.extracting(tail)) &+ UInt64(truncatingIfNeeded: agent.count))
    return UInt32(truncatingIfNeeded: code & ClientMarks.mask)
  }

  private mutating func host(of address: SourceAddress, _ referrer: Span<UInt8>) -> Int? {
    address.kind == .app
      ? hosts.number(app: referrer.extracting(address.host))
      : hosts.number(written: referrer.extracting(address.host))
  }

  /// Adds a hit of a source that may be new or is written in an unusual way.
  private mutating func addNew(
    _ referrer: Span<UInt8>, _ address: SourceAddress, _ host: Int, _ line: LogLine,
    _ text: Span<UInt8>, _ served: Int
  ) -> ReferralOutcome {
    var sourceURL = ReferralTable.taken(&self.sourceURL)
    defer { swap(&sourceURL, &self.sourceURL) }
    guard address.write(referrer, host: hosts.name(host), into: &sourceURL) else {
      return .skipped(.invalidReferrer)
    }
    let source = sources.intern(sourceURL.span)
    if source == sourceHosts.count { sourceHosts.append(UInt32(host)) }
    return addHit(source, line, text, served)
  }

  private mutating func addHit(
    _ source: Int, _ line: LogLine, _ text: Span<UInt8>, _ served: Int
  ) -> ReferralOutcome {
    let seconds = time.seconds(line, text)
    // Only lines of formats without a time have none.
    guard seconds != nil || line[.time].isEmpty else { return .rejected(.noSuchTime) }
    var targetURL = ReferralTable.taken(&self.targetURL)
    defer { swap(&targetURL, &self.targetURL) }
    let type: HitType
    switch writeTarget(line, text, served, into: &targetURL) {
    case .failure(let reason): return .skipped(reason)
    case .success(let found): type = found
    }
    let target = targets.intern(targetURL.span)
    let agent = hasher.hash(text.extracting(line[.agent]))
    let botHits = isBot(agent, line, text) ? 1 : 0
    let row = rows.add(
      ReferralRows.Hit(
        source: UInt32(source), target: UInt32(target), type: type,
        first: seconds ?? .max, last: seconds ?? .min, botHits: botHits,
        format: 1 << UInt32(line.format)))
    if countsDays, let seconds {
      let key = DayKey(
        day: Moment(seconds: seconds).day.rawValue, source: sourceHosts[source],
        target: UInt32(hosts.number(ofURL: targetURL.span)))
      let count = days[key] ?? (0, 0)
      days[key] = (count.hits + 1, count.botHits + botHits)
    }
    if let status = ReferralTable.status(text, line[.status]) {
      rows.count(row, status: status)
    }
    let client = client(line, text)
    if type == .embed { visitors.insert(client) }
    rows.keep(row, client: client)
    return .used
  }

  /// An empty array with the memory of `buffer`, which is empty afterwards.
  static func taken(_ buffer: inout [UInt8]) -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &buffer)
    taken.removeAll(keepingCapacity: true)
    return taken
  }

  private mutating func isBot(_ hash: UInt64, _ line: LogLine, _ text: Span<UInt8>) -> Bool {
    let place = Int(truncatingIfNeeded: hash) & 4_095
    if agentHashes[place] != hash {
      var agent: [UInt8] = []
      line.escaping.append(text.extracting(line[.agent]), of: .agent, to: &agent)
      agentHashes[place] = hash
      agentIsBot[place] = bots.matches(agent.span)
    }
    return agentIsBot[place]
  }

  /// The number of up to three digits; nil for anything else.
  private static func status(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt16? {
    guard range.count > 0, range.count <= 3 else { return nil }
    var status: UInt16 = 0
    for index in range {
      guard text[index].isDigit else { return nil }
      status = status * 10 + UInt16(text[index] - UInt8(ascii: "0"))
    }
    return status
  }
}

extension Span<UInt8> {
  /// The address without a port: `192.0.2.7:443`, `[2001:db8::1]:443`.
  fileprivate var withoutPort: Span<UInt8> {
    @_lifetime(copy self)
    get {
      var end = count
      while end > 0, self[end &- 1].isDigit { end &-= 1 }
      guard end > 1, end < count, self[end &- 1] == UInt8(ascii: ":") else { return self }
      if self[end &- 2] == UInt8(ascii: "]") { return extracting(0..<end &- 1) }
      // Of the colons of a bare address of version 6 none begins a port.
      guard firstIndex(of: UInt8(ascii: ":"), in: self, from: 0) == end &- 1 else { return self }
      return extracting(0..<end &- 1)
    }
  }
}
