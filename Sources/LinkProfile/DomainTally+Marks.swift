import LinkModel

/// What the rows of a domain say of it, for the distributions of a summary: switched on, never counted.
extension DomainTally {
  /// A bit of ``marks``.
  enum Mark {
    static let ugc: UInt16 = 1
    static let sponsored: UInt16 = 2

    /// A live link stands there.
    static func placement(_ number: Int64) -> UInt16 { 4 << UInt16(truncatingIfNeeded: number & 7) }
  }

  /// Notes what a row says.
  mutating func mark(_ batch: RecordBatch, _ row: Int, _ slots: ProfileSlots) {
    if batch.number(row, slot: slots.ugc) == 1 { marks |= Mark.ugc }
    if batch.number(row, slot: slots.sponsored) == 1 { marks |= Mark.sponsored }
    if let place = batch.number(row, slot: slots.placement) {
      marks |= Mark.placement(place)
    } else if batch.number(row, slot: slots.inContent) == 1 {
      marks |= Mark.placement(Int64(Placement.content.rawValue))
    }
    if let list = batch.text(row, slot: slots.languages) {
      noteLanguages(batch.bytes.span.extracting(list))
    }
  }

  /// Keeps the first four languages by name of those that begin with two letters, as codes do.
  private mutating func noteLanguages(_ list: Span<UInt8>) {
    var start = 0
    while start < list.count {
      var end = start
      while end < list.count, list[end] != UInt8(ascii: ",") { end += 1 }
      while start < end, list[start] == UInt8(ascii: " ") { start += 1 }
      let isCode = end - start == 2 || (end - start > 2 && !DomainTally.isLetter(list[start + 2]))
      if isCode, DomainTally.isLetter(list[start]), DomainTally.isLetter(list[start + 1]) {
        note(UInt16(list[start] | 0x20) << 8 | UInt16(list[start + 1] | 0x20))
      }
      start = end + 1
    }
  }

  private mutating func note(_ language: UInt16) {
    var new = language
    for place in languages.indices {
      if languages[place] == new { return }
      if languages[place] == 0 || new < languages[place] { swap(&languages[place], &new) }
      if new == 0 { return }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  /// Where the best of its links stands, by the order of ``Placement``; unknown when nobody says.
  var placement: Placement {
    Placement.allCases.first { marks & Mark.placement(Int64($0.rawValue)) != 0 } ?? .unknown
  }

  /// The languages as text.
  var languageNames: [String] {
    languages.indices.map { languages[$0] }.filter { $0 != 0 }.map { code in
      String(decoding: [UInt8(code >> 8), UInt8(code & 0xFF)], as: UTF8.self)
    }
  }
}
