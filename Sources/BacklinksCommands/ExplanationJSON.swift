import BacklinkAudit
import CalendarTime
import LinkModel
import LinkReports
import OutputText

/// What `explain --json` prints: the same as the text, for programs.
struct ExplanationJSON {
  /// What was asked for.
  let name: String
  /// One a site with links from the domain.
  let explanations: [Explanation]
  /// What the user decided about it.
  let decision: Decision?

  /// One object, with a line feed at its end.
  var bytes: [UInt8] {
    var json = JSONWriter(.pretty)
    json.beginObject()
    json.member("schema", "backlinks-explain/1")
    json.member("name", name)
    ExplanationJSON.member("decision", decision, &json)
    json.array("sites", explanations) { json, explanation in
      ExplanationJSON.members(explanation, &json)
    }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func members(_ explanation: Explanation, _ json: inout JSONWriter) {
    let row = explanation.row
    json.member("site", explanation.site)
    json.member("domain", row.domain)
    json.member("verdict", row.verdict.name)
    json.member("class", row.linkClass.name)
    json.member("score", thousandths: Int64(row.score))
    json.array("score_parts", explanation.parts) { json, part in
      json.member("family", part.family)
      json.member("weight", part.weight)
      json.member("points", thousandths: Int64(part.points))
    }
    json.array("findings", explanation.findings, finding)
    json.member("softened_by", explanation.softenedBy)
    json.member("protection", explanation.protection)
    json.array("vetoes", explanation.vetoes) { json, veto in
      json.member("entry", veto.entry)
      json.member("reason", veto.reason)
    }
    json.member("entry", row.entry.isEmpty ? nil : row.entry)
    member("request", row.request, &json)
    json.member("changes", explanation.turns)
    json.member("links", row.links)
    json.member("source_pages", row.sourcePages)
    json.member("target_pages", row.targetPages)
    json.member("followed_links", row.followedLinks)
    json.array("sample", explanation.links, link)
  }

  private static func finding(_ json: inout JSONWriter, _ finding: Explanation.Finding) {
    json.member("rule", finding.rule)
    json.member("family", finding.family)
    json.member("role", finding.role)
    json.member("weight", finding.weight)
    json.member("message", finding.message)
    json.member("not_counted_because", finding.uncounted)
    json.array("facts", finding.facts) { json, fact in
      json.member("name", fact.name)
      json.member("value", fact.value)
      json.member("asked", fact.question)
    }
    json.array("links", finding.links, link)
  }

  private static func link(_ json: inout JSONWriter, _ link: LinkLine) {
    json.member("source_url", link.sourceURL)
    json.member("target_url", link.targetURL)
    json.member("anchor", link.anchor)
    json.member("rules", link.rules)
    json.member("first_seen", link.firstSeen?.description)
    json.member("last_seen", link.lastSeen?.description)
    json.member("exporters", link.exporters)
  }

  private static func member(_ key: String, _ decision: Decision?, _ json: inout JSONWriter) {
    guard let decision else { return json.member(key, String?.none) }
    json.object(key) { json in
      json.member("subject", decision.subject)
      json.member("choice", decision.choice.name)
      json.member("note", decision.note)
      json.member("author", decision.author)
      json.member("date", decision.day.description)
    }
  }
}
