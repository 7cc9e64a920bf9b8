/// A disavow file of any length, and addresses to ask it about.
///
/// Nine entries in ten are domains, some of them below another; the rest are pages. A comment stands
/// above every 50,000.
enum DisavowList {
  static func write(entries: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var out = Output()
    for entry in 0..<entries {
      if entry % 50_000 == 0 {
        if entry > 0 { out.append("\n") }
        out.append("# [backlinks] rule-")
        out.append(number: entry / 50_000)
        out.append(" 2026-01-02: found by a rule\n")
      }
      switch random.below(20) {
      case 0, 1:
        // Below a domain that may be there.
        out.append("domain:sub")
        out.append(number: entry % 9)
        out.append(0x2e)
        appendHost(random.below(entry + 1), &out)
      case 2:
        out.append("https://")
        appendHost(entry, &out)
        out.append("/page/")
        out.append(number: entry)
        out.append("?from=feed")
      default:
        out.append("domain:")
        appendHost(entry, &out)
      }
      out.endRow("\n")
    }
    out.flush()
  }

  static func writeAddresses(count: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var out = Output()
    for number in 0..<count {
      out.append("https://www.")
      appendHost(random.below(200_000), &out)
      out.append("/post/")
      out.append(number: number)
      out.endRow("\n")
    }
    out.flush()
  }

  private static func appendHost(_ number: Int, _ out: inout Output) {
    out.append(Vocabulary.words[number % Vocabulary.words.count])
    out.append(number: number)
    out.append(Vocabulary.cheapEndings[number % Vocabulary.cheapEndings.count])
  }
}
