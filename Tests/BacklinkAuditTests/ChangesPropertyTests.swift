import CalendarTime
import Foundation
import LinkReports
import SeededRandom
import Testing

@testable import BacklinkAudit
@testable import LinkLedger

/// `changes` between two points is the difference of two snapshots that plain code makes of the exports.
@Suite struct ChangesPropertyTests {
  /// One line of an export.
  struct Line: Hashable {
    let source: Int
    let target: Int
    let anchor: String
    var isLost = false
    var firstSeen: Int32?
  }

  struct Export {
    let tool: String
    let day: Int32
    let lines: [Line]
    let isWhole: Bool
  }

  private static let firstDay: Int32 = 20_600
  private static let pack = Result { try RulePack(.builtIn) }

  // MARK: Simulated exports

  private static func date(_ day: Int32) -> String { "\(Day(rawValue: day))" }
  private static func source(_ number: Int) -> String {
    "https://blog\(number % 5).example/p\(number)"
  }
  private static func target(_ number: Int) -> String { "https://shop.example/t\(number)" }

  /// Exports of three tools: one that lists all links and lost ones too, a sample, and a sample that names
  /// no targets.
  private static func exports(_ random: inout SeededGenerator) -> [Export] {
    var first: [Line: Int32] = [:]
    var day = firstDay
    var exports: [Export] = []
    let fixed = (0..<6).map { Line(source: 100 + $0, target: $0 % 2, anchor: "fixed") }
    for _ in 0..<12 {
      day += Int32(1 + random.below(4))
      for tool in ["generic", "semrush", "gsc"] where random.below(3) > 0 {
        var lines: [Line] = []
        for source in 0..<9 where random.below(10) < 7 {
          let anchor = random.below(4) == 0 ? "other lamps" : "lamps"
          lines.append(Line(source: source, target: source % 3, anchor: anchor))
        }
        for index in lines.indices where tool == "semrush" {
          let known = first[lines[index]] ?? day - Int32(random.below(5))
          first[lines[index]] = known
          // Of some the exporter does not say it.
          lines[index].firstSeen = lines[index].source < 5 ? known : nil
          lines[index].isLost = random.below(6) == 0
        }
        exports.append(
          Export(tool: tool, day: day, lines: fixed + lines, isWhole: tool == "semrush"))
      }
    }
    return exports
  }

  private static func text(_ export: Export) -> (name: String, text: String) {
    let day = date(export.day)
    switch export.tool {
    case "generic":
      return (
        "links-\(day).csv",
        "Source URL,Target URL,Anchor,Nofollow\n"
          + export.lines.map { "\(source($0.source)),\(target($0.target)),\($0.anchor),false\n" }
          .joined()
      )
    case "semrush":
      return (
        "semrush-\(day).csv",
        "Page ascore,Source title,Source url,Target url,Anchor,External links,Internal links,"
          + "Nofollow,Sponsored,Ugc,Text,Frame,Form,Image,Sitewide,First seen,Last seen,New link,"
          + "Lost link\n"
          + export.lines.map {
            "5,T,\(source($0.source)),\(target($0.target)),\($0.anchor),3,4,false,false,false,true,"
              + "false,false,false,false,\($0.firstSeen.map(date) ?? ""),\(day),false,\($0.isLost)\n"
          }.joined()
      )
    default:
      return (
        "gsc-\(day).csv",
        "Linking page,Last crawled\n"
          + export.lines.map { "\(source($0.source)),\(day)\n" }.joined()
      )
    }
  }

  // MARK: The oracle

  struct Pair: Hashable {
    let source: Int
    let target: Int
    var words: String {
      ChangesPropertyTests.source(source) + " " + ChangesPropertyTests.target(target)
    }
  }

  /// What one link is by one tool.
  struct State {
    var isThere = false
    var wasThere = false
    var day: Int32 = 0
  }

  /// All that there was after some exports.
  struct Snapshot {
    /// By tool and line; of the sample by its source alone.
    var states: [String: [Line: State]] = [:]
    var newest: [String: Int32] = [:]
    var newestWhole: [String: Int32] = [:]

    init(_ exports: [Export]) {
      var most: [String: Int] = [:]
      for export in exports.sorted(by: { $0.day < $1.day }) {
        newest[export.tool] = export.day
        let isWhole = export.isWhole && export.lines.count * 2 >= most[export.tool] ?? 0
        most[export.tool] = max(most[export.tool] ?? 0, export.lines.count)
        if isWhole { newestWhole[export.tool] = export.day }
        var states = self.states[export.tool] ?? [:]
        var listed: Set<Line> = []
        for line in export.lines {
          let key = Snapshot.key(line, export.tool)
          listed.insert(key)
          var state = states[key] ?? State()
          if line.isLost {
            if state.isThere || states[key] == nil { state.day = export.day }
            state.isThere = false
          } else {
            state = State(isThere: true, wasThere: true, day: export.day)
          }
          states[key] = state
        }
        if isWhole {
          for (key, state) in states where state.isThere && !listed.contains(key) {
            states[key] = State(isThere: false, wasThere: true, day: export.day)
          }
        }
        self.states[export.tool] = states
      }
    }

    static func key(_ line: Line, _ tool: String) -> Line {
      tool == "gsc"
        ? Line(source: line.source, target: -1, anchor: "")
        : Line(source: line.source, target: line.target, anchor: line.anchor)
    }

