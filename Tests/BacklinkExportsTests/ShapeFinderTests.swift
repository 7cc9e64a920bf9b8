import DelimitedText
import LinkModel
import Testing

@testable import BacklinkExports

@Suite struct ShapeFinderTests {
  struct Example: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String
    let mapping: String
    var separator: Character = ","
    var headerLine = 1
    let rows: Int
    var testDescription: String { name }
  }

  static let semrush = """
    Page ascore,Source title,Source url,Target url,Anchor,External links,Internal links,Nofollow,\
    Sponsored,Ugc,Text,Frame,Form,Image,Sitewide,First seen,Last seen,New link,Lost link
    """
  static let moz = """
    URL,Title,Anchor Text,Spam Score,Page Authority,Domain Authority,Number of Domains Linking to \
    this Page,Number of Domains Linking to Domain,Origin,Target URL,Link Equity,No Link Equity,\
    Only rel=nofollow,Only follow,301
    """

  static let examples: [Example] = [
    Example(
      name: "a sep= line", text: "sep=;\r\nSource url;Anchor\r\nhttps://a.example/;x\r\n",
      mapping: "generic", separator: ";", headerLine: 2, rows: 1),
    Example(
      name: "a sep= line in quotes", text: "\"sep=;\"\nSource url;Anchor\nhttps://a.example/;x\n",
      mapping: "generic", separator: ";", headerLine: 2, rows: 1),
    Example(
      name: "a preamble before the header",
      text: "Inbound links\nfor shop.example\n\nfrom all pages\nto all pages\n\n\(moz)\n"
        + "a.example/x,T,word,3,20,30,1,2,External,shop.example,Yes,No,Yes,No,No\n",
      mapping: "moz-ose-2016", headerLine: 7, rows: 1),
    Example(
      name: "more commas than tabs",
      text: "Source url\tSource title\tAnchor\nhttps://a.example/\ta,b,c,d,e\tx,y,z\n",
      mapping: "generic", separator: "\t", rows: 1),
    Example(
      name: "more bars than commas",
      text: "Source url,Source title\nhttps://a.example/,a|b|c|d\nhttps://b.example/,e|f|g|h\n",
      mapping: "generic", rows: 2),
    Example(
      name: "blank lines before the header", text: "\n\nSource url,Anchor\nhttps://a.example/,x\n",
      mapping: "generic", headerLine: 3, rows: 1),
    Example(
      name: "names in quotes over two lines",
      text: "source url,\"anchor\ntext\"\nhttps://a.example/,x\n", mapping: "generic", rows: 1),
    Example(
      name: "a header and nothing else", text: "Linking page,Last crawled\n",
      mapping: "gsc-latest-links", rows: 0),
    Example(
      name: "a header without a line end", text: "Linking page,Last crawled",
      mapping: "gsc-latest-links", rows: 0),
    Example(
      name: "a list of addresses",
      text: "https://a.example/1\n# a note\n\nHTTP://b.example/2,3\n", mapping: "url-list",
      separator: "\t", headerLine: 0, rows: 2),
    Example(
      name: "a list of domains",
      text: "# known\nblog.example\nNews.example \nxn--bcher-kva.example\n", mapping: "domain-list",
      separator: "\t", headerLine: 0, rows: 3),
    Example(
      name: "an exporter's mapping before the fallback",
      text: semrush + "\n0,T,https://a.example/,https://shop.example/,x,1,2,false,false,false,true,"
        + "false,false,false,false,2025-01-01,2025-02-01,false,false\n",
      mapping: "semrush-backlinks", rows: 1),
  ]

  @Test(arguments: examples)
  func `header, separator and report are found by content`(_ example: Example) throws {
    let export = try ReadExport(example.text)
    #expect(export.shape.mapping.name == example.mapping)
    #expect(export.shape.dialect.separator == example.separator.asciiValue)
    #expect(export.shape.headerLine == example.headerLine)
    #expect(export.rows.count == example.rows)
    #expect(export.counts.rejected == [:])
  }

  static let refused: [(text: String, reason: String)] = [
    (
      "0\tcom.example\n1\tcom.example.blog\n",
      "the vertices of a web graph (Common Crawl), hosts without links; give audit or convert the "
        + "edges file of the same graph too, and your site with --site"
    ),
    (
      "0\t7\n1\t7\n",
      "the edges of a web graph (Common Crawl), numbers without names; give audit or convert the "
        + "vertices file of the same graph too, and your site with --site"
    ),
    ("", "the file is empty"),
    (" \n\n", "the file is empty"),
    ("\0\0\0\0", "only control bytes, no text; the download may have failed"),
    (
      "<!DOCTYPE html><title>Log in</title>",
      "a web page, not an export; the download may have asked for a login"
    ),
    (
      "\n<html><body>", "a web page, not an export; the download may have asked for a login"
    ),
    ("<?xml version=\"1.0\"?>", "XML, not delimited text; export as CSV"),
    (
      "[\r\n  {\"name\": 1}]",
      "JSON whose keys 'name' fit no known export; add a mapping file (docs/exporters.md)"
    ),
    ("%PDF-1.7", "links.csv: a PDF document; export the data as CSV"),
    ("\u{1}\u{2}\u{3}\u{4}abc", "not text: binary data"),
    (
      "https://a.example/\ndomain:b.example\n# note\ndomain:c.example\n",
      "a disavow file, not an export; give it with --previous"
    ),
    (
      "name,age\nAda,36\n",
      "no header of a known export in the first 20 lines; add a mapping file (docs/exporters.md)"
    ),
    (
      "Target url,Anchor\nhttps://shop.example/,x\n",
      "the header 'Target url, Anchor' fits no known export: no column for the linking page; "
        + "add a mapping file (docs/exporters.md)"
    ),
    (
      "Linking text,Count\nshop,3\n",
      "this is Google Search Console, Links, Top linking text: this report lists anchor texts "
        + "without the pages that use them; in Search Console choose Links, Export external "
        + "links, Latest links"
    ),
  ]

  @Test(arguments: refused)
  func `what is no export of backlinks is refused with a reason`(
    _ example: (text: String, reason: String)
  ) {
    #expect(refusal(of: Array(example.text.utf8)) == example.reason)
  }

  @Test func `the second best report is named`() throws {
    let text = Self.semrush + "\n"
    #expect(try ReadExport(text).shape.runnerUp?.mapping.name == "generic")
  }
}
