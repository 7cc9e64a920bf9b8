import BacklinkAudit
import HostLists
import LinkModel
import LinkRules
import TextMatching

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Measures the rules alone: rows of anchor, title and URL, parted by tabs, on one thread.
@main
struct Match {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4, arguments[1] == "rules" || arguments[1] == "words" else {
      fail("usage: match rules DIR ROWS, match words FILE ROWS")
    }
    do {
      let rows = try Rows(arguments[3])
      if arguments[1] == "rules" {
        try measureRules(arguments[2], rows)
      } else {
        try measureWords(arguments[2], rows)
      }
    } catch {
      fail("\(error)")
    }
  }

  /// The rows against the built-in rules and those of a directory.
  private static func measureRules(_ directory: String, _ rows: Rows) throws {
    var files = RuleFiles.builtIn
    files.add(try RuleFiles(directory: directory))
    let pack = try RulePack(files)
    let hosts = HostTable(suffixes: pack.suffixes, lists: pack.hostLists)
    let built = seconds
    let engine = LinkRuleEngine(pack.rules, options: RuleOptions(), hosts: hosts)
    let build = seconds - built
    let layout = RecordLayout(
      engine.fields + [.anchor, .sourceTitle, .sourceURL, .sourceHost, .sourcePath, .sourceDomain])
    engine.bind(to: layout)
    var batch = RecordBatch(layout: layout)
    let source = AddressColumns.source(of: layout)
    var scratch: [UInt8] = []
    var fired: [Int] = []
    var hits = 0
    var time = 0.0
    var first = 0
    while first < rows.count {
      batch = RecordBatch(layout: layout)
      for row in first..<min(rows.count, first + 4_096) {
        batch.appendRow()
        for (field, text) in zip([Field.anchor, .sourceTitle, .sourceURL], rows.fields(row)) {
          batch.setText(text, field)
        }
        if let url = source.url {
          _ = source.resolve(row - first, from: url, in: &batch, hosts, &scratch)
        }
      }
      let start = seconds
      for row in 0..<batch.count {
        engine.judge(batch, row: row, anchorKind: .other, isFollowed: true, into: &fired)
        if !fired.isEmpty { hits += 1 }
      }
      time += seconds - start
      first += 4_096
    }
    report(rows.count, hits, build, time)
  }

  /// The rows against the lines of a file, each a text to be found without regard to case.
  private static func measureWords(_ path: String, _ rows: Rows) throws {
    let words = try Rows(path).lines
    let built = seconds
    var matcher = try TextMatcher(
      tests: [TextTest(.contains, words)], seesDisguises: false)
    let build = seconds - built
    var found: [TextMatch] = []
    var hits = 0
    let start = seconds
    for row in 0..<rows.count {
      found.removeAll(keepingCapacity: true)
      rows.eachField(row) { text in matcher.appendMatches(in: text, to: &found) }
      if !found.isEmpty { hits += 1 }
    }
    report(rows.count, hits, build, seconds - start)
  }

  /// The time that the processor spent on this program: others that run beside it do not count.
  private static var seconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  private static func report(_ rows: Int, _ hits: Int, _ build: Double, _ time: Double) {
    print(
      "\(rows) rows, \(hits) hit, build \(Int(build * 1_000)) ms, \(Int(time * 1_000)) ms, "
        + "\(Int(Double(rows) / time / 1_000)) thousand rows/s")
  }

  private static func fail(_ message: String) -> Never {
    print("match: \(message)")
    exit(2)
  }
}
