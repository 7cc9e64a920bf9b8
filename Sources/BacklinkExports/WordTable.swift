/// The words of an exporter and the numbers of the field that they stand for.
final class WordTable: Sendable {
  /// Words of ASCII, in lower case, with their numbers.
  private let plain: [(word: [UInt8], number: Int64)]
  private let all: [String: Int64]
  private let other: Int64?

  /// A table of words in lower case; `other` stands for the words of a set that are not among them.
  init(_ words: [String: Int64]) {
    all = words
    other = words["other"]
    plain = words.filter { $0.key.utf8.allSatisfy { $0 < 0x80 } }.sorted { $0.key < $1.key }
      .map { (Array($0.key.utf8), $0.value) }
  }

  /// The number of a cell's word, in any case, or nil; of a set, whose words have commas between them, the
  /// numbers of all words together.
  func number(of text: Span<UInt8>, isSet: Bool) -> Int64? {
    if let known = plainNumber(of: text) { return known }
    let whole = String(decoding: text.indices.map { text[$0] }, as: UTF8.self).lowercased()
    guard isSet else { return all[whole] }
    var numbers: Int64 = 0
    for part in whole.split(separator: ",") {
      guard let number = all[part.trimmingBlanks] ?? other else { return nil }
      numbers |= number
    }
    return numbers
  }

  private func plainNumber(of text: Span<UInt8>) -> Int64? {
    for (word, number) in plain where word.count == text.count {
      var isEqual = true
      for index in 0..<word.count {
        let byte = text[index]
        if (byte &- 0x41 < 26 ? byte | 0x20 : byte) != word[index] {
          isEqual = false
          break
        }
      }
      if isEqual { return number }
    }
    return nil
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  fileprivate var trimmingBlanks: String {
    var part = Substring(self)
    while part.first == " " { part.removeFirst() }
    while part.last == " " { part.removeLast() }
    return String(part)
  }
}
