import ByteKeys

/// What exporters without a flag of their own list of one domain.
///
/// A set has flags for 24 of them, so a domain has one of these for each 24. All members are members of the
/// domain's own sets too.
struct LaterTools: Sendable {
  private static let size = 24

  private(set) var links = FlaggedSet()
  private(set) var pages = FlaggedSet()
  /// Which of them name the domain.
  private(set) var domain: UInt32 = 0

  /// Where an exporter is found, or nil when it has a flag of its own.
  static func place(ofTool tool: Int) -> (group: Int, flag: UInt32)? {
    let (group, bit) = (tool - DomainTally.Flag.ownTools).quotientAndRemainder(dividingBy: size)
    return tool < DomainTally.Flag.ownTools ? nil : (group, 1 << UInt32(bit))
  }

  /// How many groups so many exporters make.
  static func groupCount(ofTools count: Int) -> Int {
    place(ofTool: count - 1).map { $0.group + 1 } ?? 0
  }

  /// Notes a row; `page` is nil when it is about the whole domain.
  mutating func note(_ flag: UInt32, page: UInt64?, link: UInt64) {
    domain |= flag
    guard let page else { return }
    pages.insert(page, flags: flag)
    links.insert(link, flags: flag)
  }
}

/// One exporter among all those that list a domain: in its flags ``own`` stands for it and ``other`` for any
/// other, in place of the flags of exporters.
struct ToolView {
  static let own = DomainTally.Flag.tool(0)
  static let other = DomainTally.Flag.tool(1)

  private let tool: Int
  private let tally: DomainTally
  /// The groups of exporters without a flag of their own, by number; those that do not list the domain too.
  private let later: [LaterTools]

  init(of tool: Int, _ tally: DomainTally, _ later: [LaterTools]) {
    self.tool = tool
    self.tally = tally
    self.later = later
  }

  /// The exporters that name the domain.
  var domain: UInt32 { flags(tally.tools) { $0.domain } }

  var links: MemberFlags {
    tally.links.flags { hash, own in flags(own) { $0.links.flags(of: hash) } }
  }

  var pages: MemberFlags {
    tally.pages.flags { hash, own in flags(own) { $0.pages.flags(of: hash) } }
  }

  private func flags(_ flags: UInt32, of part: (LaterTools) -> UInt32) -> UInt32 {
    typealias Flag = DomainTally.Flag
    let shared = Flag.tool(Flag.ownTools)
    let place = LaterTools.place(ofTool: tool)
    var seen = ToolView.view(flags & Flag.tools & ~shared, place == nil ? Flag.tool(tool) : 0)
    if flags & shared != 0 {
      for (group, tools) in later.enumerated() {
        seen |= ToolView.view(part(tools), place?.group == group ? place?.flag ?? 0 : 0)
      }
    }
    return flags & ~Flag.tools | seen
  }

  private static func view(_ tools: UInt32, _ tool: UInt32) -> UInt32 {
    (tools & tool == 0 ? 0 : own) | (tools & ~tool == 0 ? 0 : other)
  }
}
