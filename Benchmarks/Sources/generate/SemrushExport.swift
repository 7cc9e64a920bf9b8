/// A backlink export in the shape of Semrush: UTF-8, commas, 19 columns, quoted where needed.
enum SemrushExport {
  static func write(rows: Int, domains: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let hosts = Hosts(count: domains)
    var out = Output()
    out.append("Page ascore,Source title,Source url,Target url,Anchor,External links,")
    out.append("Internal links,Nofollow,Sponsored,Ugc,Text,Frame,Form,Image,Sitewide,")
    out.endRow("First seen,Last seen,New link,Lost link\n")
    for row in 0..<rows {
      let domain = hosts.ofRow(row, of: rows, &random)
      let isSpam = Hosts.isSpam(domain)
      out.append(number: random.below(isSpam ? 12 : 70))
      out.append(0x2c)
      appendTitle(&out, isSpam, &random)
      out.append(0x2c)
      out.appendSourceURL(hosts[domain], page: row, &random)
      out.append(0x2c)
      out.appendTargetURL(&random)
      out.append(0x2c)
      let isImage = random.happens(120)
      let anchors = isSpam ? Vocabulary.spamAnchors : Vocabulary.anchors
      if !isImage { out.append(anchors.any(&random)) }
      out.append(0x2c)
      out.append(number: random.below(isSpam ? 400 : 60))
      out.append(0x2c)
      out.append(number: 5 + random.below(120))
      out.append(0x2c)
      out.append(random.happens(350))
      out.append(random.happens(20) ? ",true,false," : ",false,false,")
      out.append(isImage ? "false,false,false,true,false," : "true,false,false,false,false,")
      out.appendDay(years: 2016...2024, &random)
      out.append(0x2c)
      out.appendDay(years: 2025...2025, &random)
      out.endRow(random.happens(150) ? ",false,true\n" : ",false,false\n")
    }
    out.flush()
  }

  /// One title in five needs quotes.
  private static func appendTitle(_ out: inout Output, _ isSpam: Bool, _ random: inout SeededRandom)
  {
    if isSpam { return out.append(Vocabulary.spamTitles.any(&random)) }
    switch random.below(10) {
    case 0:
      out.append("\"The \"\"")
      out.append(Vocabulary.words.any(&random))
      out.append("\"\" of ")
      out.appendTitle(&random)
      out.append("\"")
    case 1:
      out.append("\"")
      out.appendTitle(&random)
      out.append(", ")
      out.appendTitle(&random)
      out.append("\"")
    case 2:
      out.appendTitle(&random)
      out.append(" – ランタンの歴史")
    default:
      out.appendTitle(&random)
    }
  }
}
