import ByteKeys
import LinkModel

/// What is counted of one referring domain while rows come in.
struct DomainTally: Sendable {

  static let anchorLimit = 128
  static let footprintLimit = 16
  static let addressLimit = 8

  /// Links of pages that an exporter lists; ``count(where:)`` counts them.
  var links = FlaggedSet()
  /// Pages that an exporter lists.
  var pages = FlaggedSet()
  /// What rows about the whole domain say; 0 without such a row.
  var reported: UInt32 = 0
  /// The most links that a row about the whole domain counts.
  var reportedLinks: Int64 = 0
  /// Which exporters name the domain.
  var tools: UInt32 = 0
  var targets = DistinctSet()
  /// A row names a page and not what it links to.
  var hasUnknownTarget = false
  var anchors = DistinctSet()
  var anchorCounts = HashCounts()
  var titles = HashCounts()
  var templates = HashCounts()
  var addresses = HashCounts()
  /// Rows with an anchor that has text.
  var anchorRows = 0
  var externalLinks = StepHistogram()
  var internalLinks = StepHistogram()
  var pageScore: Int64 = -1
  var domainScore: Int64 = -1
  var spamScore: Int64 = -1
  var domainTraffic: Int64 = -1
  var firstSeen = Int64.max
  var lastSeen = Int64.min
  var visits: Int64 = 0
  var rows = 0
  /// Rows with a placement: at the edge of the page, and in its content.
  var edgeRows = 0
  var contentRows = 0
  /// What its rows say, a bit a ``Mark``.
  var marks: UInt16 = 0
  /// Languages of its pages, two letters each; the first by name.
  var languages: [UInt16] = []
  /// The source URL that stands first by bytes, with its link: the domain's example.
  var example: Example?

  /// One link to show for a domain.
  struct Example: Sendable {
    let sourceURL: [UInt8]
    let targetURL: [UInt8]
    let anchor: [UInt8]
    let title: [UInt8]

    /// The order of examples: source, target, anchor, title; so which row came first does not matter.
    func precedes(_ other: Example) -> Bool {
      for part in [\Example.sourceURL, \.targetURL, \.anchor, \.title] {
        let (own, others) = (self[keyPath: part], other[keyPath: part])
        if own != others { return own.lexicographicallyPrecedes(others) }
      }
      return false
    }
  }
}
