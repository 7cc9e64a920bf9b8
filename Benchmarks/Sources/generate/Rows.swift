/// What the kinds of files share: titles, addresses, days.
extension Output {
  /// "Amber bridge garden": some words, the first with a capital letter.
  mutating func appendTitle(_ random: inout SeededRandom) {
    let first = Vocabulary.words.any(&random)
    append(first[first.startIndex] &- 0x20)
    append(first.dropFirst())
    for _ in 0..<(2 + random.below(5)) {
      append(0x20)
      append(Vocabulary.words.any(&random))
    }
  }

  /// `https://www.host/section/word-word-123`; the number is that of the row, so pages differ.
  mutating func appendSourceURL(_ host: ArraySlice<UInt8>, page: Int, _ random: inout SeededRandom)
  {
    append("https://")
    if random.happens(300) { append("www.") }
    append(host)
    append(0x2f)
    append(Vocabulary.sections.any(&random))
    append(0x2f)
    append(Vocabulary.words.any(&random))
    append(0x2d)
    append(Vocabulary.words.any(&random))
    append(0x2d)
    append(number: page)
    if random.happens(100) { append("?ref=home&utm_source=feed") }
  }

  mutating func appendTargetURL(_ random: inout SeededRandom) {
    append("https://www.lantern-works.example")
    append(Vocabulary.targetPaths.any(&random))
  }

  /// A day that exists in every year, and with `withTime` a time of day.
  mutating func appendDay(
    years: ClosedRange<Int>, withTime: Bool = false, _ random: inout SeededRandom
  ) {
    append(number: years.lowerBound + random.below(years.count), digits: 4)
    append(0x2d)
    append(number: 1 + random.below(12), digits: 2)
    append(0x2d)
    append(number: 1 + random.below(28), digits: 2)
    guard withTime else { return }
    append(0x20)
    append(number: random.below(24), digits: 2)
    append(0x3a)
    append(number: random.below(60), digits: 2)
    append(0x3a)
    append(number: random.below(60), digits: 2)
  }

  mutating func append(_ flag: Bool) {
    append(flag ? "true" : "false")
  }
}
