import ByteKeys
import CalendarTime
import LinkModel
import WebAddress

/// The referrals of a log, summed by source, target and hit type.
///
/// Memory grows with distinct pairs, never with lines. The order of lines does not matter. A client is
/// known only by a code of 24 bits of its address and agent.
package struct ReferralTable: ~Copyable {
  let defaultScheme: [UInt8]
  let path: TargetPath
  private let bots: BotAgents
  private var clock = LogClock()
  var hosts: HostTable

  /// Source URLs; by number the host, and whether only the site is known.
  var sources = ByteInterner()
  var sourceHosts: [UInt32] = []
  var sourceIsOrigin: [Bool] = []
  /// Target URLs; by number the host.
  var targets = ByteInterner()
  var targetHosts: [UInt32] = []
  var rows = ReferralRows()

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

  /// Hashes of agents seen lately, and whether they are crawlers.
  private var agentHashes = [UInt64](repeating: 0, count: 4_096)
  private var agentIsBot = [Bool](repeating: false, count: 4_096)
  private let hasher = KeyedHash()

  /// Buffers that keep their memory from line to line; taken out while they are in use.
  private var referrerText: [UInt8] = []
  var requestText: [UInt8] = []
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
      served = hostOfAbsoluteRequest(text.extracting(line[.request]))
      if served >= 0 { hosts.serve(served) }
    }
    let referrer = line[.referrer]
    if referrer.isEmpty || (referrer.count == 1 && text[referrer.lowerBound] == UInt8(ascii: "-")) {
      return .skipped(.noReferrer)
    }
    let written = text.extracting(referrer)
    if firstIndex(of: UInt8(ascii: "\\"), in: written, from: 0) != nil {
      return addEscaped(line, text, served)
    }
    return add(written, line, text, served)
  }

  private mutating func addEscaped(
    _ line: LogLine, _ text: Span<UInt8>, _ served: Int
  ) -> ReferralOutcome {
    var referrer = ReferralTable.taken(&referrerText)
    defer { swap(&referrer, &referrerText) }
    line.escaping.append(text.extracting(line[.referrer]), to: &referrer)
    return add(referrer.span, line, text, served)
  }

  @inline(__always)
  private mutating func add(
    _ referrer: Span<UInt8>, _ line: LogLine, _ text: Span<UInt8>, _ served: Int
  ) -> ReferralOutcome {
    if hosts.isLastInternal(referrer) { return .skipped(.ownReferrer) }
    let host: Int
    let result: ReferralOutcome
    // Most referrers are written as their source URL is, and were met before.
    if let source = sources.number(of: referrer) {
      host = Int(sourceHosts[source])
      if hosts.facts[host].isInternal { return .skipped(.ownReferrer) }
      result = addHit(source, line, text, served)
    } else {
      guard let address = SourceAddress(scanning: referrer),
        let number = self.host(of: address, referrer)
      else { return .skipped(.invalidReferrer) }
      host = number
      if hosts.facts[host].isInternal {
        hosts.rememberInternal(referrer.extracting(0..<address.host.upperBound))
        return .skipped(.ownReferrer)
      }
      result = addNew(referrer, address, host, line, text, served)
    }
    if result != .used { lateRefusals[LateRefusal(host: host, outcome: result), default: 0] += 1 }
    return result
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
    if source == sourceHosts.count {
      sourceHosts.append(UInt32(host))
      sourceIsOrigin.append(address.isOrigin(referrer))
    }
    return addHit(source, line, text, served)
  }

  private mutating func addHit(
    _ source: Int, _ line: LogLine, _ text: Span<UInt8>, _ served: Int
  ) -> ReferralOutcome {
    guard let seconds = clock.seconds(text.extracting(line[.time])) else {
      return .rejected(.noSuchTime)
    }
    var targetURL = ReferralTable.taken(&self.targetURL)
    defer { swap(&targetURL, &self.targetURL) }
    let page: TargetPage
    switch writeTarget(line, text, served, into: &targetURL) {
    case .failure(let reason): return .skipped(reason)
    case .success(let found): page = found
    }
    let target = targets.intern(targetURL.span)
    if target == targetHosts.count { targetHosts.append(UInt32(page.host)) }
    let agent = hasher.hash(text.extracting(line[.agent]))
    let row = rows.add(
      ReferralRows.Hit(
        source: UInt32(source), target: UInt32(target), type: page.type, first: seconds,
        last: seconds, botHits: isBot(agent, text.extracting(line[.agent])) ? 1 : 0))
    rows.count(row, status: ReferralTable.status(text, line[.status]), hits: 1)
    let client = hasher.combine(hasher.hash(text.extracting(line[.client])), agent)
    rows.keep(row, client: UInt32(truncatingIfNeeded: client & 0xFF_FFFF))
    return .used
  }

  /// An empty array with the memory of `buffer`, which is empty afterwards.
  static func taken(_ buffer: inout [UInt8]) -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &buffer)
    taken.removeAll(keepingCapacity: true)
    return taken
  }

  private mutating func isBot(_ hash: UInt64, _ agent: Span<UInt8>) -> Bool {
    let place = Int(truncatingIfNeeded: hash) & 4_095
    if agentHashes[place] != hash {
      agentHashes[place] = hash
      agentIsBot[place] = bots.matches(agent)
    }
    return agentIsBot[place]
  }

  private static func status(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt16 {
    range.reduce(into: 0) { $0 = $0 * 10 + UInt16(text[$1] - UInt8(ascii: "0")) }
  }
}
