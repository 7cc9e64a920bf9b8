import ByteKeys
package import ByteStreams
package import HostLists
package import LinkModel
import LinkProfile

/// The links of one delivery on their way into the ledger, sorted by site and key.
///
/// Rows of a delivery all have its day, which is known only at its end; and rows in the order of their keys
/// go into the ledger many times faster than in that of a file. Memory is bounded; the rest lies in a
/// temporary file.
package final class LinkStaging {
  private static let memoryLimit = 192 << 20

  let sorter: RecordSorter
  /// The sites of the links, by the number that their keys begin with.
  package private(set) var sites: [String] = []
  /// How many links of each site there are, and their page when they all have the same: 0 not one, else
  /// its number in ``pages`` plus one.
  private(set) var links: [(count: Int, page: Int)] = []
  /// Pages that are linked.
  private(set) var pages = StagedPages()
  let hosts: HostTable
  /// The newest moment that a row names, as a raw value; nil without one.
  package private(set) var newest: Int64?

  private let coding: FactCoding
  private let layout: RecordLayout
  private let factSlots: [(field: Field, slot: Int, isText: Bool)]
  private let momentSlots: [Int]
  /// Moments from here on are mistakes.
  private let end: Int64
  private let hasher = KeyedHash()
  private var key: [UInt8] = []
  private var payload: [UInt8] = []
  private var facts: [UInt8] = []
  private var anchor: [UInt8] = []

  /// The fields that rows must have.
  package static let fields: [Field] =
    FactCoding.kept + [
      .kind, .sourceURL, .sourceHost, .sourceDomain, .sourcePath, .targetURL, .targetHost,
      .targetDomain, .targetPath, .anchor, .firstSeen, .lastSeen,
    ]

  /// Prepares for the rows of one delivery.
  ///
  /// - Parameters:
  ///   - ledger: Where the links will go.
  ///   - layout: The layout of the batches.
  ///   - hosts: Where the hosts of the batches are numbered.
  ///   - end: Moments from this raw value on are mistakes of the exporter.
  /// - Throws: ``LedgerError`` when the ledger cannot be read.
  package init(_ ledger: Ledger, layout: RecordLayout, hosts: HostTable, end: Int64)
    throws(LedgerError)
  {
    coding = try ledger.factCoding()
    self.layout = layout
    self.hosts = hosts
    self.end = end
    sorter = RecordSorter(memoryLimit: LinkStaging.memoryLimit)
    factSlots = FactCoding.kept.compactMap { field in
      layout.slot(field).map { (field, $0, field.isText) }
    }
    momentSlots = [Field.firstSeen, .lastSeen, .lostAt, .crawledAt].compactMap(layout.slot)
  }

  /// The number of a site in this delivery.
  package func number(ofSite host: String) -> Int {
    if let known = sites.firstIndex(of: host) { return known }
    sites.append(host)
    links.append((0, 0))
    return sites.count - 1
  }

  /// Adds a row.
  ///
  /// - Throws: ``StreamError`` when a temporary file cannot be written.
  package func add(
    _ batch: borrowing RecordBatch, row: Int, site: Int
  ) throws(StreamError) {
    guard let host = batch[hosts: row].source else {
      preconditionFailure("a row without a source was not rejected")
    }
    let bytes = batch.bytes.span
    for slot in momentSlots {
      if let moment = batch.number(row, slot: slot), moment < end {
        newest = max(newest ?? moment, moment)
      }
    }
    facts.removeAll(keepingCapacity: true)
    payload.removeAll(keepingCapacity: true)
    let kind = batch.number(row, slot: layout.slot(.kind)) ?? 0
    NumberWriter.append(UInt64(host), to: &payload)
    NumberWriter.append(UInt64(kind), to: &payload)
    var hash = hasher.combine(
      hasher.hash(bytes.extracting(batch.text(row, slot: layout.slot(.sourceHost)) ?? 0..<0)),
      UInt64(kind))
    hash = hasher.combine(hash, addSource(batch, row))
    hash = hasher.combine(hash, addTarget(batch, row, site))
    hash = hasher.combine(hash, addAnchor(batch, row))
    for fact in factSlots {
      let cell = batch[row, slot: fact.slot]
      if cell.isAbsent { continue }
      if fact.isText {
        if !cell.range.isEmpty {
          coding.append(bytes.extracting(cell.range), fact.field, to: &facts)
        }
      } else {
        coding.append(cell.number, fact.field, to: &facts)
      }
    }
    let last = batch.number(row, slot: layout.slot(.lastSeen))
    let first = batch.number(row, slot: layout.slot(.firstSeen))
    NumberWriter.append(first == nil ? 0 : 1, to: &payload)
    if let first { NumberWriter.append(signed: first, to: &payload) }
    NumberWriter.append(last == nil ? 0 : 1, to: &payload)
    if let last { NumberWriter.append(signed: last, to: &payload) }
    let facts = facts
    NumberWriter.append(text: facts.span, to: &payload)

    key.removeAll(keepingCapacity: true)
    key.append(UInt8(truncatingIfNeeded: site >> 8))
    key.append(UInt8(truncatingIfNeeded: site))
    // In the order of signed numbers, as the table has it.
    let ordered = hash ^ 1 << 63
    for shift in stride(from: 56, through: 0, by: -8) {
      key.append(UInt8(truncatingIfNeeded: ordered >> UInt64(shift)))
    }
    let key = key
    let payload = payload
    try sorter.add(key: key.span, payload: payload.span)
  }

  /// Writes path and form of the source; the path's hash.
  private func addSource(_ batch: borrowing RecordBatch, _ row: Int) -> UInt64 {
    let bytes = batch.bytes.span
    guard let url = batch.text(row, slot: layout.slot(.sourceURL)) else {
      NumberWriter.append(0, to: &payload)
      return 0
    }
    NumberWriter.append(1, to: &payload)
    let path = batch.text(row, slot: layout.slot(.sourcePath)) ?? 0..<0
    addForm(batch, row, url, .sourceHost, path, .sourceURL)
    if path.isEmpty {
      NumberWriter.append(text: LinkStaging.root.span, to: &payload)
      return hasher.hash(LinkStaging.root.span)
    }
    NumberWriter.append(text: bytes.extracting(path), to: &payload)
    return hasher.hash(bytes.extracting(path))
  }

  /// Writes page and form of the target; the page's hash.
  private func addTarget(_ batch: borrowing RecordBatch, _ row: Int, _ site: Int) -> UInt64 {
    guard let host = batch[hosts: row].target,
      let name = batch.text(row, slot: layout.slot(.targetHost)),
      let url = batch.text(row, slot: layout.slot(.targetURL))
    else {
      links[site].count += 1
      links[site].page = 0
      NumberWriter.append(0, to: &payload)
      return 0
    }
    let bytes = batch.bytes.span
    let path = batch.text(row, slot: layout.slot(.targetPath)) ?? 0..<0
    let written = path.isEmpty ? LinkStaging.root.span : bytes.extracting(path)
    let number = pages.add(host: host, path: written)
    links[site].page = links[site].count == 0 || links[site].page == number + 1 ? number + 1 : 0
    links[site].count += 1
    NumberWriter.append(UInt64(number + 1), to: &payload)
    addForm(batch, row, url, .targetHost, path, .targetURL)
    return hasher.combine(hasher.hash(bytes.extracting(name)), hasher.hash(written))
  }

  /// Keeps how an address was written, when that is not as most are.
  private func addForm(
    _ batch: borrowing RecordBatch, _ row: Int, _ url: Range<Int>, _ host: Field,
    _ path: Range<Int>,
    _ field: Field
  ) {
    let bytes = batch.bytes.span
    let name = batch.text(row, slot: layout.slot(host)) ?? 0..<0
    if let form = AddressForm(
      of: bytes.extracting(url), host: bytes.extracting(name), path: bytes.extracting(path))
    {
      coding.append(form.code, field, to: &facts)
    } else {
      coding.append(bytes.extracting(url), field, to: &facts)
    }
  }

  /// Writes the anchor; the hash of its form without case.
  private func addAnchor(_ batch: borrowing RecordBatch, _ row: Int) -> UInt64 {
    guard let range = batch.text(row, slot: layout.slot(.anchor)) else {
      NumberWriter.append(0, to: &payload)
      return 0
    }
    NumberWriter.append(1, to: &payload)
    let text = batch.bytes.span.extracting(range)
    NumberWriter.append(text: text, to: &payload)
    AnchorClassifier.fold(text, into: &anchor)
    let anchor = anchor
    return hasher.hash(anchor.span) | 1
  }

  private static let root = [UInt8(ascii: "/")]
}

