import HostLists
import LinkModel

/// Works out hosts, domains and paths of a row's addresses.
struct AddressSlots {
  let line: Int?
  let lostAt: Int?
  let status: Int?
  private let source: AddressColumns
  private let target: AddressColumns

  init(_ layout: RecordLayout) {
    line = layout.slot(.line)
    lostAt = layout.slot(.lostAt)
    status = layout.slot(.status)
    source = .source(of: layout)
    target = .target(of: layout)
  }

  /// Fills the derived fields; a reason when the row names no source, or a target that is none.
  func resolve(
    _ row: Int, _ batch: inout RecordBatch, _ hosts: HostTable, grain: Mapping.Grain,
    _ scratch: inout [UInt8]
  ) -> (reason: String, detail: String)? {
    let given = grain == .link ? source.url : source.domain
    guard let given, !batch[row, slot: given].isAbsent,
      batch.bytes[batch[row, slot: given].range].contains(where: { $0 > 0x20 })
    else {
      return ("no-source", "no linking page")
    }
    guard source.resolve(row, from: given, in: &batch, hosts, &scratch) else {
      let cell = batch[row, slot: given]
      let text = String(decoding: batch.bytes[cell.range].prefix(80), as: UTF8.self)
      return ("invalid-source", "the linking page is no web address: '\(text)'")
    }
    if let url = target.url, !batch[row, slot: url].isAbsent {
      let cell = batch[row, slot: url]
      if cell.range.isEmpty {
        batch[row, slot: url] = .absent
      } else if !target.resolve(row, from: url, in: &batch, hosts, &scratch) {
        let text = String(decoding: batch.bytes[cell.range].prefix(80), as: UTF8.self)
        return ("invalid-target", "the target is no web address: '\(text)'")
      }
    }
    return nil
  }
}
