import CalendarTime
import LinkModel
import OutputText

/// What changed, for machines: docs/changes.schema.json describes it.
package enum ChangesJSON {
  /// The name and version of the format.
  package static let schema = "backlinks-changes/1"

  /// One object for all sites, with a line end.
  package static func render(_ reports: [ChangeReport]) -> [UInt8] {
    var json = JSONWriter(.pretty)
    json.beginObject()
    json.member("schema", schema)
    json.array("sites", reports, write)
    json.endObject()
    json.endLine()
    return json.takeBytes()
  }

  private static func write(_ json: inout JSONWriter, _ report: ChangeReport) {
    json.member("site", report.site)
    json.object("from") { write(report.from, to: &$0) }
    json.object("to") { write(report.to, to: &$0) }
    json.member("is_short", report.isShort)
    json.array("alerts", report.alerts) { json, alert in
      json.member("id", alert.id)
      json.member("kind", alert.kind.rawValue)
      json.member("severity", alert.severity.name)
      json.member("day", alert.day.description)
      json.member("domain", alert.domain)
      json.member("message", alert.message)
    }
    json.object("domains") { write(report.domains, to: &$0) }
    json.object("links") { write(report.links, to: &$0) }
    json.key("growth")
    if let growth = report.growth {
      json.beginObject()
      json.member("since", growth.since.description)
      json.object("domains") { write(growth.domains, to: &$0) }
      json.object("links") { write(growth.links, to: &$0) }
      json.endObject()
    } else {
      json.null()
    }
    json.array("toxic_shares", report.toxicShares) { json, share in
      json.member("day", share.day.description)
      json.member("toxic", share.toxic)
      json.member("domains", share.domains)
      json.member("share", thousandths: Int64(share.share))
    }
    json.array("spikes", report.spikes) { json, spike in
      json.member("first_day", spike.first.description)
      json.member("days", spike.days)
      json.member("domains", spike.domains)
      json.member("usual", spike.usual)
      json.member("toxic", spike.toxic)
      json.member("family", spike.family?.id)
      json.member("family_domains", spike.family?.domains)
    }
    json.array("anchors", report.anchors) { json, anchor in
      json.member("anchor", anchor.anchor)
      json.member("domains_before", anchor.before)
      json.member("domains_after", anchor.after)
      json.member("share_before", thousandths: Int64(anchor.shareBefore))
      json.member("share_after", thousandths: Int64(anchor.shareAfter))
    }
    json.array("first_exports", report.firstExports) { json, export in
      json.member("tool", export.tool)
      json.member("report", export.report)
      json.member("day", export.day.description)
    }
    json.array("changed_domains", report.changedDomains) { json, domain in
      json.member("change", domain.kind.rawValue)
      json.member("domain", domain.domain)
      json.member("day", domain.day.description)
      json.member("links", domain.links)
      json.member("authority", thousandths: domain.authority)
      json.member("class", domain.linkClass?.name)
    }
    json.array("changed_links", report.changedLinks) { json, link in
      json.member("change", link.kind.rawValue)
      json.member("source_url", link.sourceURL)
      json.member("target_url", link.targetURL)
      json.member("anchor", link.anchor)
      json.member("old_anchor", link.oldAnchor)
      json.member("domain", link.domain)
      json.member("day", link.day.description)
      json.member("nofollow", link.isNofollow)
      json.member("authority", thousandths: link.authority)
    }
  }

  private static func write(_ point: ChangeReport.Point, to json: inout JSONWriter) {
    json.member("day", point.day.description)
    json.member("run", point.run)
  }

  private static func write(_ counts: ChangeReport.Counts, to json: inout JSONWriter) {
    json.member("before", counts.before)
    json.member("after", counts.after)
    json.member("new", counts.new)
    json.member("lost", counts.lost)
    json.member("regained", counts.regained)
    json.member("moved", counts.moved)
    json.member("listed", counts.listed)
  }
}
