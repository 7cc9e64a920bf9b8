import CalendarTime
import LinkModel
import OutputText

/// The model that the script of the page works on: JSON in columns, repeated texts written once.
///
/// It has room for ``limit`` domains. When the sample links need more than their room, domains that nobody has
/// to look at go without.
struct ReportModel {
  /// At most so many domains are in the page.
  static let limit = 50_000
  /// At most so many bytes are spent on sample links, and on reasons and anchors.
  private static let sampleRoom = 3_500_000
  private static let textRoom = 4_000_000
  private static let longestText = 300
  private static let mostSamples = 3

  private var numbers: [String: Int] = ["": 0]
  private var texts: [String] = [""]
  /// What is left for texts of the pool.
  private var room = textRoom

  /// What was written and not yet handed on.
  private var json = JSONWriter(.compact)
  private let emit: ([UInt8]) -> Void

  private init(_ emit: @escaping ([UInt8]) -> Void) {
    self.emit = emit
  }

  /// Hands on the JSON piece by piece, fit for the inside of a script element: no `<` in it.
  static func write(
    _ summary: AuditSummary, rows: [DomainRow], total: Int, disavow: [UInt8],
    to emit: @escaping ([UInt8]) -> Void
  ) {
    var model = ReportModel(emit)
    model.write(summary, rows, total, disavow)
    model.handOn(atLeast: 0)
  }

  /// Hands on what was written, when there is enough of it.
  private mutating func handOn(atLeast size: Int = 1 << 16) {
    guard json.bytes.count >= size else { return }
    let bytes = json.takeBytes()
    var safe: [UInt8] = []
    safe.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == UInt8(ascii: "<") {
        safe.append(contentsOf: #"\u003c"#.utf8)
      } else {
        safe.append(byte)
      }
    }
    emit(safe)
  }

  private mutating func write(
    _ summary: AuditSummary, _ rows: [DomainRow], _ total: Int, _ disavow: [UInt8]
  ) {
    json.beginObject()
    json.member("site", summary.site)
    json.member("total", total)
    json.member("verdicts", Verdict.names)
    json.member("classes", LinkClass.names)
    let families = ReportModel.numbered(summary.familyTitles.keys)
    json.key("families")
    ReportModel.pairs(families, summary.familyTitles, to: &json)
    let rules = ReportModel.numbered(summary.ruleTitles.keys)
    json.key("rules")
    ReportModel.pairs(rules, summary.ruleTitles, to: &json)
    var groups: [String: Int] = [:]
    for (number, group) in summary.reviewGroups.enumerated() { groups[group.pattern] = number }
    json.array("groups", summary.reviewGroups) { json, group in
      json.member("pattern", ReportModel.shown(group.pattern))
      json.member("count", group.domains.count)
    }
    json.key("columns")
    json.beginObject()
    func column(_ name: String, _ value: (inout JSONWriter, DomainRow) -> Void) {
      json.key(name)
      json.beginArray()
      for place in rows.indices {
        value(&json, rows.span[place])
        handOn()
      }
      json.endArray()
    }
    func number(_ value: Int?, _ json: inout JSONWriter) {
      if let value { json.integer(value) } else { json.null() }
    }
    column("name") { $0.string($1.domain) }
    column("verdict") { $0.integer(Int($1.verdict.rawValue)) }
    column("class") { $0.integer(Int($1.linkClass.rawValue)) }
    column("score") { $0.integer(($1.score + 500) / 1_000) }
    column("value") { $0.integer(Int($1.value)) }
    column("links") { $0.integer($1.links) }
    column("followed") { $0.integer($1.followedLinks) }
    column("pages") { $0.integer($1.sourcePages) }
    column("targets") { $0.integer($1.targetPages) }
    column("authority") { number($1.authority.map { Int(($0 + 500) / 1_000) }, &$0) }
    column("first") { number(($1.firstSeen?.day.rawValue).map(Int.init), &$0) }
    column("last") { number(($1.lastSeen?.day.rawValue).map(Int.init), &$0) }
    column("group") { number($1.evidence.group.flatMap { groups[$0] }, &$0) }
    column("families") { json, row in
      ReportModel.list(
        row.evidence.families.compactMap { family in
          families[family.family].map { [$0, family.weight] }
        }, to: &json)
    }
    column("rules") { json, row in
      json.beginArray()
      for rule in row.rules { if let number = rules[rule] { json.integer(number) } }
      json.endArray()
    }
    column("entries") { json, row in
      if row.evidence.entries == ["domain:" + row.domain] { return json.integer(1) }
      json.beginArray()
      for entry in row.evidence.entries { json.string(entry) }
      json.endArray()
    }
    let order = ReportModel.gravestFirst(rows)
    for (name, part) in ReportModel.pooledColumns {
      writePooled(name, part, of: rows.span, by: order)
    }
    json.key("samples")
    writeSamples(of: rows.span, by: order)
    json.endObject()
    json.key("texts")
    json.beginArray()
    for text in texts {
      json.string(text)
      handOn()
    }
    json.endArray()
    json.key("disavow")
    json.string(disavow.span)
    json.endObject()
  }

