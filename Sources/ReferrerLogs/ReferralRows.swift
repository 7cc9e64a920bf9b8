import LinkModel

/// What is known of one pair of source and target, by hit type.
struct ReferralRow {
  let source: UInt32
  let target: UInt32
  var hits = 0
  var botHits = 0
  /// Seconds since 1970.
  var first: Int64
  var last: Int64
  /// How often the first status that was met; others are kept aside.
  var statusHits = 0
  /// The only client's code, or, from the second one on, the place of the list.
  var client: UInt32
  var clientList: Int32 = -1
  /// The formats of the lines, a bit each.
  var formats: UInt32
  /// The first status that was met.
  var status: UInt16
  let type: HitType
}

/// A table of pairs with flat memory: rows in an array, found through open addressing.
///
/// Everything in a row is a sum, a minimum, a maximum or a set, so the order of hits does not matter.
struct ReferralRows {
  /// Of the clients of a row so many are kept, those with the smallest codes.
  static let keptClients = 64

  private(set) var rows: [ReferralRow] = []
  /// The number of a row plus one; 0 is free.
  private var slots = [UInt32](repeating: 0, count: 256)
  private var clientLists: [[UInt32]] = []
  /// How many codes the lists hold.
  private var listedClients = 0
  /// Hits of statuses other than a row's first, by row and status.
  private var otherStatuses: [UInt64: Int] = [:]

  /// One hit.
  struct Hit {
    let source: UInt32
    let target: UInt32
    let type: HitType
    let first: Int64
    let last: Int64
    let botHits: Int
    /// The bit of the line's format.
    let format: UInt32
  }

  /// The number of the hit's row, to which the hit is added.
  @inline(__always) mutating func add(_ hit: Hit) -> Int {
    let number = row(hit)
    rows[number].hits &+= 1
    rows[number].botHits &+= hit.botHits
    rows[number].formats |= hit.format
    if hit.first < rows[number].first { rows[number].first = hit.first }
    if hit.last > rows[number].last { rows[number].last = hit.last }
    return number
  }

  /// Counts a hit of a row that ended with a status.
  @inline(__always) mutating func count(_ number: Int, status: UInt16) {
    if rows[number].statusHits == 0 { rows[number].status = status }
    if rows[number].status == status {
      rows[number].statusHits &+= 1
    } else {
      otherStatuses[UInt64(number) << 16 | UInt64(status), default: 0] += 1
    }
  }

  /// Keeps the code of a row's client.
  @inline(__always) mutating func keep(_ number: Int, client code: UInt32) {
    if rows[number].client == code { return }
    keepAnother(number, code)
  }

  /// How much memory the rows take, in bytes.
  var byteCount: Int {
    rows.capacity * MemoryLayout<ReferralRow>.stride + slots.count * MemoryLayout<UInt32>.stride
      + clientLists.count * 64 + listedClients * 8 + otherStatuses.capacity * 17
  }

  /// Hits of statuses other than a row's first, by row and status.
  var sortedOtherStatuses: [(row: Int, status: UInt16, hits: Int)] {
    otherStatuses.sorted { $0.key < $1.key }.map { key, hits in
      (row: Int(key >> 16), status: UInt16(truncatingIfNeeded: key), hits: hits)
    }
  }

  /// Writes a row for ``ReferralSum/merge(_:)``.
  ///
  /// - Parameters:
  ///   - number: The row.
  ///   - others: Its part of ``sortedOtherStatuses``.
  ///   - tools: The number of each format's name.
  ///   - part: Where its bytes are appended.
  func append(
    _ number: Int, _ others: ArraySlice<(row: Int, status: UInt16, hits: Int)>, tools: [Int],
    to part: inout [UInt8]
  ) {
    func append(_ number: UInt64) { ReferralSum.append(number, to: &part) }
    let row = rows[number]
    append(UInt64(row.hits))
    append(UInt64(row.botHits))
    append(UInt64(bitPattern: row.first))
    append(UInt64(bitPattern: row.last))
    append(UInt64(others.count + (row.statusHits > 0 ? 1 : 0)))
    if row.statusHits > 0 {
      append(UInt64(row.status))
      append(UInt64(row.statusHits))
    }
    for other in others {
      append(UInt64(other.status))
      append(UInt64(other.hits))
    }
    append(UInt64(row.formats.nonzeroBitCount))
    for (format, tool) in tools.enumerated() where row.formats & 1 << UInt32(format) != 0 {
      append(UInt64(tool))
    }
    if row.clientList >= 0 {
      append(UInt64(clientLists[Int(row.clientList)].count))
      for code in clientLists[Int(row.clientList)] { append(UInt64(code)) }
    } else {
      append(row.client == .max ? 0 : 1)
      if row.client != .max { append(UInt64(row.client)) }
    }
  }

  @inline(never) private mutating func keepAnother(_ number: Int, _ code: UInt32) {
    guard rows[number].client != .max || rows[number].clientList >= 0 else {
      rows[number].client = code
      return
    }
    if rows[number].clientList < 0 {
      clientLists.append([min(code, rows[number].client), max(code, rows[number].client)])
      listedClients += 2
      rows[number].clientList = Int32(clientLists.count - 1)
      // No code is that large, so every later code goes to the list.
      rows[number].client = .max
      return
    }
    let place = Int(rows[number].clientList)
    let list = clientLists[place]
    if list.count == ReferralRows.keptClients, let last = list.last, code > last { return }
    let index = list.firstIndex { $0 >= code } ?? list.count
    if index < list.count, list[index] == code { return }
    clientLists[place].insert(code, at: index)
    if list.count == ReferralRows.keptClients {
      clientLists[place].removeLast()
    } else {
      listedClients += 1
    }
  }

  @inline(__always) private func slot(_ source: UInt32, _ target: UInt32, _ type: HitType) -> Int {
    let key = (UInt64(source) << 32 | UInt64(target)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: (key ^ key >> 29) &+ UInt64(type.rawValue)) & (slots.count &- 1)
  }

  @inline(__always) private mutating func row(_ hit: Hit) -> Int {
    var slot = slot(hit.source, hit.target, hit.type)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) &- 1
      let row = rows[number]
      if row.source == hit.source, row.target == hit.target, row.type == hit.type { return number }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    rows.append(
      ReferralRow(
        source: hit.source, target: hit.target, first: hit.first, last: hit.last, client: .max,
        formats: 0, status: 0, type: hit.type))
    precondition(rows.count < Int(UInt32.max), "more than four billion referrals")
    slots[slot] = UInt32(rows.count)
    let number = rows.count - 1
    if rows.count * 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (number, row) in rows.enumerated() {
      var slot = slot(row.source, row.target, row.type)
      while slots[slot] != 0 { slot = (slot &+ 1) & (slots.count &- 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}
