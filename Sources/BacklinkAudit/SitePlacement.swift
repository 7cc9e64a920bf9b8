import BacklinkExports
import ByteStreams
import HostLists
import LinkModel

/// Decides which site the rows of an export speak of.
struct SitePlacement {
  /// How many rows are asked for their target.
  private static let sampleRows = 4_096

  /// The sites that the user asked for.
  let sites: [String]
  let hosts: HostTable

  /// Whether the rows of an export say which site they link to, or its file's name, or the user.
  func namesSite(_ reader: ExportReader) -> Bool {
    let mapping = reader.shape.mapping
    if mapping.grain == .referral { return false }
    return sites.count == 1 || reader.namesTarget
      || (mapping.targetFromFileName && FileName.property(of: reader.input.name) != nil)
  }

  /// The site that rows without a choice belong to: the commonest target of the first rows.
  func site(ofFirst batch: RecordBatch, _ reader: ExportReader) -> String? {
    if sites.count == 1 { return sites.first }
    if reader.shape.mapping.targetFromFileName,
      let property = FileName.property(of: reader.input.name)
    {
      let bytes = Array(property.utf8)
      return sites.isEmpty ? hosts.domainName(hosts.domain(of: bytes.span)) : property
    }
    guard sites.isEmpty else { return nil }
    var counts: [String: Int] = [:]
    for row in 0..<min(batch.count, SitePlacement.sampleRows) {
      if let domain = batch.text(row, .targetDomain) { counts[domain, default: 0] += 1 }
    }
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }
}
