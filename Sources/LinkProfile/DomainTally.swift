import ByteKeys
import LinkModel

/// What is counted of one referring domain while rows come in.
///
/// Most domains have a row or two, and there may be hundreds of thousands: what is known of one row needs
/// no memory of its own but for the example.
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
  /// Which exporters name the domain.
  var tools: UInt32 = 0
  /// The most links that a row about the whole domain counts.
  var reportedLinks: Int64 = 0
  var targets = DistinctSet()
  var anchorCounts = HashCounts()
  var titles = HashCounts()
  var templates = HashCounts()
  var externalLinks = StepHistogram()
  var internalLinks = StepHistogram()
  var domainTraffic: Int64 = -1
  var firstSeen = Int64.max
  var lastSeen = Int64.min
  var visits: Int64 = 0
  /// The link that stands first: the domain's example.
  var example: ExampleLink?
  /// Languages of its pages, two letters each, zero for none; the first by name, ascending.
  var languages: SIMD4<UInt16> = .zero
  var pageScore: Int32 = -1
  var domainScore: Int32 = -1
  var spamScore: Int32 = -1
  /// Rows with an anchor that has text.
  var anchorRows: UInt32 = 0
  /// Rows with a placement: at the edge of the page, and in its content.
  var edgeRows: UInt32 = 0
  var contentRows: UInt32 = 0
  /// What its rows say, a bit a ``Mark``.
  var marks: UInt16 = 0
  /// A row names a page and not what it links to.
  var hasUnknownTarget = false
}
