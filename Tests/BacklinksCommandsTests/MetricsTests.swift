import Foundation
import LinkLedger
import Testing

/// What `--metrics` writes, read as strictly as Prometheus reads it.
@Suite struct MetricsTests {
  private static let site = "lantern-harbour.example"

  @Test func `the metrics of an ingestion tell how it ended and what the ledger holds`() throws {
    let folder = try TemporaryFolder()
    let ledger = folder.path("a \"b\\c.db")
    let words = [
      "ingest", Repository.samples, "--ledger", ledger, "-q", "--metrics", folder.path("m.prom"),
    ]
    #expect(try CommandRun(words).code == 0)
    let first = try Exposition(folder.text("m.prom"))
    #expect(first.samples.allSatisfy { $0.labels["ledger"] == ledger })
    #expect(first["backlinks_ingest_last_run_exit_code"] == 0)
    #expect(first["backlinks_ingest_last_run_inputs", "state", "new"] == 6)
    #expect(first["backlinks_ledger_runs_total"] == 1)
    #expect(first["backlinks_ledger_rows_total", "outcome", "used"] == 476)
    #expect(first["backlinks_ledger_links", "site", Self.site] == 348)
    #expect(
      first["backlinks_ledger_newest_export_timestamp_seconds", "tool", "gsc"] == 1_790_726_400)
    #expect(first["backlinks_ledger_newest_visit_timestamp_seconds"] ?? 0 > 1_700_000_000)
    let size = try FileManager.default.attributesOfItem(atPath: ledger)[.size] as? Int
    #expect(first["backlinks_ledger_size_bytes"] == size.map(Double.init))
    // Counters go on, the last run is another one.
    #expect(try CommandRun(words).code == 0)
    let second = try Exposition(folder.text("m.prom"))
    #expect(second["backlinks_ingest_last_run_inputs", "state", "known"] == 6)
    #expect(second["backlinks_ledger_runs_total"] == 2)
    #expect(second["backlinks_ledger_rows_total", "outcome", "used"] == 476)
    #expect(folder.names.filter { $0.contains("m.prom") } == ["m.prom"])
  }

  @Test func `metrics hold no address of a visitor, and no path but the ledger's`() throws {
    let folder = try TemporaryFolder()
    let log = try folder.write(
      "a.log",
      "203.0.113.7 - - [30/Sep/2026:10:00:10 +0000] \"GET /?key=hidden HTTP/1.1\" 200 5 "
        + "\"https://blog.example/?token=hidden\" \"Mozilla/5.0 Firefox/120.0\"\n")
    let run = try CommandRun(
      "ingest", log, "--site", "shop.example", "--ledger", folder.path("links.db"), "--metrics",
      folder.path("m.prom"))
    #expect(run.code == 0)
    let text = try folder.text("m.prom")
    #expect(text.contains("backlinks_ledger_log_lines_total"))
    for word in ["203.0.113", "hidden", "blog.example", "a.log"] { #expect(!text.contains(word)) }
  }

  @Test func `a run that reads a part, or fails, says so in its metrics`() throws {
    let folder = try TemporaryFolder()
    func ingest(_ words: String...) throws -> (code: Int32, exit: Double?) {
      let run = try CommandRun(
        ["ingest"] + words + ["--site", "shop.example", "--metrics", folder.path("m.prom")])
      return (
        run.code, try Exposition(folder.text("m.prom"))["backlinks_ingest_last_run_exit_code"]
      )
    }
    let export = try folder.write("x.csv", SmallFiles.export([]))
    let ledger = folder.path("links.db")
    #expect(try ingest(export, folder.path("none.csv"), "--ledger", ledger) == (3, 3))
    let stranger = try folder.write("stranger.db", "no ledger")
    #expect(try ingest(export, "--ledger", stranger) == (1, 1))
  }

  @Test func `a run that waits for no other leaves the metrics of that one alone`() throws {
    let folder = try TemporaryFolder()
    let metrics = try folder.write("m.prom", "# HELP backlinks_up Of the other run.\n")
    let ledger = folder.path("links.db")
    let lock = try LedgerLock(path: ledger, waits: false)
    let ingest = ["ingest", Repository.samples, "--ledger", ledger]
    let words = ingest + ["--metrics", metrics]
    #expect(try CommandRun(words).code == 4)
    #expect(try CommandRun(words + ["--lock", "skip"]).code == 0)
    _ = consume lock
    #expect(try CommandRun(words + ["--dry-run"]).code == 2)
    #expect(try folder.text("m.prom") == "# HELP backlinks_up Of the other run.\n")
    #expect(try CommandRun(ingest + ["--metrics", folder.path("none/m.prom")]).code == 1)
    #expect(!folder.has("links.db"), "nothing is read when the metrics have no place")
  }

  @Test func `the metrics of an audit count referring domains by verdict`() throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun(
      "audit", Repository.samples, "--site", Self.site, "--metrics", folder.path("m.prom"),
      "--fail-on", "high", "-q")
    #expect(run.code == 5)
    #expect(
      run.errors
        == "backlinks: \(Self.site): a new verdict rests on a finding of severity high\n")
    let metrics = try Exposition(folder.text("m.prom"))
    #expect(metrics["backlinks_audit_last_run_exit_code"] == 5)
    #expect(metrics["backlinks_audit_referring_domains", "verdict", "keep"] == 48)
    #expect(metrics["backlinks_audit_referring_domains", "verdict", "review"] == 5)
    #expect(metrics["backlinks_audit_held"] == 0)
  }
}

