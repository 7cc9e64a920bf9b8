import CommandLineKit
import Testing

@Suite struct ManualPageTests {
  private let page = ManualPage(sampleTool)
    .text(version: "1.0", statuses: [(0, "Done."), (3, "'Partly' done.")])

  @Test func `every command and option is in the page`() {
    for word in [
      "links audit", "links disavow lint", "\\-\\-fail\\-on", "\\-\\-out", "low, medium, high",
    ] {
      #expect(page.contains(word), "\(word)")
    }
    #expect(page.hasPrefix(".TH LINKS 1 \"\" \"links 1.0\"\n"))
  }

  @Test func `no text is taken for a request`() {
    let requests: Set<Substring> = [
      ".TH", ".SH", ".SS", ".TP", ".B", ".I", ".PP", ".br", ".nf", ".fi", ".RS", ".RE",
    ]
    for line in page.split(separator: "\n") where line.first == "." || line.first == "'" {
      #expect(requests.contains(line.prefix { $0 != " " }), "\(line)")
    }
    #expect(page.contains("\n\\&'Partly' done."))
  }
}
