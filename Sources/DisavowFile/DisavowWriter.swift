/// Writes the file to upload: strict, sorted, minimal, within Google's limits.
///
/// The same input gives the same bytes; no date and no version is written. With a previous file
/// the user's part comes first, line by line as it was, and new entries follow in groups, each under
/// a comment `# [backlinks] rule-id: reason`, by which the next run knows its own part.
public struct DisavowWriter: Sendable {
  /// What the file must keep to.
  public var limits: DisavowLimits
  /// Comments for the top of a new file, without `#`; a previous file has its own head.
  public var header: [String]
  /// Whether own earlier entries that are no longer proposed are left out.
  public var isPruning: Bool

  /// A writer with Google's limits.
  public init(
    limits: DisavowLimits = DisavowLimits(), header: [String] = [], isPruning: Bool = false
  ) {
    self.limits = limits
    self.header = header
    self.isPruning = isPruning
  }

  /// An entry that should be in the file.
  public struct Proposal: Hashable, Sendable {
    /// What to disavow.
    public var entry: DisavowEntry
    /// The id of the rule that decided; it names the group.
    ///
    /// `unseen` is taken: entries that are no longer proposed are kept under it.
    public var rule: String
    /// What the group's comment says; the first in byte order when the proposals of a rule differ.
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
    let parts = previous.map(PreviousParts.init) ?? PreviousParts()
    output.diagnostics = parts.diagnostics

    let candidates = minimal(proposals, over: parts.userIndex, into: &output)
    var kept: [Proposal] = []
    for entry in parts.ownEntries where parts.userIndex.coverer(of: entry, at: .max) == nil {
      if candidates.index.contains(entry) || candidates.index.coverer(of: entry, at: .max) != nil {
        continue
      }
      output.unseen.append(entry)
      if !isPruning {
        kept.append(
          Proposal(entry: entry, rule: Self.unseenRule, reason: Self.unseenReason, rank: .max))
      }
    }

    var lines = parts.userLines
    if lines.isEmpty {
      lines = header.map { $0.isEmpty ? "#" : "# " + Self.oneLine($0) }
    }
    let chosen = fitting(kept + candidates.entries, after: lines, into: &output)
    if !chosen.isEmpty, let last = lines.last, !last.isEmpty { lines.append("") }
    lines += groups(of: chosen)
    for line in lines {
      output.text.append(contentsOf: line.utf8)
      output.text.append(UInt8(ascii: "\n"))
    }
    let unseen = Set(output.unseen)
    output.written = chosen.filter { !unseen.contains($0.entry) }
    return output
  }

  static let unseenRule = "unseen"
  static let unseenReason = "found earlier, no longer in the data"
  static let mark = "# [backlinks] "

  /// Drops what is said twice, here or in the user's part.
  private func minimal(
    _ proposals: [Proposal], over user: CoverageIndex, into output: inout Output
  ) -> (entries: [Proposal], index: CoverageIndex) {
    var strongest: [DisavowEntry: Proposal] = [:]
    for proposal in proposals.sorted(by: Self.isStronger) where strongest[proposal.entry] == nil {
      strongest[proposal.entry] = proposal
    }
    var index = CoverageIndex()
    for entry in strongest.keys { index.insert(entry, line: .max) }
    var raised = strongest
    for proposal in strongest.values {
      if user.coverer(of: proposal.entry, at: .max) != nil {
        raised[proposal.entry] = nil
        output.covered.append(proposal)
      } else if let other = index.coverer(of: proposal.entry, at: .max) {
        // What covers others is as strong as the strongest of them, lest the limits part them.
        raised[proposal.entry] = nil
        output.covered.append(proposal)
        if let rank = raised[other.entry]?.rank, rank < proposal.rank {
          raised[other.entry]?.rank = proposal.rank
        }
      }
    }
    output.covered.sort { DisavowEntry.isOrdered($0.entry, $1.entry) }
    return (Array(raised.values), index)
  }

  /// The proposals that the limits leave room for; the others go to `overflow`.
  private func fitting(
    _ proposals: [Proposal], after lines: [String], into output: inout Output
  ) -> [Proposal] {
    var lineCount = lines.count
    var byteCount = lines.reduce(0) { $0 + $1.utf8.count + 1 }
    let sorted = proposals.sorted(by: Self.isStronger)
    // A group's comment is counted at its longest, so that the choice needs no second look.
    var reasonBytes: [String: Int] = [:]
    for proposal in sorted {
      let count = Self.groupLine(proposal.rule, proposal.reason).utf8.count
      reasonBytes[proposal.rule] = max(reasonBytes[proposal.rule] ?? 0, count)
    }
    var groups: Set<String> = []
    var chosen: [Proposal] = []
    for (position, proposal) in sorted.enumerated() {
      lineCount += 1
      byteCount += proposal.entry.text.utf8.count + 1
      if groups.insert(proposal.rule).inserted {
        // The comment, and the blank line before it.
        lineCount += 2
        byteCount += (reasonBytes[proposal.rule] ?? 0) + 2
      }
      if lineCount > limits.lines || byteCount > limits.bytes {
        output.overflow = Array(sorted[position...])
        break
      }
      chosen.append(proposal)
    }
    return chosen
  }

  /// Groups by rule in the order of their ids, entries by the labels of their hosts from the end.
  private func groups(of proposals: [Proposal]) -> [String] {
    var lines: [String] = []
    let byRule = Dictionary(grouping: proposals, by: \.rule)
    for rule in byRule.keys.sorted(by: Self.isGroupOrdered) {
      let group = byRule[rule] ?? []
      if !lines.isEmpty { lines.append("") }
      lines.append(Self.groupLine(rule, group.map(\.reason).min() ?? ""))
      lines += group.map(\.entry).sorted(by: DisavowEntry.isOrdered).map(\.text)
    }
    return lines
  }

  /// The unseen group comes last.
  private static func isGroupOrdered(_ left: String, _ right: String) -> Bool {
    if left == unseenRule || right == unseenRule { return right == unseenRule && left != right }
    return left < right
  }

  private static func groupLine(_ rule: String, _ reason: String) -> String {
    mark + oneLine(rule) + ": " + oneLine(reason)
  }

  /// Text without line ends and control characters, and without blanks at its end.
  private static func oneLine(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      let isControl =
        scalar.properties.generalCategory == .control
        || scalar.value == 0x2028 || scalar.value == 0x2029
      line.unicodeScalars.append(isControl ? " " : scalar)
    }
    return TextMarks.withoutEnd(line)
  }

  private static func isStronger(_ left: Proposal, _ right: Proposal) -> Bool {
    if left.rank != right.rank { return left.rank > right.rank }
    if left.entry != right.entry { return DisavowEntry.isOrdered(left.entry, right.entry) }
    return (left.rule, left.reason) < (right.rule, right.reason)
  }
}
