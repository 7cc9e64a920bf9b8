/// A backlink export in the shape of Ahrefs, as UTF-8 with commas: 31 columns, every cell quoted.
enum AhrefsExport {
  private static let header: StaticString = """
    "Referring page title","Referring page URL","Language","Platform","Referring page HTTP code",\
    "Domain rating","Domain traffic","Referring domains","Linked domains","External links",\
    "Page traffic","Keywords","Target URL","Left context","Anchor","Right context","Type","Content",\
    "Nofollow","UGC","Sponsored","Rendered","Raw","Lost status","Drop reason","Discovered status",\
    "First seen","Last seen","Lost","Author","Links in group"

    """

  static func write(rows: Int, domains: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let hosts = Hosts(count: domains)
    var out = Output()
    out.append(header)
    for row in 0..<rows {
      let domain = hosts.ofRow(row, of: rows, &random)
      let isSpam = Hosts.isSpam(domain)
      out.append("\"")
      out.appendTitle(&random)
      out.append(random.happens(100) ? ", \"\"the book\"\"\",\"" : "\",\"")
      out.appendSourceURL(hosts[domain], page: row, &random)
      out.append("\",\"en\",\"wordpress\",\"200\",\"")
      let numbers = [random.below(90), random.below(9_000), random.below(300), random.below(80)]
      for number in numbers {
        out.append(number: number)
        out.append("\",\"")
      }
      out.append(number: random.below(isSpam ? 400 : 60))
      out.append("\",\"")
      out.append(number: random.below(500))
      out.append("\",\"0\",\"")
      out.appendTargetURL(&random)
      out.append("\",\"")
      out.appendTitle(&random)
      out.append("\",\"")
      out.append((isSpam ? Vocabulary.spamAnchors : Vocabulary.anchors).any(&random))
      out.append("\",\"")
      out.appendTitle(&random)
      out.append("\",\"text\",\"")
      out.append(random.happens(700))
      out.append("\",\"")
      out.append(random.happens(350))
      out.append("\",\"false\",\"false\",\"false\",\"true\",\"\",\"\",\"linkfound\",\"")
      out.appendDay(years: 2016...2024, withTime: true, &random)
      out.append("\",\"")
      out.appendDay(years: 2025...2025, withTime: true, &random)
      out.endRow("\",\"\",\"\",\"1\"\n")
    }
    out.flush()
  }
}
