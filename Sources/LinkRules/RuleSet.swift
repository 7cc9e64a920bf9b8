package import HostLists
package import LinkProfile

/// Rules, families and lists of one or more rule directories, read and checked.
package struct RuleSet: Sendable {
  /// The rules, by id.
  package let rules: [Rule]
  /// Families whose findings count only as support.
  package let supportFamilies: Set<String>
  /// Word lists by name: groups of words.
  package let wordLists: [String: [(name: String, entries: [String])]]
  /// Addresses that say nothing of the owner of a site.
  package let deliveryNetworks: AddressRanges

  package init(rules: [Rule], supportFamilies: Set<String>, lists: [ListFile]) {
    var words: [String: [(name: String, entries: [String])]] = [:]
    for list in lists where list.kind == .words { words[list.name] = list.groups }
    let networks = lists.filter { $0.kind == .addresses }.flatMap(\.entries)
    self.init(
      rules: rules, supportFamilies: supportFamilies, wordLists: words,
      deliveryNetworks: AddressRanges(networks))
  }

  init(
    rules: [Rule], supportFamilies: Set<String>,
    wordLists: [String: [(name: String, entries: [String])]],
    deliveryNetworks: AddressRanges = AddressRanges()
  ) {
    self.rules = rules.sorted { $0.id < $1.id }
    self.supportFamilies = supportFamilies
    self.wordLists = wordLists
    self.deliveryNetworks = deliveryNetworks
  }

  /// What the facts of a site are drawn with.
  package func vocabulary(topics: Set<String>) -> SiteVocabulary {
    SiteVocabulary(words: wordLists, deliveryNetworks: deliveryNetworks, topics: topics)
  }

  /// The patterns of a text condition, the user's topics left out.
  func patterns(of text: RuleText, topics: Set<String>) -> [String] {
    var patterns = text.patterns
    for list in text.lists {
      for group in wordLists[list] ?? [] where !topics.contains(group.name) {
        if text.groups.isEmpty || text.groups.contains(group.name) { patterns += group.entries }
      }
    }
    return patterns
  }
}