/// The linked pages of a delivery, numbered from 0.
struct StagedPages: ~Copyable {
  /// The number of the host in four bytes, then the path.
  private var names = ByteInterner()
  private var name: [UInt8] = []

  var count: Int { names.count }

  mutating func add(host: Int, path: Span<UInt8>) -> Int {
    name.removeAll(keepingCapacity: true)
    for shift in stride(from: 24, through: 0, by: -8) {
      name.append(UInt8(truncatingIfNeeded: host >> shift))
    }
    unsafe path.withUnsafeBufferPointer { unsafe name.append(contentsOf: $0) }
    let finished = name
    return names.intern(finished.span)
  }

  /// The number of a page's host, and its path.
  func page(_ number: Int) -> (host: Int, path: [UInt8]) {
    let name = names.bytes(number)
    let host = (0..<4).reduce(0) { $0 << 8 | Int(name[$1]) }
    return (host, (4..<name.count).map { name[$0] })
  }
}

/// A staged link, read back.
struct StagedLink {
  var host = 0
  var kind: Int64 = 0
  /// Nil: a row about the whole domain.
  var path: Range<Int>?
  /// The number of the page plus one; 0 when the row names none.
  var page = 0
  var anchor: Range<Int>?
  var first: Int64?
  var last: Int64?
  var facts = 0..<0

  /// Reads what ``LinkStaging`` wrote.
  init(_ payload: Span<UInt8>) {
    var reader = NumberReader(payload)
    func failed() -> Never { preconditionFailure("a staged link that was not written here") }
    guard let host = reader.unsigned(), let kind = reader.unsigned() else { failed() }
    self.host = Int(host)
    self.kind = Int64(kind)
    if reader.unsigned() == 1 { path = reader.text() }
    page = Int(reader.unsigned() ?? 0)
    if reader.unsigned() == 1 { anchor = reader.text() }
    if reader.unsigned() == 1 { first = reader.signed() }
    if reader.unsigned() == 1 { last = reader.signed() }
    guard let facts = reader.text() else { failed() }
    self.facts = facts
  }
}
