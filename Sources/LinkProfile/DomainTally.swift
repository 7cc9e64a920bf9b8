import ByteKeys
import LinkModel

/// What is counted of one referring domain while rows come in.
struct DomainTally: Sendable {
  /// Flags of a link in ``links``.
  enum Flag {
    static let live: UInt8 = 1
    static let lost: UInt8 = 2
    static let nofollow: UInt8 = 4
    static let saysRel: UInt8 = 8
    static let targetDead: UInt8 = 16
    static let targetAlive: UInt8 = 32
    /// A decisive or evidence link rule fired.
    static let isBad: UInt8 = 64
    /// A decisive link rule fired.
    static let isDecisive: UInt8 = 128
  }

  static let anchorLimit = 128
  static let footprintLimit = 16
  static let addressLimit = 8

  var links = FlaggedSet()
  var pages = DistinctSet()
  var targets = DistinctSet()
  var anchors = DistinctSet()
  var anchorCounts = HashCounts()
  var textAnchors = HashCounts()
  var titles = HashCounts()
  var templates = HashCounts()
  var addresses = HashCounts()
  /// Rows by anchor kind.
  var kinds = SIMD16<UInt32>()
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
  /// The source URL that stands first by bytes, with its link: the domain's example.
  var example: Example?

  /// Rows of all anchor kinds.
  var anchorRows: Int64 {
    AnchorKind.allCases.reduce(0) { $0 + Int64(kinds[Int($1.rawValue)]) }
  }

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
