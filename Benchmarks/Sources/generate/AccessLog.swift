/// A log in combined format: own pages, search engines, other sites, crawlers, no referrer.
enum AccessLog {
  private static let months: [StaticString] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func write(lines: Int, domains: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let hosts = Hosts(count: domains)
    var out = Output()
    for line in 0..<lines {
      let kind = random.below(100)
      let isBot = kind < 25
      appendClient(&out, &random)
      out.append(" - - [")
      appendTime(&out, second: line / 8)
      out.append("] \"GET ")
      let isAsset = !isBot && random.happens(400)
      out.append((isAsset ? Vocabulary.assets : Vocabulary.targetPaths).any(&random))
      out.append(random.happens(40) ? " HTTP/2.0\" 404 " : " HTTP/2.0\" 200 ")
      out.append(number: 200 + random.below(60_000))
      out.append(" \"")
      switch isAsset ? 60 : kind {
      case 0..<45:
        out.append("-")
      case 45..<70:
        out.appendTargetURL(&random)
      case 70..<80:
        out.append(Vocabulary.searchEngines.any(&random))
      default:
        let domain = hosts.ofRow(line, of: lines, &random)
        // Readers come again: a site has a few pages that send visits.
        out.append("https://")
        out.append(hosts[domain])
        out.append(0x2f)
        if random.happens(700) {
          out.append(Vocabulary.sections.any(&random))
          out.append(0x2f)
          out.append(Vocabulary.words[(domain &+ random.below(3)) % Vocabulary.words.count])
        }
      }
      out.append("\" \"")
      out.append((isBot ? Vocabulary.bots : Vocabulary.browsers).any(&random))
      out.endRow("\"\n")
    }
    out.flush()
  }

  /// An address of the blocks that are kept for examples and tests.
  private static func appendClient(_ out: inout Output, _ random: inout SeededRandom) {
    out.append("198.")
    out.append(number: 18 + random.below(2))
    out.append(0x2e)
    out.append(number: random.below(256))
    out.append(0x2e)
    out.append(number: random.below(256))
  }

  /// `07/Mar/2025:10:05:03 +0000`; months have 28 days.
  private static func appendTime(_ out: inout Output, second: Int) {
    let day = second / 86_400
    out.append(number: 1 + day % 28, digits: 2)
    out.append(0x2f)
    out.append(months[day / 28 % 12])
    out.append(0x2f)
    out.append(number: 2025 + day / 336)
    out.append(0x3a)
    out.append(number: second / 3600 % 24, digits: 2)
    out.append(0x3a)
    out.append(number: second / 60 % 60, digits: 2)
    out.append(0x3a)
    out.append(number: second % 60, digits: 2)
    out.append(" +0000")
  }
}
