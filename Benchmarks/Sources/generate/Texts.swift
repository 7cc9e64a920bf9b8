/// Texts by number, in one run of bytes.
struct Texts {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]

  /// How many there are.
  var count: Int { ends.count - 1 }

  /// No texts yet.
  init() {}

  /// The lines of a text.
  init(lines: String) {
    for line in lines.split(separator: "\n") { append(line.utf8) }
  }

  /// What stands between the blanks and line ends of a text.
  init(words: String) {
    for word in words.split(whereSeparator: \.isWhitespace) { append(word.utf8) }
  }

  mutating func append(_ text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  subscript(number: Int) -> ArraySlice<UInt8> {
    bytes[ends[number]..<ends[number + 1]]
  }

  /// Any of them.
  func any(_ random: inout SeededRandom) -> ArraySlice<UInt8> {
    self[random.below(count)]
  }
}
