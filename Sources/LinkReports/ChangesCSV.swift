import CalendarTime
import DelimitedText
import LinkModel
import OutputText

/// What changed, one line each: alerts first, then referring domains, then links.
package enum ChangesCSV {
  /// All lines of all sites, with the header.
  package static func render(_ reports: [ChangeReport]) -> [UInt8] {
    var writer = DelimitedWriter()
    writer.record([
      "site", "subject", "change", "day", "domain", "authority", "source_url", "target_url",
      "anchor", "old_anchor", "class", "severity", "id", "message",
    ])
    for report in reports {
      for alert in report.alerts {
        writer.record([
          report.site, "alert", alert.kind.rawValue, alert.day.description, alert.domain ?? "", "",
          "", "", "", "", "", alert.severity.name, alert.id, alert.message,
        ])
      }
      for domain in report.changedDomains {
        writer.record([
          report.site, "domain", domain.kind.rawValue, domain.day.description, domain.domain,
          authority(domain.authority), "", "", "", "", domain.linkClass?.name ?? "", "", "", "",
        ])
      }
      for link in report.changedLinks {
        writer.record([
          report.site, "link", link.kind.rawValue, link.day.description, link.domain,
          authority(link.authority), link.sourceURL, link.targetURL ?? "", link.anchor ?? "",
          link.oldAnchor ?? "", "", "", "", "",
        ])
      }
    }
    return writer.bytes
  }

  private static func authority(_ thousandths: Int64?) -> String {
    thousandths.map { DecimalText.short(thousandths: $0) } ?? ""
  }
}
