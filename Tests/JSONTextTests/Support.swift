import JSONText
import SeededRandom

/// What a scanner found in one record.
struct Found: Equatable, CustomStringConvertible {
  let range: Range<Int>
  let line: Int
  let leaves: [Leaf]
  let isRepaired: Bool
  let problem: JSONProblem?

  var description: String { "\(range) line \(line) \(leaves) \(problem.map { "\($0)" } ?? "")" }
}

/// The records of a text that is given in pieces, the first of `cut` bytes, the others of one byte more
/// than was left over.
func records(
  of text: [UInt8], at path: String = "", cutAt cut: Int = 0, everyByte: Bool = false
) -> (found: [Found], isOpen: Bool) {
  var scanner = JSONScanner(path: path)
  var index = JSONIndex(JSONPaths(), learns: true)
  var found: [Found] = []
  var start = 0
  var end = everyByte ? 1 : cut
  while true {
    let isLast = end >= text.count
    let piece = Array(text[start..<min(end, text.count)])
    index.removeAll()
    let used = scanner.scan(piece.span, isLast: isLast, into: &index)
    for record in index.records {
      let leaves = index.values[record.values].map { value in
        var bytes: [UInt8] = []
        JSONString.append(piece.span.extracting(value.range), to: &bytes)
        return Leaf(
          path: index.gathered.paths.names[value.path], text: String(decoding: bytes, as: UTF8.self)
        )
      }
      found.append(
        Found(
          range: record.range.lowerBound + start..<record.range.upperBound + start,
          line: record.line, leaves: leaves, isRepaired: record.isRepaired,
          problem: record.problem))
    }
    start += used
    if isLast { return (found, scanner.isOpen) }
    end = everyByte ? end + 1 : text.count
  }
}

extension SeededGenerator {
  /// A random value as JSON, nested at most `depth` deep.
  mutating func json(depth: Int) -> String {
    let scalars = [
      "1", "-2.5e3", "true", "false", "null", "\"\"", "\"a\"", "\"b\\\"c\\\\\"", "\"é𝄞\"",
      "\"\\u00e9\\ud834\\udd1e\\/\\n\"", "\"{[,:]}\"",
    ]
    let blank = ["", "", " ", "\n", "\r\n  "].randomElement(using: &self) ?? ""
    switch Int.random(in: 0..<(depth > 0 ? 4 : 2), using: &self) {
    case 2: return "[" + list(depth) { $0.json(depth: depth - 1) } + blank + "]"
    case 3: return object(depth: depth) + blank
    default: return blank + (scalars.randomElement(using: &self) ?? "")
    }
  }

  /// A random object as JSON.
  mutating func object(depth: Int) -> String {
    let keys = ["a", "b", "key", "\\u0061b", "k.l", ""]
    return "{"
      + list(depth) { random in
        "\"\(keys.randomElement(using: &random) ?? "")\" : \(random.json(depth: depth - 1))"
      } + "}"
  }

  private mutating func list(_ depth: Int, _ element: (inout SeededGenerator) -> String) -> String {
    (0..<Int.random(in: 0...3, using: &self)).map { _ in element(&self) }.joined(separator: ",")
  }
}
