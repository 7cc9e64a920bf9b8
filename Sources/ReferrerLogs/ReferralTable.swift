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
  ///   - formats: The reader's formats.
  /// - Returns: Where the line ended. A host that turns out to be the log's own later in the log moves
  ///   its lines from used to skipped in ``counts``.
  @inline(__always) @discardableResult
  package mutating func add(
    _ outcome: LogOutcome, of text: Span<UInt8>, formats: [LogFormat]
  ) -> ReferralOutcome {
    let result: ReferralOutcome
    switch outcome {
    case .blank: result = .skipped(.blank)
    case .rejected(let reason): result = .rejected(reason)
    case .line(let line, let index):
      result = add(line, text, formats[index].escaping)
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
  private mutating func add(
    _ line: LogLine, _ text: Span<UInt8>, _ escaping: LogEscaping
  ) -> ReferralOutcome {
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
      return addEscaped(line, text, escaping, served)
    }
    return add(written, line, text, escaping, served)
  }

  private mutating func addEscaped(
    _ line: LogLine, _ text: Span<UInt8>, _ escaping: LogEscaping, _ served: Int
  ) -> ReferralOutcome {
    var referrer = ReferralTable.taken(&referrerText)
    defer { swap(&referrer, &referrerText) }
    escaping.append(text.extracting(line[.referrer]), to: &referrer)
    return add(referrer.span, line, text, escaping, served)
  }

  @inline(__always)
  private mutating func add(
    _ referrer: Span<UInt8>, _ line: LogLine, _ text: Span<UInt8>, _ escaping: LogEscaping,
    _ served: Int
  ) -> ReferralOutcome {
    guard let address = SourceAddress(scanning: referrer) else { return .skipped(.invalidReferrer) }
    let source: Int
    if address.kind == .app {
      source = hosts.number(app: referrer.extracting(address.host))
    } else {
      guard let number = hosts.number(written: referrer.extracting(address.host)) else {
        return .skipped(.invalidReferrer)
      }
      source = number
      if hosts.facts[source].isInternal { return .skipped(.ownReferrer) }
    }
    let result = addExternal(referrer, address, source, line, text, escaping, served)
    if result != .used { lateRefusals[LateRefusal(host: source, outcome: result), default: 0] += 1 }
    return result
  }

  private mutating func addExternal(
    _ referrer: Span<UInt8>, _ address: SourceAddress, _ sourceHost: Int, _ line: LogLine,
    _ text: Span<UInt8>, _ escaping: LogEscaping, _ served: Int
  ) -> ReferralOutcome {
    var sourceURL = ReferralTable.taken(&self.sourceURL)
    var targetURL = ReferralTable.taken(&self.targetURL)
    defer {
      swap(&sourceURL, &self.sourceURL)
      swap(&targetURL, &self.targetURL)
    }
    guard address.write(referrer, host: hosts.name(sourceHost), into: &sourceURL) else {
      return .skipped(.invalidReferrer)
    }
    guard let seconds = clock.seconds(text.extracting(line[.time])) else {
      return .rejected(.noSuchTime)
    }
    let target: TargetPage
    switch writeTarget(line, text, escaping, served, into: &targetURL) {
    case .failure(let reason): return .skipped(reason)
    case .success(let page): target = page
    }
    let targetNumber = targets.intern(targetURL.span)
    if targetNumber == targetHosts.count { targetHosts.append(UInt32(target.host)) }
    let sourceNumber = sources.intern(sourceURL.span)
    if sourceNumber == sourceHosts.count {
      sourceHosts.append(UInt32(sourceHost))
      sourceIsOrigin.append(address.isOrigin(referrer))
    }
    let agent = hasher.hash(text.extracting(line[.agent]))
    let row = rows.add(
      ReferralRows.Hit(
        source: UInt32(sourceNumber), target: UInt32(targetNumber), type: target.type,
        first: seconds,
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
