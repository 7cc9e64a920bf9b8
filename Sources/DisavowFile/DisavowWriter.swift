/// Writes the file to upload: strict, sorted, minimal, within Google's limits, past all guards.
///
/// The same input gives the same bytes; no version is written, and the day only of entries that are
/// new. With a previous file the user's part comes first, line by line as it was, and new entries
/// follow in groups, each under a ``GroupComment``, by which the next run knows its own part.
public struct DisavowWriter: Sendable {
  /// What the file must keep to.
  public var limits: DisavowLimits
  /// Comments for the top of a new file, without `#`; a previous file has its own head.
  public var header: [String]
  /// Whether own earlier entries that are no longer proposed are left out.
  public var isPruning: Bool
  /// The day of the data, `2026-05-01`, for entries that are new; `nil`: it is not written.
  public var day: String?
  /// What no entry passes, whoever proposed it: a hard guard; an own earlier entry that is no longer
  /// proposed passes no guard at all.
  public var checks: DisavowChecks

  /// A writer with Google's limits.
  public init(
    limits: DisavowLimits = DisavowLimits(), header: [String] = [], isPruning: Bool = false,
    day: String? = nil, checks: DisavowChecks = DisavowChecks()
  ) {
    self.limits = limits
    self.header = header
    self.isPruning = isPruning
    self.day = day
    self.checks = checks
  }

  /// An entry that should be in the file.
  public struct Proposal: Hashable, Sendable {
    /// What to disavow.
    public var entry: DisavowEntry
    /// The id of the rule that decided; it names the group.
    public var rule: String
    /// What the group's comment says; the first in byte order when the proposals of a group differ.
    public var reason: String
    /// How strong the evidence is: over the limits the highest ranks are written.
    public var rank: Int

    /// A proposal.
    public init(entry: DisavowEntry, rule: String, reason: String, rank: Int) {
      self.entry = entry
      self.rule = rule
      self.reason = reason
      self.rank = rank
    }
  }

  /// An entry that a guard kept out.
  public struct Held: Hashable, Sendable {
    /// What would have been disavowed.
    public var entry: DisavowEntry
    /// The guard.
    public var reason: DisavowChecks.Guard
    /// The user's line of the previous file, which became a comment; `nil` for other entries.
    public var line: Int?
  }

  /// A written file, and what became of the proposals.
  public struct Output: Sendable {
    /// The file: UTF-8, line feeds, the last line ended.
    public var text: [UInt8] = []
    /// Proposals in the file.
    public var written: [Proposal] = []
    /// Proposals that another entry of the file covers.
    public var covered: [Proposal] = []
    /// Proposals beyond the limits, weakest evidence last.
    public var overflow: [Proposal] = []
    /// Own earlier entries that are no longer proposed; kept unless ``DisavowWriter/isPruning``.
    public var unseen: [DisavowEntry] = []
    /// Entries that a guard kept out: the user's by line, then the others by name.
    public var held: [Held] = []
    /// Errors in the user's part, by the lines of the previous file; it is written all the same.
    public var diagnostics: [DisavowDiagnostic] = []
  }

  /// Writes a file.
  ///
  /// - Parameters:
  ///   - proposals: What should be in it, in any order; of equal entries the strongest counts.
  ///   - previous: The file uploaded last, if there is one.
  /// - Returns: The file, and what became of each proposal and of each own earlier entry.
  public func write(_ proposals: [Proposal], previous: DisavowDocument? = nil) -> Output {
    var output = Output()
    let parts = previous.map { PreviousParts($0, checks) } ?? PreviousParts()
    output.diagnostics = parts.diagnostics
    var held: [Held] = []
    let allowed = proposals.filter { proposal in
      guard let reason = checks.guardReason(of: proposal.entry), reason.isHard else { return true }
      held.append(Held(entry: proposal.entry, reason: reason))
      return false
    }

    let candidates = minimal(allowed, over: parts.userIndex, into: &output)
    let comments = Dictionary(
      parts.ownEntries.map { ($0.entry, $0.comment) }, uniquingKeysWith: { first, _ in first })
    var members = candidates.entries.map { proposal in
      Member(
        proposal: proposal,
        group: GroupComment(
          rule: proposal.rule, day: comments[proposal.entry].map(\.day) ?? day,
          reason: proposal.reason))
    }
    for (entry, comment) in parts.ownEntries
    where !parts.userIndex.has(entry) && !candidates.index.has(entry) {
      if let reason = checks.guardReason(of: entry) {
        held.append(Held(entry: entry, reason: reason))
        continue
      }
      output.unseen.append(entry)
      if isPruning { continue }
      var comment = comment
      comment.isUnseen = true
      members.append(
        Member(
          proposal: Proposal(
            entry: entry, rule: comment.rule, reason: comment.reason, rank: .max), group: comment))
    }

    var lines = parts.userLines
    if lines.isEmpty {
      lines = header.map { $0.isEmpty ? "#" : "# " + TextMarks.oneLine($0) }
    }
    let chosen = fitting(members, after: lines, into: &output)
    if !chosen.isEmpty {
      if let last = lines.last, !last.isEmpty { lines.append("") }
      // What is appended to the file by hand then belongs to no group.
      lines += groups(of: chosen) + [""]
    }
    for line in lines {
      output.text.append(contentsOf: line.utf8)
      output.text.append(UInt8(ascii: "\n"))
    }
    output.written = chosen.filter { !$0.group.isUnseen }.map(\.proposal)
    output.held =
      parts.held
      + Set(held).sorted { DisavowEntry.isOrdered($0.entry, $1.entry) }
    return output
  }

