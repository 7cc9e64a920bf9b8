import ByteKeys

/// How many owners have names that are like each other, as names made by the dozen are.
///
/// Two names are alike when they are the same but for figures (`list810`, `list931`), but for one letter
/// or the ending (`cheap-lamps.top`, `cheaplamps.site`), or when two words in a row are the same
/// (`best-seo-links`, `seo-links-24`). Every name is turned into a few keys and owners of one key are
/// counted, so the work grows with the number of names only, and a chain of likenesses joins nobody.
struct NameFamilies {
  /// Names shorter than this are alike by chance.
  private static let shortestName = 8
  private static let shortestNumbered = 4
  private static let shortestWord = 3

  /// About how many keys a name has.
  private static let usualKeys = 16

  /// Of each owner that is not alone.
  private var sizes: [Int: Int] = [:]

  /// Counts the owners of every key.
  ///
  /// - Parameters:
  ///   - owners: Numbers of owners, each once.
  ///   - name: The name of an owner, a registry's domain.
  init(_ owners: [Int], name: (Int) -> String) {
    let hasher = KeyedHash()
    var keys: [UInt64] = []
    var scratch: [UInt8] = []
    func forEachOwner(_ body: (Int, [UInt64]) -> Void) {
      for owner in owners {
        NameFamilies.keys(of: name(owner), hasher, &keys, &scratch)
        body(owner, keys)
      }
    }
    // Nearly all keys belong to one owner.
    var repeated = RepeatedKeys(expecting: owners.count * NameFamilies.usualKeys)
    forEachOwner { _, keys in
      for key in keys { repeated.note(key) }
    }
    var members: [(key: UInt64, owner: UInt32)] = []
    forEachOwner { owner, keys in
      for key in keys where repeated.mayRepeat(key) { members.append((key, UInt32(owner))) }
    }
    members.sort { $0.key < $1.key }
    var start = 0
    while start < members.count {
      var end = start + 1
      while end < members.count, members[end].key == members[start].key { end += 1 }
      let count = end - start
      if count > 1 {
        for member in members[start..<end] {
          let owner = Int(member.owner)
          sizes[owner] = max(sizes[owner] ?? 0, count)
        }
      }
      start = end
    }
  }

  /// The largest number of owners, this one among them, that share a key with an owner; 1 when alone.
  func size(of owner: Int) -> Int { sizes[owner] ?? 1 }

  /// The keys of a name, each once.
  static func keys(
    of name: String, _ hasher: KeyedHash, _ keys: inout [UInt64], _ scratch: inout [UInt8]
  ) {
    keys.removeAll(keepingCapacity: true)
    let label = Array(name.utf8.prefix { $0 != 0x2E })
    let letters = label.count(where: isLetter)
    // The letters of an encoded name are not those that people see.
    guard letters >= shortestNumbered, !label.starts(with: Array("xn--".utf8)) else { return }
    func add(_ kind: UInt64, _ text: [UInt8]) {
      let key = hasher.combine(kind, hasher.hash(text.span))
      if !keys.contains(key) { keys.append(key) }
    }
    if letters < label.count(where: { $0 != 0x2D }) {
      scratch.removeAll(keepingCapacity: true)
      for byte in label {
        if isLetter(byte) || byte == 0x2D {
          scratch.append(byte)
        } else if scratch.last != 0x39 {
          scratch.append(0x39)
        }
      }
      add(1, scratch)
    }
    let words = label.split { !isLetter($0) }
    for (first, second) in zip(words, words.dropFirst())
    where first.count >= shortestWord && second.count >= shortestWord
      && first.count + second.count >= shortestName
    {
      add(2, first + [0x2D] + second)
    }
    guard letters >= shortestName else { return }
    appendLikenesses(of: label.filter { $0 != 0x2D }, hasher, to: &keys)
  }

  /// Appends a key for the text and one for each text with one letter less; texts that differ in one
  /// letter, or by one, share one of theirs.
  private static func appendLikenesses(
    of text: [UInt8], _ hasher: KeyedHash, to keys: inout [UInt64]
  ) {
    // The hash of a text is the sum of its letters times powers of a number, so that of a text without
    // a letter is that of what stands before it, moved down by one power, and of what stands behind.
    let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    var power: UInt64 = 1
    var behind: UInt64 = 0
    for byte in text.reversed() {
      behind &+= UInt64(byte) &* power
      power &*= base
    }
    keys.append(hasher.combine(3, behind))
    var before: UInt64 = 0
    var last: UInt8 = 0
    let inverse = NameFamilies.inverse(of: base)
    for byte in text {
      power &*= inverse
      behind &-= UInt64(byte) &* power
      if byte != last { keys.append(hasher.combine(3, before &* inverse &+ behind)) }
      before &+= UInt64(byte) &* power
      last = byte
    }
  }

  /// The number that an odd number must be multiplied with to give 1.
  private static func inverse(of odd: UInt64) -> UInt64 {
    var inverse = odd
    for _ in 0..<5 { inverse &*= 2 &- odd &* inverse }
    return inverse
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
}
