import SeededRandom
import Testing
import YAMLDocument

@Suite struct HostileInputTests {
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "[", "{", "- ", "? ", "[a,", "{a: ", "a: [", "!", "&a ", "*", "\"", "'", "|", "%", "a: ",
      "- a\n",
      "\n ", "#", "a #b, ", "]", "! ", "x\n", "\t", ": ", "a,", "\r", "💩",
    ])
  func `a quarter million bytes of one thing are read or refused at once`(_ unit: String) {
    let count = 250_000 / unit.utf8.count
    let clock = ContinuousClock()
    for prefix in ["", "a: ", "["] {
      let bytes = Array((prefix + String(repeating: unit, count: count)).utf8)
      let time = clock.measure {
        _ = try? YAMLDocument(parsing: bytes, file: "f")
      }
      #expect(time < .seconds(10), "\(prefix)\(unit) took \(time)")
    }
  }

  @Test func `a million open brackets are refused at the first too deep one`() {
    let bytes = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
    let time = ContinuousClock().measure {
      #expect(throws: YAMLProblems.self) { try YAMLDocument(parsing: bytes, file: "f") }
    }
    #expect(time < .seconds(5), "took \(time)")
  }

  @Test func `no bytes crash the reader`() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let fragments = [
      "a: ", "- ", "\n", "  ", "'", "\"", "[", "]", "{", "}", ",", "|", ">", "&x ", "*x", "!t ",
      "#",
      "\t", "\\", "%", "---\n", "...", "? ", ": ", "é", "💩", "\r\n", "\u{FEFF}", "\0", "<<: ",
    ].map { Array($0.utf8) }
    let example = Array(
      """
      id: x # comment
      match: { all: [ { domain.pages: { at_least: 50 } }, 'it''s', "a\\n" ] }
      why: >
        folded
        text
      tests:
        - fires: [a, b]
          quiet: c
      """.utf8)
    for round in 0..<4000 {
      var bytes = round.isMultiple(of: 4) ? [] : example
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 3))
        default:
          bytes.insert(contentsOf: fragments.randomElement(using: &random) ?? [], at: place)
        }
      }
      do {
        let document = try YAMLDocument(parsing: bytes, file: "f", limits: .init(allowsEmpty: true))
        #expect(visit(document.root, document), "seed \(seed), round \(round)")
      } catch {
        let isPlaced = error.problems.allSatisfy {
          $0.position.line >= 1 && $0.position.column >= 1 && !$0.description.isEmpty
        }
        #expect(isPlaced, "seed \(seed), round \(round)")
      }
    }
  }

  /// Asks every question about every node; whether each stands where the file has a character.
  private func visit(_ node: YAMLNode, _ document: YAMLDocument) -> Bool {
    let reader = YAMLReader(document)
    _ = (reader.int(node), reader.bool(node), reader.strings(node), reader.thousandths(node))
    _ = reader.oneOf(node, ["id"])
    let length = node.text?.unicodeScalars.count ?? 0
    for offset in -1...(length + 1) { _ = document.position(in: node, characterOffset: offset) }
    let line = document.sourceLine(node.position.line)
    guard node.position.column <= line.unicodeScalars.count + 1 else { return false }
    switch node.content {
    case .scalar: return true
    case .sequence(let items): return items.allSatisfy { visit($0, document) }
    case .mapping(let entries):
      return entries.allSatisfy { visit($0.key, document) && visit($0.value, document) }
    }
  }
}
