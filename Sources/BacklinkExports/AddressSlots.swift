import HostLists
import LinkModel
import WebAddress

/// Works out hosts, domains and paths of a row's addresses.
struct AddressSlots {
  private struct Side {
    let url: Int?
    let host: Int?
    let domain: Int?
    let path: Int?
  }

  let line: Int?
  let lostAt: Int?
  let status: Int?
  private let source: Side
  private let target: Side

  init(_ layout: RecordLayout) {
    line = layout.slot(.line)
    lostAt = layout.slot(.lostAt)
    status = layout.slot(.status)
    source = Side(
      url: layout.slot(.sourceURL), host: layout.slot(.sourceHost),
      domain: layout.slot(.sourceDomain), path: layout.slot(.sourcePath))
    target = Side(
      url: layout.slot(.targetURL), host: layout.slot(.targetHost),
      domain: layout.slot(.targetDomain), path: layout.slot(.targetPath))
  }

  /// Fills the derived fields; a reason when the row names no source, or a target that is none.
  func resolve(
    _ row: Int, _ batch: inout RecordBatch, _ hosts: HostTable, grain: Mapping.Grain,
    _ scratch: inout [UInt8]
  ) -> (reason: String, detail: String)? {
    let given = grain == .domain ? source.domain : source.url
    guard let given, !batch[row, slot: given].isAbsent else {
      return ("no-source", "no linking page")
    }
    guard resolve(source, given, row, &batch, hosts, &scratch) else {
      let cell = batch[row, slot: given]
      let text = String(decoding: batch.bytes[cell.range].prefix(80), as: UTF8.self)
      return ("invalid-source", "the linking page is no web address: '\(text)'")
    }
    if let url = target.url, !batch[row, slot: url].isAbsent {
      let cell = batch[row, slot: url]
      if cell.range.isEmpty {
        batch[row, slot: url] = .absent
      } else if !resolve(target, url, row, &batch, hosts, &scratch) {
        let text = String(decoding: batch.bytes[cell.range].prefix(80), as: UTF8.self)
        return ("invalid-target", "the target is no web address: '\(text)'")
      }
    }
    return nil
  }

  private func resolve(
    _ side: Side, _ given: Int, _ row: Int, _ batch: inout RecordBatch, _ hosts: HostTable,
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
    var host = start + parts.host.lowerBound..<start + parts.host.upperBound
    if !HostName.isCanonicalASCII(batch.bytes.span.extracting(host)) {
      scratch.removeAll(keepingCapacity: true)
      guard HostName.append(batch.bytes.span.extracting(host), to: &scratch) != nil else {
        return false
      }
      let appended = batch.bytes.count
      batch.bytes.append(contentsOf: scratch)
      host = appended..<batch.bytes.count
    }
    let number = hosts.number(of: batch.bytes.span.extracting(host))
    if let slot = side.host {
      batch[row, slot: slot] = Cell(start: host.lowerBound, count: host.count)
    }
    if let slot = side.domain {
      let offset = hosts.host(number).domainStart
      batch[row, slot: slot] = Cell(start: host.lowerBound + offset, count: host.count - offset)
    }
    if let slot = side.path, side.url == given {
      let path = parts.pathAndQuery
      batch[row, slot: slot] = Cell(start: start + path.lowerBound, count: path.count)
    }
    return true
  }
}