    func states(of pair: Pair, _ tool: String) -> [(line: Line, state: State)] {
      (states[tool] ?? [:]).filter {
        $0.key.source == pair.source && ($0.key.target == pair.target || tool == "gsc")
      }.map { ($0.key, $0.value) }
    }

    func isThere(_ pair: Pair) -> Bool {
      var voices: [(day: Int32, there: Int)] = []
      for tool in states.keys {
        let own = states(of: pair, tool).map(\.state)
        if own.isEmpty { continue }
        let there = own.filter(\.isThere)
        voices.append(((there.isEmpty ? own : there).map(\.day).max() ?? 0, there.isEmpty ? 0 : 1))
      }
      return voices.max { ($0.day, $0.there) < ($1.day, $1.there) }?.there == 1
    }

    func wasThere(_ pair: Pair) -> Bool {
      states.keys.contains { tool in states(of: pair, tool).contains { $0.state.wasThere } }
    }
  }

  /// The changes in words, by plain comparison.
  private static func changes(_ before: [Export], _ after: [Export]) -> [String] {
    let (old, new) = (Snapshot(before), Snapshot(after))
    var firstSeen: [Line: Int32] = [:]
    for export in after where export.tool == "semrush" {
      for line in export.lines {
        let key = Snapshot.key(line, "semrush")
        if let day = line.firstSeen { firstSeen[key] = min(firstSeen[key] ?? day, day) }
      }
    }
    var pairs = Set(
      after.filter { $0.tool != "gsc" }.flatMap(\.lines).map {
        Pair(source: $0.source, target: $0.target)
      })
    // What only the sample knows has no target.
    for line in after.filter({ $0.tool == "gsc" }).flatMap(\.lines)
    where !pairs.contains(where: { $0.source == line.source }) {
      pairs.insert(Pair(source: line.source, target: -1))
    }
    var words: [String] = []
    for pair in pairs {
      let name = pair.target < 0 ? source(pair.source) + " -" : pair.words
      switch (old.isThere(pair), new.isThere(pair)) {
      case (true, false): words.append("lost \(name)")
      case (false, true) where old.wasThere(pair): words.append("regained \(name)")
      case (false, true):
        let isNew = new.states.keys.contains { tool in
          new.states(of: pair, tool).contains { line, state in
            guard state.isThere, let newest = old.newest[tool] else { return false }
            guard tool == "semrush", let first = firstSeen[line] else { return true }
            return first > newest || old.newestWhole[tool] ?? .min >= first
          }
        }
        words.append("\(isNew ? "new" : "listed") \(name)")
      case (true, true):
        let hasMoved = ["generic", "semrush"].contains { tool in
          let (was, now) = (old.states(of: pair, tool), new.states(of: pair, tool))
          let isThere = { (line: Line) in now.contains { $0.line == line && $0.state.isThere } }
          let left = was.contains { $0.state.isThere && !isThere($0.line) }
          let came = now.contains { entry in
            entry.state.isThere && !was.contains { $0.line == entry.line && $0.state.wasThere }
          }
          return left && came
        }
        if hasMoved { words.append("moved \(name)") }
      case (false, false): break
      }
    }
    return words.sorted()
  }

  // MARK: The ledger's answer

  private static func changes(
    _ folder: LedgerFolder, _ from: LedgerPoint, _ to: LedgerPoint
  ) throws -> (words: [String], report: ChangeReport)? {
    let ledger = try Ledger(path: folder.ledger, .reading)
    guard
      let finder = try ChangeFinder(
        ledger, pack: try pack.get(), site: "shop.example", from: from, to: to)
    else { return nil }
    let report = try finder.report()
    let words = report.changedLinks.map {
      "\($0.kind.rawValue) \($0.sourceURL) \($0.targetURL ?? "-")"
    }
    return (words.sorted(), report)
  }

  @Test(arguments: 0..<8)
  func `changes between two points are the difference of two snapshots`(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) + 40)
    let exports = Self.exports(&random)
    let folder = try LedgerFolder()
    // A run each, in any order.
    let order = exports.shuffled(using: &random)
    for export in order {
      let (name, text) = Self.text(export)
      try folder.write(name, text)
      try folder.ingest([name])
    }
    let days = exports.map(\.day)
    for _ in 0..<6 {
      let pick = [random.pick(days), random.pick(days)].sorted()
      guard pick[0] < pick[1] else { continue }
      let runs = [1 + random.below(order.count - 1), order.count]
      let cases: [(LedgerPoint, LedgerPoint, [Export], [Export])] = [
        (
          .day(pick[0]), .day(pick[1]), exports.filter { $0.day <= pick[0] },
          exports.filter { $0.day <= pick[1] }
        ),
        (.run(Int64(runs[0])), .run(Int64(runs[1])), Array(order.prefix(runs[0])), order),
      ]
      for (from, to, before, after) in cases {
        let (found, report) = try #require(try Self.changes(folder, from, to))
        let expected = Self.changes(before, after)
        #expect(found == expected.filter { !$0.hasPrefix("listed") }, "\(from) \(to)")
        #expect(report.links.listed == expected.count { $0.hasPrefix("listed") })
        let counts = report.links
        #expect(counts.after - counts.before == counts.net + counts.listed)
        let domains = report.domains
        #expect(domains.after - domains.before == domains.net + domains.listed)
      }
    }
  }
}