  /// The places of the rows, the gravest verdicts first.
  private static func gravestFirst(_ rows: [DomainRow]) -> [Int] {
    var places = [[Int]](repeating: [], count: Verdict.allCases.count)
    for place in rows.indices { places[Int(rows[place].verdict.rawValue)].append(place) }
    return places.reversed().flatMap { $0 }
  }

  /// Columns of texts that are in the pool.
  private static let pooledColumns: [(String, @Sendable (DomainRow) -> String?)] = [
    ("reason", { $0.reason }), ("turn", { $0.evidence.turn }),
    ("softened", { $0.evidence.softenedBy }),
    ("guard", { $0.evidence.guardReason }), ("protection", { $0.evidence.protection }),
    ("anchor", { $0.topAnchor }),
  ]

  /// Writes a column of numbers of the pool; when its room is spent, harmless domains go without.
  private mutating func writePooled(
    _ name: String, _ text: (DomainRow) -> String?, of rows: Span<DomainRow>, by order: [Int]
  ) {
    var column = [Int?](repeating: nil, count: rows.count)
    for place in order { column[place] = text(rows[place]).map { pooled($0) } }
    json.key(name)
    json.beginArray()
    for number in column {
      if let number { json.integer(number) } else { json.null() }
      handOn()
    }
    json.endArray()
  }

  /// Writes sample links as long as there is room, the gravest verdicts first.
  private mutating func writeSamples(of rows: Span<DomainRow>, by order: [Int]) {
    var left = ReportModel.sampleRoom
    var counts = [Int](repeating: 0, count: rows.count)
    for count in 1...ReportModel.mostSamples {
      for place in order where rows[place].evidence.samples.count >= count {
        // Only what somebody has to look at has more than one.
        if count > 1, rows[place].verdict < .ignore { continue }
        let needed = ReportModel.size(of: rows[place].evidence.samples[count - 1])
        guard needed <= left, counts[place] == count - 1 else { continue }
        left -= needed
        counts[place] = count
      }
    }
    // Texts of samples have their own room.
    room = .max
    json.beginArray()
    for place in rows.indices {
      handOn()
      guard counts[place] > 0 else {
        json.integer(0)
        continue
      }
      json.beginArray()
      for sample in rows[place].evidence.samples.prefix(counts[place]) {
        json.beginArray()
        json.string(ReportModel.shown(sample.sourceURL))
        json.integer(pooled(sample.targetURL))
        json.integer(pooled(sample.anchor))
        json.integer(pooled(sample.title))
        if let day = sample.firstSeen?.day.rawValue { json.integer(Int(day)) } else { json.null() }
        if let isFollowed = sample.isFollowed { json.bool(isFollowed) } else { json.null() }
        json.endArray()
      }
      json.endArray()
    }
    json.endArray()
  }

  private static func size(of sample: DomainEvidence.Sample) -> Int {
    let texts = [sample.sourceURL, sample.targetURL, sample.anchor, sample.title]
    return texts.reduce(40) { $0 + min($1.utf8.count, longestText) }
  }

  /// The number of a text in the pool.
  private mutating func pooled(_ text: String) -> Int {
    let text = ReportModel.shown(text)
    if let number = numbers[text] { return number }
    guard text.utf8.count + 3 <= room else { return 0 }
    room -= text.utf8.count + 3
    numbers[text] = texts.count
    texts.append(text)
    return texts.count - 1
  }

  /// A text in one line, visible, and not too long.
  private static func shown(_ text: String) -> String {
    let visible = HTMLText.visible(text)
    if visible.utf8.count <= longestText { return visible }
    return String(visible.unicodeScalars.prefix(longestText - 1)) + "…"
  }

  private static func numbered(_ ids: some Sequence<String>) -> [String: Int] {
    var numbers: [String: Int] = [:]
    for id in ids.sorted() { numbers[id] = numbers.count }
    return numbers
  }

  private static func pairs(
    _ numbers: [String: Int], _ titles: [String: String], to json: inout JSONWriter
  ) {
    json.beginArray()
    for id in numbers.keys.sorted() {
      json.beginArray()
      json.string(id)
      json.string(titles[id] ?? id)
      json.endArray()
    }
    json.endArray()
  }

  private static func list(_ pairs: [[Int]], to json: inout JSONWriter) {
    json.beginArray()
    for pair in pairs {
      json.beginArray()
      for number in pair { json.integer(number) }
      json.endArray()
    }
    json.endArray()
  }
}
