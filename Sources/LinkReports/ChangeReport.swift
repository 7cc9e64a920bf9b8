package import CalendarTime
package import LinkModel

/// What changed of one site's backlinks between two points of a ledger's history: the one model behind
/// every form of `changes`.
///
/// All lists are in a fixed order, so that the same ledger gives the same bytes.
package struct ChangeReport: Sendable {
  /// A point of the history.
  package struct Point: Sendable {
    /// The day of the newest export there; or the day that was asked for.
    package var day: Day
    /// The run that was asked for.
    package var run: Int64?

    package init(day: Day, run: Int64? = nil) {
      self.day = day
      self.run = run
    }
  }

  /// How many links or referring domains there are, and what became of them.
  package struct Counts: Equatable, Sendable {
    package var before = 0
    package var after = 0
    package var new = 0
    package var lost = 0
    package var regained = 0
    /// Links with another anchor.
    package var moved = 0
    /// In first exports, or seen before and listed only now: nothing tells that they are new.
    package var listed = 0

    package init() {}

    /// What was gained less what was lost; what is only listed now does not count.
    package var net: Int { new + regained - lost }
  }

  /// What became of a link or a referring domain.
  package enum Kind: String, CaseIterable, Sendable {
    case lost, new, regained, moved
  }

  /// A link that changed.
  package struct Link: Sendable {
    package var kind: Kind
    package var domain: String
    package var sourceURL: String
    /// Nil: the exporter does not name it.
    package var targetURL: String?
    package var anchor: String?
    /// Of a moved link the anchor that it had.
    package var oldAnchor: String?
    package var day: Day
    package var isNofollow: Bool
    /// Of its domain, 0-100, in thousandths; nil when it is not known.
    package var authority: Int64?

    package init(kind: Kind, domain: String, sourceURL: String, day: Day, isNofollow: Bool) {
      self.kind = kind
      self.domain = domain
      self.sourceURL = sourceURL
      self.day = day
      self.isNofollow = isNofollow
    }
  }

  /// A referring domain that changed.
  package struct Domain: Sendable {
    package var kind: Kind
    package var domain: String
    package var day: Day
    /// Links of it that came or went.
    package var links: Int
    /// 0-100, in thousandths; nil when it is not known.
    package var authority: Int64?
    /// What the last audit made of it; nil before one.
    package var linkClass: LinkClass?

    package init(kind: Kind, domain: String, day: Day, links: Int) {
      self.kind = kind
      self.domain = domain
      self.day = day
      self.links = links
    }
  }

  /// What happened in the last 90 days.
  package struct Growth: Sendable {
    package var since: Day
    package var domains: Counts
    package var links: Counts

    package init(since: Day, domains: Counts, links: Counts) {
      self.since = since
      self.domains = domains
      self.links = links
    }
  }

  /// How many of the referring domains that linked on a day were toxic by the audits until then.
  package struct ToxicShare: Sendable {
    package var day: Day
    package var toxic: Int
    package var domains: Int

    package init(day: Day, toxic: Int, domains: Int) {
      self.day = day
      self.toxic = toxic
      self.domains = domains
    }

    /// In thousandths.
    package var share: Int { domains == 0 ? 0 : toxic * 1_000 / domains }
  }

  /// A time in which far more referring domains came than usual.
  package struct Spike: Sendable {
    /// Its first day.
    package var first: Day
    /// How long it is.
    package var days: Int
    package var domains: Int
    /// The median of the eight times of that length before.
    package var usual: Int
    /// Of the domains those that an audit calls toxic.
    package var toxic: Int
    /// The family of rules that counts against most of them, and against how many; nil when no rule does.
    package var family: (id: String, title: String, domains: Int)?

    package init(first: Day, days: Int, domains: Int, usual: Int, toxic: Int) {
      self.first = first
      self.days = days
      self.domains = domains
      self.usual = usual
      self.toxic = toxic
    }
  }

  /// An anchor of which another share of the referring domains makes use.
  package struct Anchor: Sendable {
    package var anchor: String
    /// Referring domains that use it.
    package var before: Int
    package var after: Int
    /// Of all with an anchor, in thousandths.
    package var shareBefore: Int
    package var shareAfter: Int

    package init(anchor: String, before: Int, after: Int, shareBefore: Int, shareAfter: Int) {
      self.anchor = anchor
      self.before = before
      self.after = after
      self.shareBefore = shareBefore
      self.shareAfter = shareAfter
    }

    package var shift: Int { shareAfter - shareBefore }
  }

  /// Something that somebody should look at.
  package struct Alert: Sendable {
    /// What it is about.
    package enum Kind: String, CaseIterable, Sendable {
      case lostDomain = "lost-domain"
      case lostLinks = "lost-links"
      case spike
      case toxicShare = "toxic-share"
      case anchor
    }
    /// The same for the same thing, whenever it is told.
    package var id: String
    package var kind: Kind
    package var severity: Severity
    /// When it happened.
    package var day: Day
    /// The referring domain, if it is about one.
    package var domain: String?
    package var message: String

    package init(
      id: String, kind: Kind, severity: Severity, day: Day, domain: String?, message: String
    ) {
      self.id = id
      self.kind = kind
      self.severity = severity
      self.day = day
      self.domain = domain
      self.message = message
    }
  }

  package var site: String
  package var from: Point
  package var to: Point
  /// The history begins only at ``from``, behind what was asked for.
  package var isShort = false
  package var domains = Counts()
  package var links = Counts()
  /// Nil when the history is shorter.
  package var growth: Growth?
  /// Reports of which the first export lies between the points, with its day: what they list is a baseline.
  package var firstExports: [(tool: String, report: String, day: Day)] = []
  /// Lost, new and regained ones, the highest authority first.
  package var changedDomains: [Domain] = []
  package var changedLinks: [Link] = []
  /// By day; empty when the ledger was never audited.
  package var toxicShares: [ToxicShare] = []
  /// By day.
  package var spikes: [Spike] = []
  /// The largest shift first, at most 20.
  package var anchors: [Anchor] = []
  /// The gravest first; of equal ones the highest authority first.
  package var alerts: [Alert] = []

  package init(site: String, from: Point, to: Point) {
    self.site = site
    self.from = from
    self.to = to
  }

  /// The gravest alert; nil without one.
  package var severity: Severity? { alerts.map(\.severity).max() }
}
