/// The referring domains of a generated file, by number; all differ.
///
/// Names, and which of them are spam, follow from the number, so files with the same number of
/// domains have the same domains however many rows they have.
struct Hosts {
  private let names: Texts
  private let ranks: ZipfRanks

  var count: Int { names.count }

  init(count: Int) {
    let words = Vocabulary.words
    var names = Texts()
    var random = SeededRandom(seed: 1)
    for number in 0..<count {
      var name: [UInt8] = []
      let spread = number &* 7919
      name += words[spread % words.count]
      if number % 3 == 0 { name.append(UInt8(ascii: "-")) }
      name += words[spread / words.count % words.count]
      let round = number / (words.count * words.count)
      // One in three has a figure anyway; the others get one when the pairs of words are used up.
      if round > 0 || number % 3 == 1 { name += Array(String(number % 97 + round * 97).utf8) }
      let isSpam = Self.isSpam(number)
      name += (isSpam ? Vocabulary.cheapEndings : Vocabulary.endings).any(&random)
      names.append(name)
    }
    self.names = names
    self.ranks = ZipfRanks(count: count)
  }

  subscript(number: Int) -> ArraySlice<UInt8> { names[number] }

  /// One domain in fifty is spam.
  static func isSpam(_ number: Int) -> Bool { number % 50 == 37 }

  /// The domain of a row: each in turn over the whole file, between them by Zipf's law.
  func ofRow(_ row: Int, of rows: Int, _ random: inout SeededRandom) -> Int {
    let stride = max(rows / count, 1)
    let (turn, rest) = row.quotientAndRemainder(dividingBy: stride)
    return rest == 0 && turn < count ? turn : ranks.next(&random)
  }
}