/// A text of metrics; anything that Prometheus would refuse, or its conventions, is an error.
private struct Exposition {
  struct Sample: Equatable {
    var name = ""
    var labels: [String: String] = [:]
    var value = 0.0
  }

  struct Mistake: Error {
    let line: Substring
  }

  private(set) var samples: [Sample] = []

  init(_ text: String) throws {
    var helped: Set<Substring> = []
    var kinds: [Substring: Substring] = [:]
    var current: Substring?
    guard text.hasSuffix("\n"), !text.contains("\r") else { throw Mistake(line: text[...]) }
    for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      if line.hasPrefix("# HELP ") {
        guard words.count > 3, helped.insert(words[2]).inserted else { throw Mistake(line: line) }
        current = words[2]
      } else if line.hasPrefix("# TYPE ") {
        guard words.count == 4, words[2] == current, kinds[words[2]] == nil,
          words[3] == "gauge" || words[3] == "counter",
          (words[3] == "counter") == words[2].hasSuffix("_total")
        else { throw Mistake(line: line) }
        kinds[words[2]] = words[3]
      } else {
        let sample = try Self.sample(line)
        guard let current, sample.name == current, kinds[current] != nil,
          !samples.contains(where: { $0.name == sample.name && $0.labels == sample.labels })
        else { throw Mistake(line: line) }
        samples.append(sample)
      }
    }
  }

  subscript(name: String) -> Double? { samples.first { $0.name == name }?.value }

  subscript(name: String, label: String, value: String) -> Double? {
    samples.first { $0.name == name && $0.labels[label] == value }?.value
  }

  private static func isName(_ name: Substring) -> Bool {
    guard let first = name.first, first.isASCII, first.isLetter || first == "_" else {
      return false
    }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }

  private static func sample(_ line: Substring) throws -> Sample {
    let mistake = Mistake(line: line)
    var rest = line
    var sample = Sample()
    let name = rest.prefix { $0 != "{" && $0 != " " }
    guard isName(name) else { throw mistake }
    sample.name = String(name)
    rest = rest.dropFirst(name.count)
    if rest.first == "{" {
      repeat {
        rest = rest.dropFirst()
        let label = rest.prefix { $0 != "=" }
        rest = rest.dropFirst(label.count)
        guard isName(label), rest.hasPrefix("=\""), sample.labels[String(label)] == nil else {
          throw mistake
        }
        rest = rest.dropFirst(2)
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
          if character == "\\" {
            let escapes: [Character: Character] = ["\\": "\\", "\"": "\"", "n": "\n"]
            guard let meant = rest.popFirst().flatMap({ escapes[$0] }) else { throw mistake }
            value.append(meant)
          } else {
            value.append(character)
          }
        }
        sample.labels[String(label)] = value
      } while rest.first == ","
      guard rest.first == "}" else { throw mistake }
      rest = rest.dropFirst()
    }
    guard rest.first == " ", let value = Double(rest.dropFirst()) else { throw mistake }
    sample.value = value
    return sample
  }
}
