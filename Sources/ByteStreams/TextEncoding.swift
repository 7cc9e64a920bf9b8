/// How a text is written in bytes.
package enum TextEncoding: String, Equatable, Sendable, CaseIterable {
  /// UTF-8, ASCII, or bytes that are left as they are.
  case utf8
  /// UTF-8 after a byte order mark, which is dropped.
  case utf8BOM
  /// UTF-16, low byte first.
  case utf16LE
  /// UTF-16, high byte first.
  case utf16BE
  /// UTF-16, low byte first, after a byte order mark.
  case utf16LEBOM
  /// UTF-16, high byte first, after a byte order mark.
  case utf16BEBOM
  /// UTF-32 of either order, which is refused.
  case utf32
  /// The Western code page of Windows.
  case windows1252

  /// The name for people.
  package var label: String {
    switch self {
    case .utf8, .utf8BOM: "UTF-8"
    case .utf16LE, .utf16LEBOM: "UTF-16LE"
    case .utf16BE, .utf16BEBOM: "UTF-16BE"
    case .utf32: "UTF-32"
    case .windows1252: "Windows-1252"
    }
  }

  /// Whether two bytes are a unit.
  package var isUTF16: Bool {
    switch self {
    case .utf16LE, .utf16BE, .utf16LEBOM, .utf16BEBOM: true
    case .utf8, .utf8BOM, .utf32, .windows1252: false
    }
  }

  /// How many bytes the byte order mark takes.
  var markLength: Int {
    switch self {
    case .utf8BOM: 3
    case .utf16LEBOM, .utf16BEBOM: 2
    case .utf8, .utf16LE, .utf16BE, .utf32, .windows1252: 0
    }
  }

  /// The encoding by byte order mark, else by where the NUL bytes of the first 4 kB stand.
  ///
  /// Never answers Windows-1252: see `looksLikeWindows1252(_:)`.
  ///
  /// - Parameter head: The first bytes of the text.
  /// - Returns: The encoding; `.utf8` when nothing speaks for another.
  package static func detect(_ head: Span<UInt8>) -> TextEncoding {
    if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
      return .utf32
    }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8BOM }
    if head.starts(with: [0xFF, 0xFE]) { return .utf16LEBOM }
    if head.starts(with: [0xFE, 0xFF]) { return .utf16BEBOM }
    return detectByZeros(head.extracting(0..<min(head.count, 4096)))
  }

  /// Text of Western languages in UTF-16 has NUL at every second byte, at least at most of them.
  private static func detectByZeros(_ head: Span<UInt8>) -> TextEncoding {
    let pairs = head.count / 2
    guard pairs >= 2 else { return .utf8 }
    var even = 0
    var odd = 0
    var both = 0
    for pair in 0..<pairs {
      let first = head[2 * pair] == 0
      let second = head[2 * pair + 1] == 0
      if first && second { both += 1 } else if first { even += 1 } else if second { odd += 1 }
    }
    // A run of NUL bytes, as a crash leaves in a log, counts for neither order.
    let most = pairs * 7 / 10
    if odd > most && even * 20 < odd { return .utf16LE }
    if even > most && odd * 20 < even { return .utf16BE }
    // In UTF-32 every second pair is zero and the other has one zero.
    if both * 10 > pairs * 4 && (odd * 10 > pairs * 4 || even * 10 > pairs * 4) { return .utf32 }
    return .utf8
  }

  /// Whether the text has bytes past ASCII and not one valid sequence of UTF-8 among them.
  ///
  /// - Parameter head: The first bytes of the text; a sequence cut off at the end is no evidence.
  /// - Returns: `false` for pure ASCII.
  package static func looksLikeWindows1252(_ head: Span<UInt8>) -> Bool {
    var strays = 0
    var index = 0
    while index < head.count {
      if head[index] < 0x80 {
        index += 1
        continue
      }
      switch head.sequenceLength(at: index) {
      case .valid: return false
      case .cut: return strays > 0
      case .invalid:
        strays += 1
        index += 1
      }
    }
    return strays > 0
  }
}

extension Span<UInt8> {
  /// What stands at a place where a sequence of UTF-8 could begin.
  fileprivate enum Sequence { case valid, invalid, cut }

  fileprivate func sequenceLength(at index: Int) -> Sequence {
    let lead = self[index]
    let length =
      switch lead {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    if length == 0 { return .invalid }
    for position in 1..<length {
      guard index + position < count else { return .cut }
      guard self[index + position] & 0xC0 == 0x80 else { return .invalid }
    }
    let second = self[index + 1]
    switch lead {
    case 0xE0 where second < 0xA0, 0xED where second > 0x9F: return .invalid
    case 0xF0 where second < 0x90, 0xF4 where second > 0x8F: return .invalid
    default: return .valid
    }
  }
}
