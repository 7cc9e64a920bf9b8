import BacklinkAudit
import LinkModel
import OutputText

/// What an ingestion says at its end.
struct IngestReport {
  let inputs: [IngestedInput]
  let isRehearsal: Bool

  private var counts: InputCounts { inputs.reduce(into: InputCounts()) { $0.add($1.counts) } }

  private static let states: [IngestedInput.State] = [.new, .grown, .known, .empty, .failed]

  private func inputs(_ state: IngestedInput.State) -> Int { inputs.count { $0.state == state } }

  /// A line an input in which something is new, and one on all.
  var text: String {
    var text = ""
    for input in inputs where input.state == .new || input.state == .grown {
      let unit = input.isLog ? "lines" : "rows"
      text += TerminalText.safe(
        "\(input.name): \(input.counts.total) \(input.state == .grown ? "new " : "")\(unit), "
          + "\(input.counts.used) used")
      if input.counts.rejectedTotal > 0 { text += ", \(input.counts.rejectedTotal) rejected" }
      text += "\n"
    }
    let parts = IngestReport.states.filter { inputs($0) > 0 }.map { "\(inputs($0)) \($0.rawValue)" }
    text +=
      "\(isRehearsal ? "Would take" : "Took") \(counts.used) of \(counts.total) rows and lines"
    return text + (parts.isEmpty ? "" : "; inputs: " + parts.joined(separator: ", ")) + ".\n"
  }

  /// One object: the inputs with their counts, and the counts of all.
  var json: [UInt8] {
    var writer = JSONWriter(.pretty)
    writer.beginObject()
    writer.member("dry_run", isRehearsal)
    writer.key("inputs")
    writer.beginArray()
    for input in inputs {
      writer.beginObject()
      writer.member("name", input.name)
      writer.member("state", input.state.rawValue)
      if !input.format.isEmpty { writer.member("format", input.format) }
      if input.isLog { writer.member("bytes", input.bytes) }
      write(input.counts, to: &writer)
      writer.endObject()
    }
    writer.endArray()
    write(counts, to: &writer)
    writer.endObject()
    writer.endLine()
    return writer.takeBytes()
  }

  /// The inputs by state, for Prometheus.
  func add(to metrics: inout MetricsText) {
    metrics.add(
      "backlinks_ingest_last_run_inputs", .gauge,
      "Inputs of the last run, by how they stood to what the ledger knew.",
      IngestReport.states.map { ([("state", $0.rawValue)], Int64(inputs($0))) })
  }

  private func write(_ counts: InputCounts, to writer: inout JSONWriter) {
    writer.member("total", counts.total)
    writer.member("used", counts.used)
    writer.member("skipped", counts.skipped)
    writer.member("rejected", counts.rejected)
  }
}
