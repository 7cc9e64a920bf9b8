package import LinkModel
import WebAddress

/// The columns of a batch that hold one address and what is derived from it: host, domain and path.
package struct AddressColumns: Sendable {
  /// The slot of the address itself.
  package let url: Int?
  private let host: Int?
  /// The slot of the domain.
  package let domain: Int?
  private let path: Int?
  private let isSource: Bool

  /// The columns of the linking page.
  package static func source(of layout: RecordLayout) -> AddressColumns {
    AddressColumns(
      url: layout.slot(.sourceURL), host: layout.slot(.sourceHost),
      domain: layout.slot(.sourceDomain), path: layout.slot(.sourcePath), isSource: true)
  }

  /// The columns of the linked page.
  package static func target(of layout: RecordLayout) -> AddressColumns {
    AddressColumns(
      url: layout.slot(.targetURL), host: layout.slot(.targetHost),
      domain: layout.slot(.targetDomain), path: layout.slot(.targetPath), isSource: false)
  }

  /// Fills the derived columns of a row.
  ///
  /// The slot `given` holds the address or the bare domain; its cell is not absent. `scratch` is reused
  /// from row to row.
  ///
  /// - Returns: False when the cell holds no web address; the row is unchanged then.
  package func resolve(
    _ row: Int, from given: Int, in batch: inout RecordBatch, _ hosts: HostTable,
    _ scratch: inout [UInt8]
  ) -> Bool {
    let cell = batch[row, slot: given]
    let parts: URLParts
    do {
      parts = try URLParts(scanning: batch.bytes.span.extracting(cell.range))
    } catch {
      return false
    }
    guard parts.isHTTP, !parts.host.isEmpty else { return false }
    let start = cell.range.lowerBound
    var found = start + parts.host.lowerBound..<start + parts.host.upperBound
    if !HostName.isCanonicalASCII(batch.bytes.span.extracting(found)) {
      scratch.removeAll(keepingCapacity: true)
      guard HostName.append(batch.bytes.span.extracting(found), to: &scratch) != nil else {
        return false
      }
      let appended = batch.bytes.count
      batch.bytes.append(contentsOf: scratch)
      found = appended..<batch.bytes.count
    }
    let (number, known) = hosts.add(batch.bytes.span.extracting(found))
    if isSource {
      batch[hosts: row].source = number
      batch[hosts: row].sourceDomain = known.domain
    } else {
      batch[hosts: row].target = number
    }
    if let host {
      batch[row, slot: host] = Cell(start: found.lowerBound, count: found.count)
    }
    if let domain {
      let offset = known.domainStart
      batch[row, slot: domain] = Cell(
        start: found.lowerBound + offset, count: found.count - offset)
    }
    if let path, url == given {
      let range = parts.pathAndQuery
      batch[row, slot: path] = Cell(start: start + range.lowerBound, count: range.count)
    }
    return true
  }
}
