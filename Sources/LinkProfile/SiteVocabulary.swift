package import HostLists
import TextMatching

/// The words and networks that the facts of a site are drawn with, compiled once for all sites.
package struct SiteVocabulary: Sendable {
  /// The test of ``trade`` for words of trade, those of spam trades that are no topic among them.
  static let commercialTest = 0

  let genericAnchors: [String]
  /// Words of trade, single ones: a headline adds none to the words of its page's address.
  let commercialWords: [String]
  /// Words of trade; and all those that never name a site.
  let trade: TextMatcher
  /// Phrases of spam trades that are no topic of the site, as addresses have them.
  let spamPhrases: TextMatcher
  /// Networks that serve the pages of thousands of owners.
  let deliveryNetworks: AddressRanges
  /// Parameters that tell where a visitor came from, not where to go.
  let originParameters: Set<String>

  /// No words at all.
  package init() {
    self.init(words: [:], deliveryNetworks: AddressRanges(), topics: [])
  }

  /// - Parameters:
  ///   - words: Word lists by name: groups of words.
  ///   - deliveryNetworks: Addresses that say nothing of the owner.
  ///   - topics: What the sites are about: spam words of that group are no spam to them.
  package init(
    words: [String: [(name: String, entries: [String])]], deliveryNetworks: AddressRanges,
    topics: Set<String>
  ) {
    func entries(_ list: String, without topics: Set<String> = []) -> [String] {
      (words[list] ?? []).filter { !topics.contains($0.name) }.flatMap(\.entries)
    }
    let spam = ["spam-words", "spam-words-weak"]
    genericAnchors = entries("generic-anchors")
    commercialWords = entries("commercial-words")
    trade = SiteVocabulary.matcher([
      entries("commercial-words") + spam.flatMap { entries($0, without: topics) },
      (spam + ["link-sale-phrases"]).flatMap { entries($0) },
    ])
    spamPhrases = SiteVocabulary.matcher([entries("spam-words", without: topics)])
    self.deliveryNetworks = deliveryNetworks
    originParameters = Set(entries("origin-parameters"))
  }

  /// A matcher of words, one test a list.
  private static func matcher(_ lists: [[String]]) -> TextMatcher {
    var lists = lists
    while true {
      do throws(TextTestError) {
        return try TextMatcher(
          tests: lists.map { TextTest(.containsWord, $0) }, seesDisguises: false)
      } catch {
        // A word of invisible characters is in no text.
        lists[error.test].remove(at: error.pattern)
      }
    }
  }
}
