import SeededRandom
import Testing

@testable import TextMatching

@Suite struct RandomMatchingTests {
  private static let pieces = [
    "a", "b", "ab", "ba", "aba", "c", " ", "  ", "1", "0", "$", ".", "-", "é", "E\u{301}", "ß", "К",
    "а", "о", "с", "саsinо", "v1agra", "c a s i n o", "赌场", "カジノ", "카", "ไ", "\u{200B}", "\u{301}",
    "Ａ", "https://www.", ".com/", "casino", "cas", "sino", "\u{10400}", "\u{FFFD}", "ー",
  ]

  private static func text(_ random: inout SeededGenerator, upTo count: Int) -> String {
    (0..<Int.random(in: 0...count, using: &random)).map { _ in
      pieces.randomElement(using: &random) ?? ""
    }.joined()
  }

  /// A pattern that is nearly always in the dialect.
  private static func pattern(_ random: inout SeededGenerator, depth: Int) -> String {
    func inner(_ random: inout SeededGenerator) -> String { pattern(&random, depth: depth - 1) }
    let choice = Int.random(in: 0..<(depth > 0 ? 14 : 6), using: &random)
    switch choice {
    case 0: return "a"
    case 1:
      return ["casino", "ba", "É", "赌", "ß", "1", "\u{FFFD}a"].randomElement(using: &random) ?? ""
    case 2: return "."
    case 3: return ["[ab]", "[^a]", "[A-Cа-я]", #"[\d\s-]"#].randomElement(using: &random) ?? ""
    case 4: return [#"\d"#, #"\w"#, #"\s"#, #"\b"#, #"\."#].randomElement(using: &random) ?? ""
    case 5: return ["^", "$", "b", ""].randomElement(using: &random) ?? ""
    case 6: return "(" + inner(&random) + "|" + inner(&random) + ")"
    case 7:
      let quantifier = ["?", "*", "+", "{2}", "{1,}", "{0,2}", "{2,3}"].randomElement(
        using: &random)
      return "(?:" + inner(&random) + ")" + (quantifier ?? "")
    case 8: return inner(&random) + "|" + inner(&random)
    default: return inner(&random) + inner(&random)
    }
  }

  private static let seeds = (0..<40).map { _ in UInt64.random(in: .min ... .max) }

  @Test(arguments: seeds)
  func `the automaton finds what the meaning of the pattern says`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let pattern = Self.pattern(&random, depth: 4)
      guard let node = try? PatternParser.parse(pattern, fold: nil) else { continue }
      for _ in 0..<10 {
        let text = Self.text(&random, upTo: 6)
        let expected = NaiveMatcher(text: text.unicodeScalars.map(\.value)).finds(node)
        #expect(try finds(pattern, in: text) == expected, "seed \(seed): '\(pattern)' in '\(text)'")
      }
    }
  }

  @Test(arguments: seeds)
  func `every literal that is said to be required is in every match`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let pattern = Self.pattern(&random, depth: 4)
      guard let node = try? PatternParser.parse(pattern, fold: nil),
        let literals = node.requiredLiterals
      else { continue }
      let text = Self.text(&random, upTo: 8)
      guard try finds(pattern, in: text) else { continue }
      let scalars = text.unicodeScalars.map(\.value)
      let isThere = literals.contains { literal in
        scalars.indices.contains { scalars[$0...].starts(with: literal) }
      }
      #expect(isThere, "seed \(seed): '\(pattern)' in '\(text)'")
    }
  }

  @Test(arguments: seeds)
  func `the engine answers as the plain loop does`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var tests: [TextTest] = []
    while tests.count < 40 {
      let op = TextTest.Operator.allCases.randomElement(using: &random) ?? .contains
      let patterns = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        op == .matches ? Self.pattern(&random, depth: 3) : Self.text(&random, upTo: 3)
      }
      let test = TextTest(op, patterns, isRaw: Int.random(in: 0..<4, using: &random) == 0)
      if (try? PlainTextMatcher(tests: [test])) != nil { tests.append(test) }
    }
    var plain = try PlainTextMatcher(tests: tests)
    var engine = try TextMatcher(tests: tests)
    var remembering = try TextMatcher(tests: tests, remembering: 16)
    for _ in 0..<60 {
      var bytes = Array(Self.text(&random, upTo: 10).utf8)
      if Int.random(in: 0..<4, using: &random) == 0, !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0x20...0xFF, using: &random)
      }
      let expected = plain.matches(in: bytes.span)
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(engine.matches(in: bytes.span) == expected, "seed \(seed): '\(text)'")
      #expect(remembering.matches(in: bytes.span) == expected, "seed \(seed): '\(text)'")
    }
  }

  @Test(arguments: seeds)
  func `a machine that forgets its states answers as one that follows all ways`(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    // Each place where the word may have begun is a way of its own: more states than are kept.
    let pattern = "(a|б).{9}(б|c)\\b|\\ba[ac]{3}$"
    let program = try PatternProgram(PatternParser.parse(pattern, fold: nil))
    var machine = PatternMachine(PatternUnion([program]))
    var simulation = PatternSimulation()
    let letters = Array("aaбc \n")
    for _ in 0..<200 {
      let count = Int.random(in: 0...60, using: &random)
      let text = String((0..<count).compactMap { _ in letters.randomElement(using: &random) })
      let bytes = Array(text.utf8)
      let expected = simulation.finds(program, in: bytes.span)
      #expect(machine.finds(in: bytes.span) == expected, "seed \(seed): '\(text)'")
    }
    #expect(machine.forgetCount > 0, "the limit was never reached")
  }

  @Test(arguments: seeds)
  func `a machine of many programs finds those that are there, each once`(
    _ seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    var programs: [PatternProgram] = []
    while programs.count < 6 {
      let pattern = Self.pattern(&random, depth: 3)
      if let node = try? PatternParser.parse(pattern, fold: nil) {
        programs.append(try PatternProgram(node))
      }
    }
    var machine = PatternMachine(PatternUnion(programs))
    var simulation = PatternSimulation()
    for _ in 0..<100 {
      let text = Self.text(&random, upTo: 12)
      let bytes = Array(text.utf8)
      var found: [Int32] = []
      machine.find(in: bytes.span, into: &found)
      let expected = programs.indices.filter { simulation.finds(programs[$0], in: bytes.span) }
      #expect(found.sorted() == expected.map(Int32.init), "seed \(seed): '\(text)'")
    }
  }

  @Test(arguments: seeds)
  func `a damaged pattern is refused or accepted, and nothing else`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let signs = Array("()[]{}?*+|\\^$.,-:0129abdswé\u{301} ".unicodeScalars)
    for _ in 0..<200 {
      var scalars = Array(Self.pattern(&random, depth: 4).unicodeScalars)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0...scalars.count, using: &random)
        if Bool.random(using: &random), let sign = signs.randomElement(using: &random) {
          scalars.insert(sign, at: index)
        } else if index < scalars.count {
          scalars.remove(at: index)
        }
      }
      let pattern = String(String.UnicodeScalarView(scalars))
      do {
        var matcher = try TextMatcher(tests: [TextTest(.matches, [pattern])])
        let text = Array(Self.text(&random, upTo: 5).utf8)
        _ = matcher.matches(in: text.span)
      } catch {
        let offset = error.error.characterOffset
        #expect((0...scalars.count).contains(offset), "seed \(seed): '\(pattern)'")
      }
    }
  }
}
