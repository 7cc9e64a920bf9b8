/// Takes the tokens of JSON texts, one after the other, from bytes that may be cut anywhere.
///
/// The grammar is RFC 8259's, opened to what real exports hold: any number of values may follow each
/// other, with or without a comma between them; a comma may stand before a closing bracket; control
/// characters other than line ends may stand in a string. Numbers are taken by their characters, and
/// escapes as they are.
package struct JSONTokenizer: Sendable {
  /// How deep objects and arrays may be nested.
  package static let depthLimit = 64

  /// What one step gives.
  package enum Step: Hashable, Sendable {
    case token(JSONToken)
    /// The bytes end before the next token does.
    case incomplete
    /// The text is no JSON from the offset on.
    case damaged(JSONProblem)
  }

  private enum Expected {
    case value, firstElement, firstKey, key, colon, comma
  }

  /// How many objects and arrays are open.
  package private(set) var depth = 0
  /// A comma stood before a closing bracket, or a control character in a string.
  package var isRepaired = false
  /// Where the token begins that was looked at last.
  private(set) var tokenStart = 0

  private var expected = Expected.value
  /// One bit a level, the innermost lowest: 1 for an object.
  private var levels: UInt64 = 0

  /// A tokenizer at the start of a text.
  package init() {}

  /// Whether the innermost of what is open is an object.
  package var isInObject: Bool { depth > 0 && levels & 1 == 1 }

  /// Whether a value, or the end of an array, comes next.
  package var expectsElement: Bool { expected == .value || expected == .firstElement }

  /// Takes the next token.
  ///
  /// - Parameters:
  ///   - bytes: The text, or a piece of it.
  ///   - offset: Where to go on; behind the token afterwards, else where the step got stuck.
  ///   - isLast: No bytes follow these.
  /// - Returns: The token, or why there is none.
  package mutating func next(
    _ bytes: Span<UInt8>, at offset: inout Int, isLast: Bool
  ) -> Step {
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        offset += 1
        continue
      }
      tokenStart = offset
      switch expected {
      case .value, .firstElement:
        switch byte {
        case UInt8(ascii: "]"): return close(bytes, &offset)
        case UInt8(ascii: ",") where depth == 0:
          offset += 1
          continue
        default: return value(bytes, &offset, isLast: isLast)
        }
      case .firstKey, .key:
        switch byte {
        case UInt8(ascii: "\""): return string(bytes, &offset, .key)
        case UInt8(ascii: "}"): return close(bytes, &offset)
        default: return .damaged(.unexpected(byte))
        }
      case .colon:
        guard byte == UInt8(ascii: ":") else { return .damaged(.unexpected(byte)) }
        expected = .value
      case .comma:
        switch byte {
        case UInt8(ascii: ","): expected = isInObject ? .key : .value
        case UInt8(ascii: "]"), UInt8(ascii: "}"): return close(bytes, &offset)
        default: return .damaged(.unexpected(byte))
        }
      }
      offset += 1
    }
    return .incomplete
  }

  /// Goes back to before the object that was opened last, to try its bytes again.
  mutating func takeBackObject() {
    levels >>= 1
    depth -= 1
    expected = .value
  }

  private mutating func value(
    _ bytes: Span<UInt8>, _ offset: inout Int, isLast: Bool
  ) -> Step {
    switch bytes[offset] {
    case UInt8(ascii: "\""): return string(bytes, &offset, .string)
    case UInt8(ascii: "{"): return open(.objectStart, &offset)
    case UInt8(ascii: "["): return open(.arrayStart, &offset)
    case UInt8(ascii: "t"): return word("true", .true, bytes, &offset, isLast: isLast)
    case UInt8(ascii: "f"): return word("false", .false, bytes, &offset, isLast: isLast)
    case UInt8(ascii: "n"): return word("null", .null, bytes, &offset, isLast: isLast)
    case UInt8(ascii: "-"), 0x30...0x39:
      var end = offset + 1
      while end < bytes.count, JSONTokenizer.isOfNumber(bytes[end]) { end += 1 }
      if end == bytes.count && !isLast { return .incomplete }
      return scalar(.number, offset..<end, end, &offset)
    case let byte: return .damaged(.unexpected(byte))
    }
  }

  private mutating func open(_ kind: JSONToken.Kind, _ offset: inout Int) -> Step {
    guard depth < JSONTokenizer.depthLimit else { return .damaged(.tooDeep) }
    let isObject = kind == .objectStart
    levels = levels << 1 | (isObject ? 1 : 0)
    depth += 1
    expected = isObject ? .firstKey : .firstElement
    offset += 1
    return .token(JSONToken(kind: kind, range: offset - 1..<offset, hasEscapes: false))
  }

  private mutating func close(_ bytes: Span<UInt8>, _ offset: inout Int) -> Step {
    let byte = bytes[offset]
    let isObject = byte == UInt8(ascii: "}")
    guard depth > 0, isInObject == isObject else { return .damaged(.unexpected(byte)) }
    if expected == .key || expected == .value { isRepaired = true }
    levels >>= 1
    depth -= 1
    expected = depth == 0 ? .value : .comma
    offset += 1
    return .token(
      JSONToken(
        kind: isObject ? .objectEnd : .arrayEnd, range: offset - 1..<offset, hasEscapes: false))
  }

  private mutating func string(
    _ bytes: Span<UInt8>, _ offset: inout Int, _ kind: JSONToken.Kind
  ) -> Step {
    let start = offset + 1
    var end = bytes.nextOfString(from: start)
    var hasEscapes = false
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "\""):
        if kind == .key {
          expected = .colon
          offset = end + 1
          return .token(JSONToken(kind: kind, range: start..<end, hasEscapes: hasEscapes))
        }
        return scalar(kind, start..<end, end + 1, &offset, hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        end += 1
        if end < bytes.count, bytes[end] == 0x0A || bytes[end] == 0x0D { continue }
      case 0x0A, 0x0D:
        offset = end
        return .damaged(.unclosedString)
      case 0..<0x20: isRepaired = true
      default: break
      }
      end = bytes.nextOfString(from: end + 1)
    }
    return .incomplete
  }

  private mutating func word(
    _ word: StaticString, _ kind: JSONToken.Kind, _ bytes: Span<UInt8>, _ offset: inout Int,
    isLast: Bool
  ) -> Step {
    let count = word.utf8CodeUnitCount
    for index in 0..<count {
      guard offset + index < bytes.count else {
        return isLast ? .damaged(.cutOff) : .incomplete
      }
      // The word is a literal of this file.
      if unsafe bytes[offset + index] != word.utf8Start[index] {
        return .damaged(.unexpected(bytes[offset]))
      }
    }
    return scalar(kind, offset..<offset + count, offset + count, &offset)
  }

  private mutating func scalar(
    _ kind: JSONToken.Kind, _ range: Range<Int>, _ end: Int, _ offset: inout Int,
    hasEscapes: Bool = false
  ) -> Step {
    offset = end
    expected = depth == 0 ? .value : .comma
    return .token(JSONToken(kind: kind, range: range, hasEscapes: hasEscapes))
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "e"),
      UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
