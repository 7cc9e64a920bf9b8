/// A JSON value as a plain recursive parser sees it: the oracle of the tokenizer.
indirect enum JSONOracle: Equatable {
  case object([(key: String, value: JSONOracle)])
  case array([JSONOracle])
  case string(String)
  /// A number or a word, as written.
  case word(String)

  /// Parses one value with nothing but blanks around it; nil when it is no strict JSON.
  init?(_ text: String) {
    var scalars = Array(text.unicodeScalars)[...]
    guard let value = JSONOracle.value(&scalars) else { return nil }
    JSONOracle.skipBlanks(&scalars)
    guard scalars.isEmpty else { return nil }
    self = value
  }

  /// The values that hold no others, with the keys that lead to them, but null.
  func leaves(_ path: String? = nil) -> [Leaf] {
    switch self {
    case .object(let members):
      members.flatMap { member in
        member.value.leaves(path.map { "\($0).\(member.key)" } ?? member.key)
      }
    case .array(let elements): elements.flatMap { $0.leaves(path) }
    case .string(let text): [Leaf(path: path ?? "", text: text)]
    case .word("null"): []
    case .word(let text): [Leaf(path: path ?? "", text: text)]
    }
  }

  static func == (left: JSONOracle, right: JSONOracle) -> Bool {
    left.leaves() == right.leaves()
  }

  private static func skipBlanks(_ text: inout ArraySlice<UnicodeScalar>) {
    while let first = text.first, [" ", "\n", "\r", "\t"].contains(first) { text.removeFirst() }
  }

  private static func take(_ scalar: UnicodeScalar, _ text: inout ArraySlice<UnicodeScalar>) -> Bool
  {
    skipBlanks(&text)
    guard text.first == scalar else { return false }
    text.removeFirst()
    return true
  }

  private static func value(_ text: inout ArraySlice<UnicodeScalar>) -> JSONOracle? {
    if take("{", &text) {
      var members: [(key: String, value: JSONOracle)] = []
      if take("}", &text) { return .object([]) }
      repeat {
        guard take("\"", &text), let key = string(&text), take(":", &text),
          let value = value(&text)
        else { return nil }
        members.append((key, value))
      } while take(",", &text)
      return take("}", &text) ? .object(members) : nil
    }
    if take("[", &text) {
      var elements: [JSONOracle] = []
      if take("]", &text) { return .array([]) }
      repeat {
        guard let value = value(&text) else { return nil }
        elements.append(value)
      } while take(",", &text)
      return take("]", &text) ? .array(elements) : nil
    }
    if take("\"", &text) { return string(&text).map(JSONOracle.string) }
    let word = String(
      String.UnicodeScalarView(text.prefix { !" \n\r\t,:[]{}\"".unicodeScalars.contains($0) }))
    text.removeFirst(word.unicodeScalars.count)
    return ["true", "false", "null"].contains(word) || Double(word) != nil ? .word(word) : nil
  }

  /// The rest of a string, behind its opening quote.
  private static func string(_ text: inout ArraySlice<UnicodeScalar>) -> String? {
    var units: [UInt16] = []
    while let scalar = text.popFirst() {
      switch scalar {
      case "\"": return String(decoding: units, as: UTF16.self)
      case "\\":
        guard let letter = text.popFirst() else { return nil }
        switch letter {
        case "u":
          let digits = String(String.UnicodeScalarView(text.prefix(4)))
          guard digits.count == 4, let unit = UInt16(digits, radix: 16) else { return nil }
          text.removeFirst(4)
          units.append(unit)
        case "n": units.append(10)
        case "t": units.append(9)
        case "\"", "\\", "/": units.append(UInt16(letter.value))
        default: return nil
        }
      default:
        guard scalar.value >= 0x20 else { return nil }
        units += Array(String(Character(scalar)).utf16)
      }
    }
    return nil
  }
}

/// A value and the keys that lead to it.
struct Leaf: Equatable, CustomStringConvertible {
  let path: String
  let text: String
  var description: String { "\(path)=\(text)" }
}