  /// An entry and the group that it stands in.
  private struct Member {
    var proposal: Proposal
    var group: GroupComment
    /// Members whose groups differ in the reason only stand together.
    var key: GroupComment {
      var key = group
      key.reason = ""
      return key
    }
  }

  /// Drops what is said twice, here or in the user's part.
  private func minimal(
    _ proposals: [Proposal], over user: CoverageIndex, into output: inout Output
  ) -> (entries: [Proposal], index: CoverageIndex) {
    var strongest: [DisavowEntry: Proposal] = [:]
    for proposal in proposals.sorted(by: Self.isStronger) where strongest[proposal.entry] == nil {
      strongest[proposal.entry] = proposal
    }
    var index = CoverageIndex()
    for entry in strongest.keys { index.insert(entry, line: 0) }
    var raised = strongest
    for proposal in strongest.values {
      if user.has(proposal.entry) {
        raised[proposal.entry] = nil
        output.covered.append(proposal)
      } else if let other = index.entry(above: proposal.entry) {
        // What covers others is as strong as the strongest of them, lest the limits part them.
        raised[proposal.entry] = nil
        output.covered.append(proposal)
        if let rank = raised[other]?.rank, rank < proposal.rank {
          raised[other]?.rank = proposal.rank
        }
      }
    }
    output.covered.sort { DisavowEntry.isOrdered($0.entry, $1.entry) }
    return (Array(raised.values), index)
  }

  /// The entries that the limits leave room for; the others go to `overflow`.
  private func fitting(
    _ members: [Member], after lines: [String], into output: inout Output
  ) -> [Member] {
    // The blank line at the end is one more.
    var lineCount = lines.count + 1
    var byteCount = lines.reduce(1) { $0 + $1.utf8.count + 1 }
    let sorted = members.sorted { Self.isStronger($0.proposal, $1.proposal) }
    // A group's comment is counted at its longest, so that the choice needs no second look.
    var commentBytes: [GroupComment: Int] = [:]
    for member in sorted {
      commentBytes[member.key] = max(
        commentBytes[member.key] ?? 0, member.group.text.utf8.count)
    }
    var groups: Set<GroupComment> = []
    var chosen: [Member] = []
    for (position, member) in sorted.enumerated() {
      lineCount += 1
      byteCount += member.proposal.entry.text.utf8.count + 1
      if groups.insert(member.key).inserted {
        // The comment, and the blank line before it.
        lineCount += 2
        byteCount += (commentBytes[member.key] ?? 0) + 2
      }
      if lineCount > limits.lines || byteCount > limits.bytes {
        output.overflow = sorted[position...].map(\.proposal)
        break
      }
      chosen.append(member)
    }
    return chosen
  }

  /// Groups by rule and day, what is unseen last; entries by the labels of their hosts from the end.
  private func groups(of members: [Member]) -> [String] {
    var lines: [String] = []
    let groups = Dictionary(grouping: members, by: \.key)
    for key in groups.keys.sorted(by: GroupComment.isOrdered) {
      let group = groups[key] ?? []
      if !lines.isEmpty { lines.append("") }
      var comment = key
      comment.reason = group.map(\.group.reason).min() ?? ""
      lines.append(comment.text)
      lines += group.map(\.proposal.entry).sorted(by: DisavowEntry.isOrdered).map(\.text)
    }
    return lines
  }

  private static func isStronger(_ left: Proposal, _ right: Proposal) -> Bool {
    if left.rank != right.rank { return left.rank > right.rank }
    if left.entry != right.entry { return DisavowEntry.isOrdered(left.entry, right.entry) }
    return (left.rule, left.reason) < (right.rule, right.reason)
  }
}

extension GroupComment {
  /// What is unseen comes last.
  fileprivate static func isOrdered(_ left: GroupComment, _ right: GroupComment) -> Bool {
    if left.isUnseen != right.isUnseen { return right.isUnseen }
    return (left.rule, left.day ?? "") < (right.rule, right.day ?? "")
  }
}

extension CoverageIndex {
  /// Whether this entry is in the index, or a domain that covers it.
  func has(_ entry: DisavowEntry) -> Bool {
    let value = Array(entry.value.utf8)
    return number(of: value.span) != nil || number(above: value.span, entry.kind) != nil
  }

  /// The narrowest other entry that covers this one.
  func entry(above entry: DisavowEntry) -> DisavowEntry? {
    let value = Array(entry.value.utf8)
    return number(above: value.span, entry.kind).map(self.entry)
  }
}
