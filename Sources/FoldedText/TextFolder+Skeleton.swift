private import CICU

extension TextFolder {
  /// Writes the skeleton view: words that mix scripts, in letters of one script.
  ///
  /// `pаypal` with a Cyrillic `а` becomes `paypal`. A word whose Latin letters all have Cyrillic
  /// doubles is read both ways (`cок`): then a line feed parts a second reading of the whole text.
  ///
  /// - Parameters:
  ///   - plain: What ``plain(_:into:)`` wrote.
  ///   - look: What a look at it told; nil: none was taken yet.
  ///   - out: Receives the view, whatever it held.
  /// - Returns: Whether the view differs from `plain`; when not, `out` is empty.
  /// - Source: UTS #39, section 4.
  package mutating func skeleton(
    _ plain: Span<UInt8>, look: QuickLook? = nil, into out: inout [UInt8]
  ) -> Bool {
    if !out.isEmpty { out.removeAll(keepingCapacity: true) }
    guard (look ?? QuickLook(plain)).mayMixScripts else { return false }
    return mixedScriptsRead(plain, into: &out)
  }

  /// As ``skeleton(_:look:into:)``, without the look at the bytes that spares most texts the work.
  mutating func mixedScriptsRead(_ plain: Span<UInt8>, into out: inout [UInt8]) -> Bool {
    otherReading.removeAll(keepingCapacity: true)
    var hasChange = false
    var hasOtherReading = false
    var offset = 0
    while offset < plain.count {
      let start = offset
      let isWord = Self.isSpelling(plain.scalar(at: offset).scalar)
      var scripts = ScriptSet()
      while offset < plain.count {
        let (scalar, length) = plain.scalar(at: offset)
        guard Self.isSpelling(scalar) == isWord else { break }
        scripts.insert(Script(of: scalar))
        offset += length
      }
      let word = plain.extracting(start..<offset)
      guard isWord, scripts.isMixed else {
        out.append(word)
        otherReading.append(word)
        continue
      }
      let before = out.count
      appendLatin(word, to: &out)
      if Self.appendCyrillic(word, to: &otherReading) {
        hasOtherReading = true
      } else {
        otherReading.append(out.span.extracting(before..<out.count))
      }
      hasChange = hasChange || !word.isEqual(to: out.span.extracting(before..<out.count))
    }
    guard hasChange || hasOtherReading else {
      out.removeAll(keepingCapacity: true)
      return false
    }
    if hasOtherReading {
      out.append(UInt8(ascii: "\n"))
      out.append(contentsOf: otherReading)
    }
    return true
  }

  /// Whether a character can be part of a word that is spelt with look-alikes: letters, digits, `@`
  /// and `$`.
  static func isSpelling(_ scalar: Unicode.Scalar) -> Bool {
    WordBoundary.isWordCharacter(scalar) || scalar.value &- 0x30 < 10 || scalar == "@"
      || scalar == "$"
  }

  /// Appends a word with each letter that looks Latin replaced; others stay.
  private func appendLatin(_ word: Span<UInt8>, to out: inout [UInt8]) {
    var offset = 0
    while offset < word.count {
      let (scalar, length) = word.scalar(at: offset)
      if scalar.isASCII {
        out.append(scalar)
      } else if let letter = Self.capitalDouble(scalar) ?? Self.icuDouble(scalar) {
        out.append(letter)
      } else {
        out.append(word.extracting(offset..<offset + length))
      }
      offset += length
    }
  }

  /// The Latin letter of which a letter has the look in capitals, `К` for `K`; the plain view has
  /// small letters only, where ICU sees no likeness.
  private static func capitalDouble(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case "в", "β": UInt8(ascii: "b")
    case "к", "κ": UInt8(ascii: "k")
    case "м": UInt8(ascii: "m")
    case "н", "һ": UInt8(ascii: "h")
    case "т", "τ": UInt8(ascii: "t")
    case "п", "η": UInt8(ascii: "n")
    case "є", "ε": UInt8(ascii: "e")
    default: nil
    }
  }

  /// The ASCII letter to which ICU takes a character to be confusable; ICU writes `m` as `rn`.
  private static func icuDouble(_ scalar: Unicode.Scalar) -> UInt8? {
    var text: [UInt8] = []
    text.append(scalar)
    var double = [UInt8](repeating: 0, count: 32)
    let count = unsafe text.withUnsafeBufferPointer { input in
      unsafe double.withUnsafeMutableBufferPointer { output in
        // Both buffers outlive the call, and ICU keeps no pointer.
        unsafe cicu_skeleton(input.baseAddress, input.count, output.baseAddress, output.count)
      }
    }
    if count == 2, double[0] == UInt8(ascii: "r"), double[1] == UInt8(ascii: "n") {
      return UInt8(ascii: "m")
    }
    let letter = double[0] | 0x20
    return count == 1 && letter &- 0x61 < 26 ? letter : nil
  }

  /// Appends a word with its Latin letters as the Cyrillic ones they look like; when one has no
  /// double, or nothing Cyrillic is in the word, appends nothing and says `false`.
  private static func appendCyrillic(_ word: Span<UInt8>, to out: inout [UInt8]) -> Bool {
    let before = out.count
    var hasCyrillic = false
    var offset = 0
    while offset < word.count {
      let (scalar, length) = word.scalar(at: offset)
      if let double = cyrillicDouble(scalar) {
        out.append(double)
      } else if Script(of: scalar).rawValue <= Script.inherited.rawValue {
        out.append(scalar)
      } else if Script(of: scalar) == .cyrillic {
        hasCyrillic = true
        out.append(scalar)
      } else {
        out.removeSubrange(before...)
        return false
      }
      offset += length
    }
    if !hasCyrillic { out.removeSubrange(before...) }
    return hasCyrillic
  }

  private static func cyrillicDouble(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "a": "а"
    case "b": "в"
    case "c": "с"
    case "e": "е"
    case "h": "н"
    case "i": "і"
    case "k": "к"
    case "m": "м"
    case "o": "о"
    case "p": "р"
    case "t": "т"
    case "x": "х"
    case "y": "у"
    default: nil
    }
  }
}

extension Span<UInt8> {
  /// Whether both spans hold the same bytes.
  func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in 0..<count where self[index] != other[index] { return false }
    return true
  }
}
