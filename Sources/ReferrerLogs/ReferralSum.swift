/// What is known of one source, target and hit type, as it is written down between reading and reporting.
///
/// Everything in it is a sum, a minimum, a maximum or a set: parts merge in any order.
package struct ReferralSum: Sendable {
  package private(set) var hits = 0
  package private(set) var botHits = 0
  /// Seconds since 1970; ``first`` is larger than ``last`` when no time is known.
  package private(set) var first = Int64.max
  package private(set) var last = Int64.min
  /// Hits by status, ascending.
  package private(set) var statuses: [(status: UInt16, hits: Int)] = []
  /// The numbers of the formats that its lines have, ascending.
  private(set) var tools: [Int] = []
  /// The smallest codes of clients, ascending.
  package private(set) var clients: [UInt32] = []

  /// The page was not there: true for 404 and 410.
  var isMissing: Bool { statuses.contains { ReferralSum.notFound.contains($0.status) } }
  /// The page was there, or somewhere else.
  var isThere: Bool {
    statuses.contains {
      !ReferralSum.notFound.contains($0.status) && !ReferralSum.mute.contains($0.status)
    }
  }
  /// Hits that were answered with 404 or 410.
  var missingHits: Int {
    statuses.reduce(0) { $0 + (ReferralSum.notFound.contains($1.status) ? $1.hits : 0) }
  }

  /// Statuses of pages that are not there.
  private static let notFound: [UInt16] = [404, 410]
  /// Statuses of requests that were not understood or not waited for; they say nothing of the page.
  private static let mute: [UInt16] = [0, 400, 444, 499]

  /// Nothing is known yet.
  init() {}

  /// What was written down before: first and last in seconds since 1970, nil when no time is known; statuses
  /// and codes of clients ascending.
  package init(
    hits: Int, botHits: Int, first: Int64?, last: Int64?,
    statuses: [(status: UInt16, hits: Int)], clients: [UInt32]
  ) {
    (self.hits, self.botHits) = (hits, botHits)
    (self.first, self.last) = (first ?? .max, last ?? .min)
    self.statuses = statuses
    self.clients = clients
  }

  /// Adds what is known from elsewhere.
  package mutating func merge(_ other: ReferralSum) {
    hits += other.hits
    botHits += other.botHits
    first = min(first, other.first)
    last = max(last, other.last)
    for entry in other.statuses { add(entry.status, hits: entry.hits) }
    for tool in other.tools { add(tool: tool) }
    clients += other.clients
    keepSmallestClients()
  }

  /// Writes the sum for ``merge(_:)-(Span<UInt8>)``.
  func append(to part: inout [UInt8]) {
    func append(_ number: UInt64) { ReferralSum.append(number, to: &part) }
    append(UInt64(hits))
    append(UInt64(botHits))
    append(UInt64(bitPattern: first))
    append(UInt64(bitPattern: last))
    append(UInt64(statuses.count))
    for entry in statuses {
      append(UInt64(entry.status))
      append(UInt64(entry.hits))
    }
    append(UInt64(tools.count))
    for tool in tools { append(UInt64(tool)) }
    append(UInt64(clients.count))
    for code in clients { append(UInt64(code)) }
  }

  /// Forgets everything.
  mutating func removeAll() {
    (hits, botHits, first, last) = (0, 0, .max, .min)
    statuses.removeAll(keepingCapacity: true)
    tools.removeAll(keepingCapacity: true)
    clients.removeAll(keepingCapacity: true)
  }

  /// Adds a part that ``ReferralRows/append(_:_:tools:to:)`` wrote.
  mutating func merge(_ part: Span<UInt8>) {
    var position = 0
    func next() -> UInt64 { ReferralSum.number(in: part, at: &position) }
    hits += Int(next())
    botHits += Int(next())
    first = min(first, Int64(bitPattern: next()))
    last = max(last, Int64(bitPattern: next()))
    for _ in 0..<next() { add(UInt16(next()), hits: Int(next())) }
    for _ in 0..<next() { add(tool: Int(next())) }
    let isFirst = clients.isEmpty
    for _ in 0..<next() { clients.append(UInt32(next())) }
    if !isFirst { keepSmallestClients() }
  }

  private mutating func keepSmallestClients() {
    clients.sort()
    var count = 0
    for code in clients where count == 0 || clients[count - 1] != code {
      clients[count] = code
      count += 1
    }
    clients.removeSubrange(min(count, ReferralRows.keptClients)...)
  }

  private mutating func add(tool: Int) {
    let place = tools.firstIndex { $0 >= tool } ?? tools.count
    if place == tools.count || tools[place] != tool { tools.insert(tool, at: place) }
  }

  private mutating func add(_ status: UInt16, hits: Int) {
    let place = statuses.firstIndex { $0.status >= status } ?? statuses.count
    if place < statuses.count, statuses[place].status == status {
      statuses[place].hits += hits
    } else {
      statuses.insert((status, hits), at: place)
    }
  }

  /// Appends a number, seven bits a byte, the lowest first.
  static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// The number at a place, which moves behind it.
  static func number(in bytes: Span<UInt8>, at position: inout Int) -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
  }
}
