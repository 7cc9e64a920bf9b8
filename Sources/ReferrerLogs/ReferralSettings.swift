package import LinkModel

/// Says what kind of site a referring host is.
package protocol ReferrerClassifier: Sendable {
  /// The class of a canonical host: lower case, A-labels, no trailing dot.
  ///
  /// Asked once for each distinct host.
  func referrerClass(host: Span<UInt8>) -> ReferrerClass
}

/// What a log does not say about itself and its site.
package struct ReferralSettings: Sendable {
  /// Hosts whose pages are targets, with their sub-domains. Requests for other hosts are skipped. The
  /// first is the host of targets in logs that name none. When empty, every host of the log is one.
  package var sites: [String]
  /// Further hosts, with their sub-domains, whose pages are no referrers.
  package var ownHosts: [String]
  /// The scheme of targets, unless the log names port 80 or 443.
  package var scheme = "https"
  /// Parts of user agents that tell a crawler, in any case.
  package var botAgents: [String] = []
  /// Query parameters of campaigns, taken off targets; a `*` at the end stands for any text.
  package var trackingParameters = ReferralSettings.trackingParameters
  /// Extensions of what a page embeds; a visit to another page never asks for it.
  package var assetExtensions = ReferralSettings.assetExtensions
  /// Tells search engines from sites; without it every referrer is a site.
  package var classifier: (any ReferrerClassifier)?

  /// Settings for the hosts of one or more sites.
  package init(sites: [String], ownHosts: [String] = []) {
    self.sites = sites
    self.ownHosts = ownHosts
  }

  /// The parameters that advertisers, mail and social networks append.
  package static let trackingParameters = [
    "utm_*", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "fbclid", "msclkid", "yclid", "ymclid",
    "twclid", "ttclid", "li_fat_id", "mc_cid", "mc_eid", "igshid", "igsh", "_ga", "_gl", "srsltid",
    "mtm_*", "pk_*", "_hsenc", "_hsmi",
  ]

  /// Images, styles, scripts, fonts, sound and film.
  package static let assetExtensions = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "bmp", "css", "js", "mjs", "map",
    "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "m4a", "webm", "ogg", "wav",
  ]
}

/// Why a line that was understood is no referral; the raw value is the word of summaries.
package enum ReferralSkip: String, Error, CaseIterable, Sendable {
  case blank
  case noRequest = "no request"
  case noReferrer = "no referrer"
  case ownReferrer = "own referrer"
  case invalidReferrer = "invalid referrer"
  case unreadableRequest = "unreadable request"
  case otherMethod = "other method"
  case otherTarget = "other target"
  case noTargetHost = "no target host"
}

/// What became of one line: every line ends in exactly one of these.
package enum ReferralOutcome: Hashable, Sendable {
  case used
  case skipped(ReferralSkip)
  case rejected(LogReject)
}
