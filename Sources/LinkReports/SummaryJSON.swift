import CalendarTime
import LinkModel
import OutputText

/// summary.json: everything a summary knows, for machines.
///
/// Keys stand in a fixed order and are always there; what is not known is null.
/// docs/summary.schema.json describes them.
public enum SummaryJSON {
  /// The name and version of the format.
  public static let schema = "backlinks-summary/1"

  /// The file's bytes, with a line end.
  public static func render(_ summary: AuditSummary) -> [UInt8] {
    var json = JSONWriter(.pretty)
    json.beginObject()
    json.member("schema", schema)
    json.member("site", summary.site)
    json.member("as_of", summary.asOf.description)
    json.member("suffix_list_date", summary.suffixListDate)
    json.member("advice", summary.advice.description)
    json.member("links", summary.links)
    json.member("domains", summary.domains)
    json.member("followed_domains", summary.followedDomains)
    json.member("is_lower_bound", summary.isLowerBound)
    json.array("coverage", summary.coverage) { json, coverage in
      json.member("exporter", coverage.exporter)
      json.member("domains", coverage.domains)
      json.member("only_domains", coverage.onlyDomains)
      json.member("pages", coverage.pages)
      json.member("only_pages", coverage.onlyPages)
      json.member("links", coverage.links)
      json.member("only_links", coverage.onlyLinks)
    }
    json.object("verdicts") { json in
      for verdict in Verdict.allCases { json.member(verdict.name, summary.verdicts[verdict] ?? 0) }
    }
    json.object("classes") { json in
      for linkClass in LinkClass.allCases {
        json.member(linkClass.name, summary.classes[linkClass] ?? 0)
      }
    }
    json.object("disavow") { write(summary.disavow, to: &$0) }
    json.array("review_groups", summary.reviewGroups) { json, group in
      json.member("pattern", group.pattern)
      json.member("domains", group.domains)
      json.member("example", group.example)
    }
    json.array("ignored", summary.ignored, write)
    json.array("protected", summary.protected, write)
    json.array("kept", summary.kept, write)
    json.array("changes", summary.changes) { json, change in
      json.member("entry", change.entry)
      json.member("is_added", change.isAdded)
      json.member("cause", change.cause)
    }
    json.array("toxic", summary.toxic) { json, toxic in
      json.member("domain", toxic.domain)
      json.member("score", (toxic.score + 500) / 1_000)
      json.member("verdict", toxic.verdict.name)
      json.member("links", toxic.links)
      json.member("reason", toxic.reason)
    }
    json.array("families", summary.families) { json, family in
      json.member("family", family.family)
      json.member("title", family.title)
      json.member("domains", family.domains)
      json.member("examples", family.examples)
    }
    json.object("anchors") { json in
      for kind in AnchorKind.allCases { json.member(kind.name, summary.anchorKinds[kind] ?? 0) }
    }
    json.object("usual_anchors") { json in
      for kind in AnchorKind.allCases {
        guard let usual = kind.usualShare else { continue }
        json.object(kind.name) { json in
          json.member("from_percent", usual.lowerBound)
          json.member("to_percent", usual.upperBound)
        }
      }
    }
    json.object("rel") { json in
      json.member("followed_links", summary.qualifiers.followed)
      json.member("nofollow_links", summary.qualifiers.nofollow)
      json.member("lost_links", summary.qualifiers.lost)
      write(summary.relations, "domains", to: &json)
    }
    write(summary.placements, "placements", to: &json)
    write(summary.topLevels, "top_levels", to: &json)
    write(summary.languages, "languages", to: &json)
    write(summary.authorities, "authorities", to: &json)
    json.array("strongest", summary.strongest) { json, strong in
      json.member("domain", strong.domain)
      json.member("value", thousandths: strong.value)
      json.member("verdict", strong.verdict.name)
      json.member("source_url", strong.sourceURL)
    }
    json.array("growth", summary.growth) { json, growth in
      json.member("month", growth.month)
      json.member("domains", growth.domains)
    }
    json.array("bursts", summary.bursts) { json, burst in
      json.member("month", burst.month)
      json.member("domains", burst.domains)
      json.member("usual", burst.usual)
      json.member("toxic", burst.toxic)
      json.member("pattern", burst.pattern)
    }
    json.array("networks", summary.networks) { json, network in
      json.member("footprint", network.footprint)
      json.member("example", network.example)
      json.member("owners", network.owners)
      json.member("toxic", network.toxic)
      json.member("members", network.members)
    }
    json.object("lost") { json in
      json.member("links", summary.lostLinks)
      json.member("domains", summary.lostDomains)
      json.array("strongest", summary.strongestLost) { json, lost in
        json.member("domain", lost.domain)
        json.member("authority", thousandths: lost.authority)
        json.member("links", lost.links)
        json.member("last_seen", lost.lastSeen?.description)
        json.member("source_url", lost.sourceURL)
      }
    }
    json.array("broken_targets", summary.brokenTargets) { json, broken in
      json.member("target_url", broken.targetURL)
      json.member("links", broken.links)
      json.member("domains", broken.domains)
      json.member("source_url", broken.sourceURL)
    }
    if let referrals = summary.referrals {
      json.key("referrals")
      json.beginObject()
      json.member("hits", referrals.hits)
      json.member("hosts", referrals.hosts)
      json.array("strongest", referrals.strongest) { json, host in
        json.member("host", host.host)
        json.member("kind", host.kind)
        json.member("hits", host.hits)
      }
      json.endObject()
    } else {
      json.member("referrals", String?.none)
    }
    json.array("ghost_referrers", summary.ghostReferrers) { json, ghost in
      json.member("host", ghost.host)
      json.member("hits", Int(ghost.hits))
      json.member("rules", ghost.rules)
      json.member("reason", ghost.reason)
    }
    json.array("reclamation", summary.reclamation) { json, page in
      json.member("target_url", page.targetURL)
      json.member("hits", page.hits)
      json.member("hosts", page.hosts)
      json.member("source_url", page.sourceURL)
    }
    json.array("alerts", summary.alerts) { json, alert in
      json.member("severity", alert.severity.name)
      json.member("message", alert.message)
    }
    json.array("inputs", summary.inputs, write)
    json.array("diagnostics", summary.diagnostics, write)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func write(
    _ counts: [AuditSummary.NamedCount], _ name: String, to json: inout JSONWriter
  ) {
    json.array(name, counts) { json, count in
      json.member("name", count.name)
      json.member("domains", count.domains)
    }
  }

  private static func write(_ impact: AuditSummary.DisavowImpact, to json: inout JSONWriter) {
    json.member("entries", impact.entries)
    json.member("added", impact.added)
    json.member("removed", impact.removed)
    json.member("previous_day", impact.previousDay?.description)
    json.member("kept_from_user", impact.keptFromUser)
    json.member("unseen", impact.unseen)
    json.member("overflow", impact.overflow)
    json.member("value_share", thousandths: Int64(impact.valueShare))
    json.member("strongest_hit", impact.strongestHit)
    json.member("best_domain", impact.best?.domain)
    json.member("best_value", thousandths: impact.best?.value)
    json.member("held_because", impact.heldBecause)
    json.array("vetoes", impact.vetoes) { json, veto in
      json.member("entry", veto.entry)
      json.member("reason", veto.reason)
    }
  }

  private static func write(_ json: inout JSONWriter, _ count: AuditSummary.ReasonCount) {
    json.member("reason", count.reason)
    json.member("domains", count.domains)
    json.member("examples", count.examples)
  }

  private static func write(_ json: inout JSONWriter, _ input: AuditSummary.Input) {
    json.member("name", input.name)
    json.member("kind", input.kind.rawValue)
    json.member("title", input.title)
    json.member("newest_day", input.newestDay?.description)
    json.member("cap", input.cap)
    json.member("is_damaged", input.isDamaged)
    json.member("used", input.counts.used)
    json.member("repaired", input.counts.repaired)
    json.member("skipped", input.counts.skipped)
    json.member("rejected", input.counts.rejected)
  }

  private static func write(_ json: inout JSONWriter, _ diagnostic: Diagnostic) {
    json.member("level", "\(diagnostic.level)")
    json.member("file", diagnostic.file)
    json.member("line", diagnostic.line)
    json.member("column", diagnostic.column)
    json.member("message", diagnostic.message)
  }
}
