import FoldedText

@testable import TextMatching

/// The answers of ``TextMatcher`` by a plain loop over views, tests and patterns: its oracle.
struct PlainTextMatcher: Sendable {
  private let patterns: [CompiledPattern]
  private var folder = TextFolder()
  private var machine = PatternSimulation()

  init(tests: [TextTest]) throws(TextTestError) {
    patterns = try CompiledPattern.compile(tests)
  }

  /// The tests that `text` fulfils, in ascending order.
  mutating func matches(in text: Span<UInt8>) -> [TextMatch] {
    let text = text.cut(to: TextMatcher.longestText)
    var views: [Int: TextView] = [:]
    var plain: [UInt8] = []
    var skeleton: [UInt8] = []
    var joined: [UInt8] = []
    folder.plain(text, into: &plain)
    if folder.skeleton(plain.span, into: &skeleton) {
      let first = skeleton.prefix { $0 != 0x0A }
      _ = folder.joined(Array(first).span, into: &joined)
    } else {
      _ = folder.joined(plain.span, into: &joined)
    }
    collect(.raw, text, &views)
    collect(.plain, plain.span, &views)
    for reading in skeleton.split(separator: 0x0A) { collect(.skeleton, reading.span, &views) }
    for reading in joined.split(separator: 0x0A) { collect(.joined, reading.span, &views) }
    return views.map { TextMatch(test: $0.key, view: $0.value) }.sorted { $0.test < $1.test }
  }

  private mutating func collect(
    _ view: TextView, _ text: Span<UInt8>, _ views: inout [Int: TextView]
  ) {
    for pattern in patterns where pattern.isRaw == (view == .raw) {
      if views[pattern.test] == nil && fulfils(pattern, text) { views[pattern.test] = view }
    }
  }

  private mutating func fulfils(_ pattern: CompiledPattern, _ text: Span<UInt8>) -> Bool {
    if let program = pattern.program { return machine.finds(program, in: text) }
    let literal = pattern.literals?.first ?? []
    guard text.count >= literal.count else { return false }
    let last = text.count - literal.count
    for start in 0...last {
      let range = start..<start + literal.count
      guard range.allSatisfy({ text[$0] == literal[$0 - start] }) else { continue }
      switch pattern.op {
      case .equals: if last == 0 { return true }
      case .contains, .matches: return true
      case .containsWord: if WordBoundary.enclose(range, in: text) { return true }
      case .startsWith: if start == 0 { return true }
      case .endsWith: if start == last { return true }
      }
    }
    return false
  }
}
