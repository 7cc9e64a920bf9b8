private import CICU

/// The script that a character is written in.
///
/// - Source: UAX #24; the numbers are ICU's `UScriptCode`.
package struct Script: RawRepresentable, Hashable, Sendable {
  package var rawValue: Int32

  /// The script with ICU's number.
  package init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// The script of a character: ``common`` for digits and punctuation, ``inherited`` for marks.
  package init(of scalar: Unicode.Scalar) {
    if scalar.isASCII {
      let isLetter = (scalar.value | 0x20) &- 0x61 < 26
      self = isLetter ? .latin : .common
    } else {
      self.init(rawValue: max(0, cicu_script(scalar.value)))
    }
  }

  package static let common = Script(rawValue: 0)
  package static let inherited = Script(rawValue: 1)
  package static let arabic = Script(rawValue: 2)
  package static let bopomofo = Script(rawValue: 5)
  package static let cyrillic = Script(rawValue: 8)
  package static let greek = Script(rawValue: 14)
  package static let han = Script(rawValue: 17)
  package static let hangul = Script(rawValue: 18)
  package static let hebrew = Script(rawValue: 19)
  package static let hiragana = Script(rawValue: 20)
  package static let katakana = Script(rawValue: 22)
  package static let latin = Script(rawValue: 25)
  package static let thai = Script(rawValue: 38)

  /// Whether words of the script stand side by side without blanks: Han, kana, Hangul, Thai.
  ///
  /// Korean has blanks, but glues particles to its words.
  package var isUnspaced: Bool {
    switch self {
    case .han, .hiragana, .katakana, .hangul, .bopomofo, .thai: true
    default: false
    }
  }
}

/// The scripts of a text.
package struct ScriptSet: Equatable, Sendable {
  /// One bit a script; ICU knows about 200.
  private var bits = SIMD4<UInt64>()

  /// The empty set.
  package init() {}

  /// The scripts of a word; common and inherited characters belong to every script, and to none.
  package init(of word: Span<UInt8>) {
    var offset = 0
    while offset < word.count {
      let (scalar, length) = word.scalar(at: offset)
      insert(Script(of: scalar))
      offset += length
    }
  }

  /// Adds a script; common and inherited are left out.
  package mutating func insert(_ script: Script) {
    let number = Int(script.rawValue)
    guard number > 1, number < 256 else { return }
    bits[number >> 6] |= 1 << UInt64(number & 63)
  }

  /// Whether the script is in the set.
  package func contains(_ script: Script) -> Bool {
    let number = Int(script.rawValue)
    return number > 1 && number < 256 && bits[number >> 6] >> UInt64(number & 63) & 1 == 1
  }

  /// How many scripts there are.
  package var count: Int {
    (0..<4).reduce(0) { $0 + bits[$1].nonzeroBitCount }
  }

  /// Whether two scripts are mixed that no language writes in one word.
  ///
  /// The unspaced scripts do not count: Japanese and Chinese put Latin words beside their own.
  package var isMixed: Bool {
    var spaced = count
    for script in [Script.han, .hiragana, .katakana, .hangul, .bopomofo, .thai]
    where contains(script) {
      spaced -= 1
    }
    return spaced > 1
  }
}
