extension TextFolder {
  /// Writes the joined view: spread-out words put together, digits read as letters.
  ///
  /// Four or more single letters in a row, each parted from the next by one blank or sign, become a
  /// word (`v.i.a.g.r.a`). Words that mix letters with `0 1 3 4 5 7 @ $` get `o i e a s t a s`; when a
  /// `1` was among them, a line feed parts a second reading of the whole text with `l` for it.
  ///
  /// - Parameters:
  ///   - plain: What ``plain(_:into:)`` or ``skeleton(_:look:into:)`` wrote.
  ///   - look: What a look at it told; nil: none was taken yet.
  ///   - out: Receives the view, whatever it held.
  /// - Returns: Whether the view differs from `plain`; when not, `out` is empty.
  package mutating func joined(
    _ plain: Span<UInt8>, look: QuickLook? = nil, into out: inout [UInt8]
  ) -> Bool {
    if !out.isEmpty { out.removeAll(keepingCapacity: true) }
    guard (look ?? QuickLook(plain)).mayJoin else { return false }
    return spelledOut(plain, into: &out)
  }

  /// As ``joined(_:look:into:)``, without the look at the bytes that spares most texts the work.
  mutating func spelledOut(_ plain: Span<UInt8>, into out: inout [UInt8]) -> Bool {
    let hasRun = joinSingleLetters(plain)
    let hasDigits = spellOut(one: UInt8(ascii: "i"), into: &out)
    guard hasRun || hasDigits.any else {
      out.removeAll(keepingCapacity: true)
      return false
    }
    if hasDigits.one {
      out.append(UInt8(ascii: "\n"))
      _ = spellOut(one: UInt8(ascii: "l"), into: &out)
    }
    return true
  }

  /// Copies the text to ``spread``, runs of single letters joined; says whether there was one.
  private mutating func joinSingleLetters(_ text: Span<UInt8>) -> Bool {
    spread.removeAll(keepingCapacity: true)
    var hasRun = false
    var offset = 0
    while offset < text.count {
      let end = Self.endOfRun(in: text, from: offset)
      if let end {
        hasRun = true
        var position = offset
        while position < end {
          let (scalar, length) = text.scalar(at: position)
          if Self.isSpelling(scalar) { spread.append(scalar) }
          position += length
        }
        offset = end
      } else {
        // No run begins here: copy to behind the next sign, where one may.
        var isSpelling = true
        while offset < text.count, isSpelling {
          let (scalar, length) = text.scalar(at: offset)
          spread.append(text.extracting(offset..<offset + length))
          isSpelling = Self.isSpelling(scalar)
          offset += length
        }
      }
    }
    return hasRun
  }

  /// Where a run of four or more single letters ends that begins at `start`; two must be letters.
  private static func endOfRun(in text: Span<UInt8>, from start: Int) -> Int? {
    var singles = 0
    var letters = 0
    var end = start
    var offset = start
    while offset < text.count {
      let (letter, length) = text.scalar(at: offset)
      guard isSpelling(letter) else { break }
      let next = offset + length
      let (sign, signLength) = next < text.count ? text.scalar(at: next) : (" ", 0)
      // Two letters side by side: no single one, and the sign before it belongs to a word.
      guard signLength == 0 || !isSpelling(sign) else { break }
      singles += 1
      if WordBoundary.isWordCharacter(letter) { letters += 1 }
      end = next
      offset = next + max(signLength, 1)
    }
    return singles >= 4 && letters >= 2 ? end : nil
  }

  /// Appends ``spread`` with digits and signs inside words as the letters they stand for.
  private func spellOut(one: UInt8, into out: inout [UInt8]) -> (any: Bool, one: Bool) {
    let text = spread.span
    var result = (any: false, one: false)
    var offset = 0
    while offset < text.count {
      let start = offset
      var letters = 0
      var others = 0
      while offset < text.count {
        let (scalar, length) = text.scalar(at: offset)
        guard Self.isSpelling(scalar) else { break }
        if WordBoundary.isWordCharacter(scalar) { letters += 1 }
        if Self.letter(for: scalar, one: one) != nil { others += 1 }
        offset += length
      }
      if letters > 0, others > 0 {
        for index in start..<offset {
          guard text[index] < 0x80,
            let letter = Self.letter(for: Unicode.Scalar(text[index]), one: one)
          else {
            out.append(text[index])
            continue
          }
          out.append(letter)
          if text[index] == UInt8(ascii: "1") { result.one = true }
        }
        result.any = true
      } else {
        out.append(text.extracting(start..<offset))
      }
      if offset < text.count {
        let length = text.scalar(at: offset).length
        out.append(text.extracting(offset..<offset + length))
        offset += length
      }
    }
    return result
  }

  private static func letter(for scalar: Unicode.Scalar, one: UInt8) -> UInt8? {
    switch scalar {
    case "0": UInt8(ascii: "o")
    case "1": one
    case "3": UInt8(ascii: "e")
    case "4": UInt8(ascii: "a")
    case "5": UInt8(ascii: "s")
    case "7": UInt8(ascii: "t")
    case "@": UInt8(ascii: "a")
    case "$": UInt8(ascii: "s")
    default: nil
    }
  }
}
