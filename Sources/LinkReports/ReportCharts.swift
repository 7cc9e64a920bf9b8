import LinkModel
import OutputText

/// Charts of the report page: SVG without styles or scripts of their own, numbers beside them as text.
enum ReportCharts {
  /// One bar: a name, a number, and whether it stands out.
  struct Bar {
    var name: String
    var number: Int
    var isMarked = false
    /// The usual range in thousandths of the width; nil: none.
    var usual: ClosedRange<Int>?
    var note = ""
  }

  /// Bars that lie, each a row of a table; of nothing, nothing.
  static func bars(_ bars: [Bar], of total: Int, unit: String, to page: inout HTMLPage) {
    let most = max(1, bars.map(\.number).max() ?? 0)
    let whole = max(1, total)
    // Bars with a usual range are shares of the whole, others of the longest.
    let scale = bars.contains { $0.usual != nil } ? whole : most
    page.element("table", [("class", "bars")]) { page in
      page.element("tbody") { page in
        for bar in bars {
          page.element("tr") { page in
            page.element("th", [("scope", "row")]) { $0.element("bdi", bar.name) }
            page.element("td") { drawBar(bar, scale: scale, to: &$0) }
            page.element("td", [("class", "number")]) { page in
              page.content(DecimalText.grouped(bar.number))
              page.element(
                "span", [("class", "soft")],
                " \(Words.percent(bar.number * 1_000 / whole))\(bar.note)")
            }
          }
        }
      }
    }
    page.paragraph(unit, class: "hint")
  }

  private static func drawBar(_ bar: Bar, scale: Int, to page: inout HTMLPage) {
    let attributes = [
      ("viewBox", "0 0 1000 16"), ("preserveAspectRatio", "none"), ("aria-hidden", "true"),
    ]
    page.element("svg", attributes) { page in
      let width = bar.number == 0 ? 0 : max(4, bar.number * 1_000 / scale)
      page.element(
        "rect",
        [
          ("class", bar.isMarked ? "bar-marked" : "bar-fill"), ("width", "\(width)"),
          ("height", "16"),
        ], "")
      if let usual = bar.usual {
        page.element(
          "rect",
          [
            ("class", "usual"), ("x", "\(usual.lowerBound)"), ("y", "1"),
            ("width", "\(usual.upperBound - usual.lowerBound)"), ("height", "14"),
          ], "")
      }
    }
  }

  /// At most so many months are drawn.
  private static let mostMonths = 60

  /// New domains by month, months with a burst marked.
  static func growth(of summary: AuditSummary, to page: inout HTMLPage) {
    let months = everyMonth(summary.growth).suffix(mostMonths)
    guard let first = months.first, let last = months.last, months.count > 1 else { return }
    let most = max(1, months.map(\.domains).max() ?? 0)
    let bursts = Set(summary.bursts.map(\.month))
    let title =
      "New referring domains by month, \(first.month) to \(last.month); at most "
      + DecimalText.grouped(most)
    let attributes = [
      ("class", "growth"), ("viewBox", "0 0 \(months.count * 10) 100"),
      ("preserveAspectRatio", "none"), ("role", "img"), ("aria-label", title),
    ]
    page.element("svg", attributes) { page in
      for (place, month) in months.enumerated() where month.domains > 0 {
        let height = max(1, month.domains * 100 / most)
        let look = bursts.contains(month.month) ? "bar-marked" : "bar-fill"
        page.element(
          "rect",
          [
            ("class", look), ("x", "\(place * 10 + 1)"), ("y", "\(100 - height)"), ("width", "8"),
            ("height", "\(height)"),
          ]
        ) { page in
          page.element("title", "\(month.month): \(Words.count(month.domains, "domain"))")
        }
      }
    }
    page.element("div", [("class", "ends")]) { page in
      page.element("span", first.month)
      page.element("span", "most: \(DecimalText.grouped(most)) a month")
      page.element("span", last.month)
    }
  }

  /// The months from the first to the last, those without a domain too; months that are none stay out.
  private static func everyMonth(
    _ growth: [(month: String, domains: Int)]
  ) -> [(month: String, domains: Int)] {
    var counts: [Int: Int] = [:]
    for entry in growth {
      if let month = MonthName.number(entry.month) { counts[month] = entry.domains }
    }
    guard let first = counts.keys.min(), let last = counts.keys.max() else { return [] }
    return (max(first, last - mostMonths)...last).map { month in
      (MonthName.text(month), counts[month] ?? 0)
    }
  }

  /// At most so many networks are drawn, and so many members of each.
  private static let mostNetworks = 12
  private static let mostMembers = 40

  /// Networks as hubs with their members around them; the numbers are those of the table below.
  static func map(of networks: [AuditSummary.Network], to page: inout HTMLPage) {
    let drawn = networks.prefix(mostNetworks)
    if drawn.isEmpty { return }
    let (cell, across) = (90, min(4, drawn.count))
    let rows = (drawn.count + across - 1) / across
    let attributes = [
      ("class", "map"), ("viewBox", "0 0 \(across * cell) \(rows * cell)"),
      ("width", "\(across * cell * 4 / 3)"), ("role", "img"),
      (
        "aria-label",
        "The \(drawn.count) largest networks, a dot a member; the table below names them"
      ),
    ]
    page.element("svg", attributes) { page in
      for (place, network) in drawn.enumerated() {
        let center = (x: place % across * cell + cell / 2, y: place / across * cell + cell / 2)
        let members = min(network.members.count, mostMembers)
        for member in 0..<members {
          let point = onCircle(member, of: members, around: center, radius: cell * 2 / 5)
          let line = [
            ("x1", "\(center.x)"), ("y1", "\(center.y)"), ("x2", "\(point.x)"),
            ("y2", "\(point.y)"),
          ]
          page.element("line", line, "")
          let isToxic = member * max(1, network.members.count) < network.toxic * members
          page.element(
            "circle",
            [
              ("class", isToxic ? "bar-marked" : "bar-fill"), ("cx", "\(point.x)"),
              ("cy", "\(point.y)"), ("r", "3"),
            ], "")
        }
        page.element(
          "circle",
          [("class", "hub"), ("cx", "\(center.x)"), ("cy", "\(center.y)"), ("r", "11")], "")
        page.element("text", [("x", "\(center.x)"), ("y", "\(center.y + 4)")], "\(place + 1)")
      }
    }
    page.paragraph(
      "A dot is a member; as many are drawn in the warmer colour as are toxic.", class: "hint")
  }

  /// A point of a circle, in whole numbers that are the same on every machine: sines of a table.
  private static func onCircle(
    _ member: Int, of members: Int, around center: (x: Int, y: Int), radius: Int
  ) -> (x: Int, y: Int) {
    let step = member * 40 / max(1, members)
    let quarter = [
      0, 156, 309, 454, 588, 707, 809, 891, 951, 988, 1_000,
    ]
    func sine(_ step: Int) -> Int {
      let step = (step % 40 + 40) % 40
      return switch step {
      case 0...10: quarter[step]
      case 11...20: quarter[20 - step]
      case 21...30: -quarter[step - 20]
      default: -quarter[40 - step]
      }
    }
    return (
      center.x + radius * sine(step) / 1_000, center.y - radius * sine(step + 10) / 1_000
    )
  }
}
