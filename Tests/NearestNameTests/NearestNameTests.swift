import NearestName
import Testing

@Suite struct NearestNameTests {
  static let names = ["id", "anchor", "anchors", "at_least", "at_most", "domain.source_pages"]

  @Test(arguments: [
    ("ancor", "anchor"), ("acnhor", "anchor"), ("anchro", "anchor"), ("ANCHOR", "anchor"),
    ("anchorss", "anchors"), ("at-least", "at_least"), ("di", "id"), ("ids", "id"),
    ("domain.sourcepage", "domain.source_pages"),
  ])
  func `a slip of the fingers finds the name that was meant`(_ written: String, _ meant: String) {
    #expect(nearest(to: written, in: Self.names) == meant)
  }

  @Test(arguments: ["", "x", "to", "host", "hostname", "completely else"])
  func `a different word finds nothing`(_ written: String) {
    #expect(nearest(to: written, in: Self.names) == nil)
  }

  @Test func `of two equally near names the first wins`() {
    #expect(nearest(to: "cat", in: ["bat", "hat"]) == "bat")
    #expect(nearest(to: "cat", in: ["hat", "bat"]) == "hat")
  }

  @Test func `an endless word is not compared at all`() {
    let long = String(repeating: "a", count: 65)
    #expect(nearest(to: long, in: [long]) == nil)
  }
}
