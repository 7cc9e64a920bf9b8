package import LinkModel

/// Where the fields that a profile counts stand in a batch.
package struct ProfileSlots: Sendable {
  /// The fields that a profile needs.
  package static let fields: [Field] = [
    .sourceURL, .sourceHost, .sourcePath, .sourceTitle, .targetURL, .targetHost, .targetPath,
    .anchor, .linkTypes, .nofollow, .ugc, .sponsored, .placement, .inContent,
    .linkCount, .firstSeen, .lastSeen, .status, .lostAt, .targetHTTP, .externalLinks,
    .internalLinks,
    .pageScore, .domainScore, .spamScore, .domainTraffic, .ip, .languages,
  ]

  let sourceURL, sourceHost, sourcePath, sourceTitle, targetURL, targetHost, targetPath, anchor,
    ip: Int?
  let languages: Int?
  let linkTypes, nofollow, ugc, sponsored, placement, inContent: Int?
  let linkCount, firstSeen, lastSeen, status, targetHTTP, externalLinks, internalLinks: Int?
  let pageScore, domainScore, spamScore, domainTraffic: Int?

  init(_ layout: RecordLayout) {
    sourceURL = layout.slot(.sourceURL)
    sourceHost = layout.slot(.sourceHost)
    sourcePath = layout.slot(.sourcePath)
    sourceTitle = layout.slot(.sourceTitle)
    targetURL = layout.slot(.targetURL)
    targetHost = layout.slot(.targetHost)
    targetPath = layout.slot(.targetPath)
    anchor = layout.slot(.anchor)
    ip = layout.slot(.ip)
    languages = layout.slot(.languages)
    linkTypes = layout.slot(.linkTypes)
    nofollow = layout.slot(.nofollow)
    ugc = layout.slot(.ugc)
    sponsored = layout.slot(.sponsored)
    placement = layout.slot(.placement)
    inContent = layout.slot(.inContent)
    linkCount = layout.slot(.linkCount)
    firstSeen = layout.slot(.firstSeen)
    lastSeen = layout.slot(.lastSeen)
    status = layout.slot(.status)
    targetHTTP = layout.slot(.targetHTTP)
    externalLinks = layout.slot(.externalLinks)
    internalLinks = layout.slot(.internalLinks)
    pageScore = layout.slot(.pageScore)
    domainScore = layout.slot(.domainScore)
    spamScore = layout.slot(.spamScore)
    domainTraffic = layout.slot(.domainTraffic)
  }
}
