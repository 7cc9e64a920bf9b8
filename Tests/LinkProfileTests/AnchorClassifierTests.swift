import LinkModel
import Testing

@testable import LinkProfile

@Suite struct AnchorClassifierTests {
  static let anchors: [(anchor: String, kind: AnchorKind)] = [
    ("", .empty),
    (" \t ", .empty),
    ("here", .generic),
    ("  READ   more ", .generic),
    ("Lantern House", .brand),
    ("the lantern house shop", .brand),
    ("lantern-house", .brand),
    ("a long story about a lantern house and what happened", .other),
    ("https://elsewhere.test/x", .url),
    ("www.lantern.example", .url),
    ("lantern.example/tea", .url),
    ("lantern.example", .url),
    ("other-site.com", .url),
    ("version 2.0", .other),
    ("12.5", .other),
    ("how to brew green tea", .title),
    ("buy cheap tea", .other),
    ("tea", .other),
    ("чай", .other),
    ("紅茶を買う", .other),
    ("ランタン亭", .brand),
    ("ランタン亭の紅茶", .brand),
    ("ＬＡＮＴＥＲＮ　ＨＯＵＳＥ", .brand),
    ("Лампы Фонарь", .brand),
    ("ФОНАРЬ", .brand),
    ("фонарь — лампы", .brand),
    ("abc", .brand),
    ("a.b.c. ltd", .brand),
    ("abcess", .other),
    ("crabclaw", .other),
    ("зДЕСЬ", .generic),
    ("こちら", .generic),
    ("Green lamps", .exact),
    ("green-lamps", .exact),
    ("best green lamps of all", .partial),
    ("evergreen lampshade", .other),
    ("green tea lamps to brew", .title),
    ("紅茶ランプ", .exact),
    ("安い紅茶ランプ", .partial),
    ("緑茶の入れ方", .title),
    ("бюро.com", .url),
  ]

  @Test(arguments: anchors)
  func `an anchor says one thing`(_ example: (anchor: String, kind: AnchorKind)) {
    var classifier = AnchorClassifier(
      brands: ["Lantern House", "ランタン亭", "Фонарь", "ab", "ABC"],
      keywords: ["Green Lamps", "紅茶ランプ"],
      genericAnchors: ["here", "read more", "здесь", "こちら"])
    let anchor = Array(example.anchor.utf8)
    let host = Array("www.lantern.example".utf8)
    let path = Array(
      "/blog/how-to-brew-Green-tea/%E7%B7%91%E8%8C%B6%E3%81%AE%E5%85%A5%E3%82%8C%E6%96%B9".utf8)
    classifier.read(anchor.span)
    let kind = classifier.kind(
      key: 1, isImage: false, targetHost: host.span, targetPath: path.span)
    #expect(kind == example.kind, "\(example.anchor)")
  }

  @Test func `an image without text is an image`() {
    var classifier = AnchorClassifier(brands: [], genericAnchors: [])
    let none: [UInt8] = []
    let kind = classifier.kind(
      key: 1, isImage: true, targetHost: none.span, targetPath: none.span)
    #expect(kind == .image)
  }
}
