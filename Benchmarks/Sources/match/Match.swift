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
    let clock = ContinuousClock()
    let built = clock.now
    let engine = LinkRuleEngine(pack.rules, options: RuleOptions(), hosts: hosts)
    let build = built.duration(to: clock.now)
    let layout = RecordLayout(
      engine.fields + [.anchor, .sourceTitle, .sourceURL, .sourceHost, .sourcePath, .sourceDomain])
    engine.bind(to: layout)
    var batch = RecordBatch(layout: layout)
    let source = AddressColumns.source(of: layout)
    var scratch: [UInt8] = []
    var fired: [Int] = []
    var hits = 0
    var time = Duration.zero
    var first = 0
    while first < rows.count {
      batch.removeAll()
      for row in first..<min(rows.count, first + 4_096) {
        batch.appendRow()
        for (field, text) in zip([Field.anchor, .sourceTitle, .sourceURL], rows.fields(row)) {
          batch.setText(text, field)
        }
        if let url = source.url {
          _ = source.resolve(row - first, from: url, in: &batch, hosts, &scratch)
        }
      }
      let start = clock.now
      for row in 0..<batch.count {
        engine.judge(batch, row: row, anchorKind: .other, isFollowed: true, into: &fired)
        if !fired.isEmpty { hits += 1 }
      }
      time += start.duration(to: clock.now)
      first += 4_096
    }
    report(rows.count, hits, build, time)
  }

  /// The rows against the lines of a file, each a text to be found without regard to case.
  private static func measureWords(_ path: String, _ rows: Rows) throws {
    let words = try Rows(path).lines
    let clock = ContinuousClock()
    let built = clock.now
    var matcher = try TextMatcher(
      tests: [TextTest(.contains, words)], seesDisguises: false)
    let build = built.duration(to: clock.now)
    var found: [TextMatch] = []
    var hits = 0
    let start = clock.now
    for row in 0..<rows.count {
      found.removeAll(keepingCapacity: true)
      matcher.appendMatches(in: rows.bytes.span.extracting(rows.range(row)), to: &found)
      if !found.isEmpty { hits += 1 }
    }
    report(rows.count, hits, build, start.duration(to: clock.now))
  }

  private static func report(_ rows: Int, _ hits: Int, _ build: Duration, _ time: Duration) {
    let seconds = time / .seconds(1)
    let speed = Double(rows) / seconds / 1e6
    print(
      "\(rows) rows, \(hits) hit, build \(Int(build / .milliseconds(1))) ms, "
        + "\(Int(seconds * 1_000)) ms, \(Int(speed * 1_000)) thousand rows/s")
  }

  private static func fail(_ message: String) -> Never {
    print("match: \(message)")
    exit(2)
  }
}
