/// The normal form of a column's name, in which exporters' spellings of one name are equal.
///
/// Case, blanks, `_ - . /`, invisible characters and a sort mark such as `(desc)` do not count:
/// `Referring_Page URL (desc)` and `referring page url` are one name.
struct HeaderName: Hashable, Sendable {
  let text: String

  init(_ raw: String) {
    var words: [String] = []
    var word = ""
    for scalar in raw.unicodeScalars {
      switch scalar {
      case " ", "_", "-", ".", "/", "\t", "\n", "\r", "\u{A0}":
        if !word.isEmpty { words.append(word) }
        word = ""
      case "\u{FEFF}", "\u{200B}"..."\u{200F}", "\u{AD}", "\0":
        continue
      default:
        word.unicodeScalars.append(scalar)
      }
    }
    if !word.isEmpty { words.append(word) }
    words = words.map { $0.lowercased() }
    if let last = words.last, last == "(desc)" || last == "(asc)" { words.removeLast() }
    text = words.joined(separator: " ")
  }
}
