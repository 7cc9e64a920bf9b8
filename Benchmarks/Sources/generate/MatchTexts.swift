/// Rows of anchor, title and URL, parted by tabs, and literals to look for in them.
enum MatchTexts {
  /// Literals that some rows hold; so many are among the first, however many there are.
  private static let held = 500

  /// Writes rows; most anchors and titles come once.
  static func writeRows(count: Int, domains: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let hosts = Hosts(count: domains)
    var out = Output()
    for row in 0..<count {
      switch random.below(10) {
      case 0: out.append(Vocabulary.spamAnchors.any(&random))
      case 1...5: out.append(Vocabulary.anchors.any(&random))
      default: out.appendTitle(&random)
      }
      out.append("\t")
      out.appendTitle(&random)
      out.append("\t")
      out.appendSourceURL(hosts[hosts.ofRow(row, of: count, &random)], page: row, &random)
      out.endRow()
    }
    out.flush()
  }

  /// Writes distinct literals, a line each: a few pairs of words that titles have, then invented words.
  static func writeWords(count: Int, seed: UInt64) {
    var out = Output()
    let words = Vocabulary.words
    for number in 0..<min(count, held) {
      out.append(words[number % words.count])
      out.append(0x20)
      out.append(words[(number &* 7 + number / words.count) % words.count])
      out.endRow()
    }
    var random = SeededRandom(seed: seed)
    for number in min(count, held)..<max(count, held) where number < count {
      for part in 0..<(1 + random.below(2)) {
        if part > 0 { out.append(0x20) }
        for _ in 0..<(2 + random.below(3)) { appendSyllable(to: &out, &random) }
      }
      // The number in letters keeps them apart.
      var rest = number
      while rest > 0 {
        out.append(0x61 + UInt8(rest % 26))
        rest /= 26
      }
      out.endRow()
    }
    out.flush()
  }

  private static func appendSyllable(to out: inout Output, _ random: inout SeededRandom) {
    let consonants = Array("bcdfghjklmnprstvwz".utf8)
    let vowels = Array("aeiou".utf8)
    out.append(consonants[random.below(consonants.count)])
    out.append(vowels[random.below(vowels.count)])
    if random.happens(400) { out.append(consonants[random.below(consonants.count)]) }
  }
}
