/// The words that hosts, paths, titles and anchors are made of.
enum Vocabulary {
  /// Innocent words for names, paths and titles.
  static let words = Texts(
    words: """
      amber arbor atlas badger bakery ballad barley beacon bicycle birch brass bridge cabin
      candle canyon castle cedar cellar chapel cherry circle citadel clover coast cobalt compass
      copper coral corner cottage craft cricket crystal daily daisy delta desert diary domain
      dragon eagle eastern echo ember escape estate fabric falcon farm feather fern festival
      field fjord forest forge fountain gallery garden glacier golden granite grove guild hammer
      harbor harvest haven heather heritage highland hollow horizon island ivory jasmine journal
      juniper kettle kitchen lagoon lantern lavender ledger legend library lilac linen local
      lumber magnet maple marble market meadow media memory mill mirror modern monument morning
      mountain museum news northern notebook oak ocean orchard orient otter paper parade park
      pebble pepper photo pilot pine planet plaza pocket prairie quarry quiet railway rapid raven
      review ridge river robin rocket royal saddle sailor school season shadow signal silver
      sketch southern spark spring square station stone story studio summer sunset table tailor
      temple thistle thunder timber tower travel tulip valley velvet village vintage walnut
      water weather western willow window winter wooden workshop yellow
      """)

  /// Endings of hosts; the first ones are the commonest.
  static let endings = Texts(
    words: """
      .com .com .com .com .org .net .de .co.uk .fr .it .nl .info .io .com.au .ru .jp
      """)

  /// Endings of hosts that hold spam.
  static let cheapEndings = Texts(words: ".xyz .top .click .info .online .com")

  static let sections = Texts(
    words: """
      blog news 2024 2025 articles post links forum stories guide resources p en topics
      """)

  /// Anchors in good faith.
  static let anchors = Texts(
    lines: """
      Lantern Works
      Lantern Works
      lantern-works.example
      https://www.lantern-works.example/
      here
      read more
      this guide
      website
      via Lantern Works
      how storm lamps are made
      the history of lamps
      source
      Lantern Works museum shop
      a maker of lamps in the north
      see the whole story
      home page
      """)

  static let spamAnchors = Texts(
    lines: """
      buy viagra online
      cheap cialis no prescription
      online casino bonus
      payday loans no credit check
      replica rolex watches
      slot gacor hari ini
      best essay writing service
      buy backlinks cheap
      """)

  static let spamTitles = Texts(
    lines: """
      Pharmacy without prescription
      Casino bonus codes
      Replica watches
      Payday loans online
      """)

  /// Pages of the site that is linked.
  static let targetPaths = Texts(
    words: """
      / / / /journal/how-lamps-are-made /journal/lighthouse-keepers /lamps/ /lamps/storm /lamps/table
      /guides/choosing-a-lantern /about /contact /press /journal/oil-and-wick /shop?sort=new&page=2
      """)

  static let searchEngines = Texts(
    words: """
      https://www.google.com/ https://www.google.com/ https://www.google.de/ https://www.bing.com/
      https://duckduckgo.com/ https://yandex.ru/ https://www.google.com/search?q=storm+lamp
      https://search.yahoo.com/
      """)

  static let browsers: Texts = {
    let chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"
    let safari = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
    return Texts(
      lines: """
        Mozilla/5.0 (Windows NT 10.0; Win64; x64) \(chrome) Safari/537.36
        Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) \(safari) Version/17.5 Safari/605.1.15
        Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0
        Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) \(safari) Mobile/15E148
        Mozilla/5.0 (Linux; Android 14; Pixel 8) \(chrome) Mobile Safari/537.36
        """)
  }()

  static let bots = Texts(
    lines: """
      Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
      Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)
      Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)
      Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)
      Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)
      """)

  static let assets = Texts(
    words: """
      /css/site.css /js/site.js /img/storm-lamp.jpg /img/logo.svg /favicon.ico /fonts/serif.woff2
      """)
}
