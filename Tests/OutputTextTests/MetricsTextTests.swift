import OutputText
import Testing

@Suite struct MetricsTextTests {
  @Test func `a metric is a help line, a type line and its samples`() {
    var metrics = MetricsText(common: [("ledger", "a.db")])
    metrics.add("rows_total", .counter, "Rows.", [([("outcome", "used")], 3), ([], -1)])
    metrics.add("size_bytes", .gauge, "The size.", 7)
    metrics.add("nothing", .gauge, "Of this there is nothing.", [])
    #expect(
      metrics.text == """
        # HELP rows_total Rows.
        # TYPE rows_total counter
        rows_total{ledger="a.db",outcome="used"} 3
        rows_total{ledger="a.db"} -1
        # HELP size_bytes The size.
        # TYPE size_bytes gauge
        size_bytes{ledger="a.db"} 7

        """)
  }

  @Test func `no label ends the line or its value`() {
    var metrics = MetricsText(common: [])
    metrics.add("x", .gauge, "a\\b\n\"c\"", [([("path", "C:\\x\n\"y\" \u{e9}")], 1)])
    #expect(
      metrics.text == "# HELP x a\\\\b\\n\"c\"\n# TYPE x gauge\n"
        + "x{path=\"C:\\\\x\\n\\\"y\\\" \u{e9}\"} 1\n")
  }
}
