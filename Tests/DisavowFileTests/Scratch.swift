import Foundation
import Testing
@testable import DisavowFile
@testable import WebAddress
@Suite struct Scratch {
  @Test func corpus() throws {
    let dat = [UInt8](
      try Data(
        contentsOf: URL(
          fileURLWithPath: "/work/shared/corpus/domains/public_suffix_list.2026-10-22.dat")))
    let list = try SuffixList.parse(publicSuffixDat: dat.span)
    let checks = DisavowChecks(
      guardReason: { e in
        guard case .domain(let h) = e else { return nil }
        let b = Array(h.utf8)
        guard let r = list.registrable(b.span), r.isSuffix else { return nil }
        let c =
          !h.contains(".")
          ? "GUARD_TLD" : r.kind == .icann ? "GUARD_PUBLIC_SUFFIX" : "GUARD_SHARED_HOST"
        return .init(code: DisavowCode(rawValue: c), message: "x")
      },
      hasKnownTopLevel: { h in
        let b = Array(h.utf8); return list.registrable(b.span)?.isListed ?? false
      })
    var same = 0, other = 0
    let lines = try String(
      contentsOfFile: "/work/shared/corpus/disavow-lines.jsonl", encoding: .utf8
    ).split(separator: "\n")
    for l in lines {
      let d = try JSONSerialization.jsonObject(with: Data(l.utf8)) as! [String: Any]
      let line = d["line"] as! String
      var r = LineReader(); let b = Array(line.utf8)
      let content = r.read(b.span)
      let x = DisavowDocument.Line(number: 1, raw: b, end: [], content: content, codes: r.codes)
      var codes = x.codes.map(\.rawValue)
      if let j = x.rejection { codes.append("!" + j.rawValue) }
      if let e = x.entry {
        if case .domain(let h) = e, h.contains("."), !e.isAddress, !checks.hasKnownTopLevel(h) {
          codes.append("UNKNOWN_TLD")
        }
        if let g = checks.guardReason(e) { codes.append("?" + g.code.rawValue) }
      }
      let okk =
        x.kind.rawValue == d["kind"] as! String && x.canonical == d["canonical"] as? String
        && codes == d["codes"] as! [String]
      if okk {
        same += 1
      } else {
        other += 1;
        print(
          "VECTOR", line.debugDescription.prefix(100), "want", d["kind"]!,
          (d["canonical"] as? String ?? "nil").prefix(80), d["codes"]!, "got", x.kind,
          (x.canonical ?? "nil").prefix(80), codes)
      }
    }
    print("vectors same", same, "other", other)
    var counts: [String: Int] = [:], kinds: [String: Int] = [:]; var files = 0, total = 0, bytes = 0
    var time = Duration.zero
    for f in try FileManager.default.contentsOfDirectory(atPath: "/work/shared/corpus/disavow")
      .sorted() where f != "SOURCES.tsv"
    {
      let data = [UInt8](
        try Data(contentsOf: URL(fileURLWithPath: "/work/shared/corpus/disavow/" + f)))
      do {
        var doc: DisavowDocument?
        time += try ContinuousClock().measure { doc = try DisavowDocument(parsing: data) }
        let d = doc!
        files += 1; total += d.lines.count; bytes += data.count
        for l in d.lines {
          kinds[l.kind.rawValue, default: 0] += 1
          if l.kind == .rejected {
            print(
              f, l.number, l.rejection!.rawValue, String(decoding: l.raw, as: UTF8.self).prefix(120)
            )
          }
        }
        for x in d.lint(checks) { counts[x.code.rawValue, default: 0] += 1 }
        let once = d.fixed().text
        let again = try DisavowDocument(parsing: once)
        if again.fixed().text != once || again.entries.map(\.entry) != d.entries.map(\.entry)
          || !again.isClean
        {
          print("NOT IDEMPOTENT", f)
        }
        if d.lines.flatMap({ $0.raw + $0.end }) != data { print("NOT LOSSLESS", f, data.prefix(3)) }
        let m = d.fixed(.init(isSafe: true, isMinimising: true, checks: checks))
        counts["dropped", default: 0] += m.dropped.count
        counts["held", default: 0] += m.held.count
      } catch { print("REFUSED", f, error) }
    }
    print(
      "files", files, "lines", total, "bytes", bytes, "parse", time,
      kinds.sorted { $0.key < $1.key })
    for (k, v) in counts.sorted(by: { $0.value > $1.value }) { print(k, v) }
  }
}
