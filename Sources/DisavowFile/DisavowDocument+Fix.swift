extension DisavowDocument {
  /// How to repair a file.
  public struct FixOptions: Sendable {
    /// Whether entries under a hard guard become comments, too.
    public var isSafe: Bool
    /// Whether duplicates, and entries that another one covers, are left out.
    public var isMinimising: Bool
    /// From how many pages of a host, or sub-domains of a domain, the whole is named instead;
    /// `nil`: never, since that widens the file. Only together with `isMinimising`.
    public var rollUpFrom: Int?
    /// Guards; they also keep a guarded entry from covering others.
    public var checks: DisavowChecks

    /// Repairs lines only, until more is asked for.
    public init(
      isSafe: Bool = false, isMinimising: Bool = false, rollUpFrom: Int? = nil,
      checks: DisavowChecks = DisavowChecks()
    ) {
      self.isSafe = isSafe
      self.isMinimising = isMinimising
      self.rollUpFrom = rollUpFrom
      self.checks = checks
    }
  }

  /// A repaired file.
  public struct Fixed: Sendable {
    /// UTF-8 with line feeds, the last line ended.
    public var text: [UInt8] = []
    /// The numbers of the lines whose bytes changed, the rejected and held ones not among them.
    public var repaired: [Int] = []
    /// The lines that became `# REJECTED code: line`.
    public var rejected: [Int] = []
    /// The lines that became `# HELD code: line`.
    public var held: [Int] = []
    /// The lines left out because another one covers them.
    public var dropped: [Int] = []
    /// The entries that stand for several, and how many lines each replaces.
    public var rolledUp: [(entry: DisavowEntry, lines: Int)] = []
  }

  /// Repairs the file and keeps all else: order, comments, blank lines and every valid entry.
  ///
  /// A line that cannot be an entry becomes a comment; a comment behind an entry moves to a line of
  /// its own above it. Fixing what is fixed changes nothing.
  public func fixed(_ options: FixOptions = FixOptions()) -> Fixed {
    var fixer = LineFixer(self, options)
    var result = Fixed()
    result.text.reserveCapacity(text.count + 1)
    for index in records.indices {
      let start = result.text.count
      switch fixer.append(index, to: &result.text) {
      case .written:
        if !HostBytes.areEqual(
          result.text.span.extracting(start...), raw(index), withLineFeed: true)
        {
          result.repaired.append(index + 1)
        }
      case .rejected: result.rejected.append(index + 1)
      case .held: result.held.append(index + 1)
      case .dropped: result.dropped.append(index + 1)
      case .rolledUp: break
      }
    }
    result.rolledUp = fixer.rolledUp
    return result
  }

  /// What ``fixed(_:)`` changes, as `diff -u` shows it; empty when it changes nothing.
  ///
  /// - Parameters:
  ///   - options: How to repair.
  ///   - name: The file's name for the head.
  /// - Returns: UTF-8, but for what the file itself has otherwise.
  public func fixDiff(_ options: FixOptions = FixOptions(), name: String) -> [UInt8] {
    var fixer = LineFixer(self, options)
    var diff = UnifiedDiff(name: name)
    var new: [UInt8] = []
    for index in records.indices {
      new.removeAll(keepingCapacity: true)
      _ = fixer.append(index, to: &new)
      diff.add(old: whole(index), new: new.span)
    }
    return diff.text()
  }
}

/// Writes the lines of a file one after the other as they should be.
struct LineFixer {
  private let document: DisavowDocument
  private let options: DisavowDocument.FixOptions
  private var search: CovererSearch?
  private var rollUps: RollUps?

  /// What became of a line.
  enum Outcome {
    case written, rejected, held, dropped, rolledUp
  }

  init(_ document: DisavowDocument, _ options: DisavowDocument.FixOptions) {
    self.document = document
    self.options = options
    guard options.isMinimising else { return }
    let index = CoverageIndex(document, checks: options.checks)
    search = CovererSearch(index)
    if let least = options.rollUpFrom {
      rollUps = RollUps(document, index, from: least, options.checks)
    }
  }

  /// The entries that stand for several so far.
  var rolledUp: [(entry: DisavowEntry, lines: Int)] {
    guard let rollUps else { return [] }
    return rollUps.entries
  }

  /// Appends a line as it should be, with its end; nothing when it is not needed.
  mutating func append(_ place: Int, to out: inout [UInt8]) -> Outcome {
    let record = document.records[place]
    switch record.kind {
    case .blank:
      out.append(0x0A)
      return .written
    case .comment:
      append(comment: document.value(place), to: &out)
      return .written
    case .rejected:
      append("REJECTED", document.remarks(place).rejection, place, to: &out)
      return .rejected
    case .domain, .url: break
    }
    if !record.comment.isEmpty { append(comment: document.comment(place), to: &out) }
    if options.isSafe, let reason = options.checks.hardGuard(document, place) {
      append("HELD", reason.code, place, to: &out)
      return .held
    }
    if rollUps != nil {
      let document = document
      guard let rolled = rollUps?.entry(for: document.value(place), record.kind) else {
        return appendEntry(place, to: &out)
      }
      guard rolled.isFirst else { return .dropped }
      out.append(contentsOf: rolled.entry.text.utf8)
      out.append(0x0A)
      return .rolledUp
    }
    return appendEntry(place, to: &out)
  }

  private mutating func appendEntry(_ place: Int, to out: inout [UInt8]) -> Outcome {
    let record = document.records[place]
    if search != nil {
      let document = document
      let value = document.value(place)
      if search?.coverer(of: value, record.kind, at: place + 1) != nil { return .dropped }
    }
    if record.kind == .domain { out.append(contentsOf: "domain:".utf8) }
    out.append(contentsOf: document.value(place))
    out.append(0x0A)
    return .written
  }

  private func append(comment: Span<UInt8>, to out: inout [UInt8]) {
    if PlainLine.kind(of: comment) != nil {
      out.append(contentsOf: comment)
    } else {
      // What stood behind an entry or another mark may end in blanks.
      let text = String(decoding: comment, as: UTF8.self)
      out.append(contentsOf: TextMarks.withoutEnd(text).utf8)
    }
    out.append(0x0A)
  }

  private func append(
    _ word: String, _ code: DisavowCode?, _ place: Int, to out: inout [UInt8]
  ) {
    let raw = TextMarks.printable(document.raw(place))
    let comment = "# \(word) \(code?.rawValue ?? ""): \(raw)"
    out.append(contentsOf: TextMarks.withoutEnd(comment).utf8)
    out.append(0x0A)
  }
}

extension HostBytes {
  /// Whether a written line is the raw one and a line feed.
  static func areEqual(
    _ written: Span<UInt8>, _ raw: Span<UInt8>, withLineFeed: Bool
  ) -> Bool {
    guard written.count == raw.count + (withLineFeed ? 1 : 0) else { return false }
    for index in raw.indices where written[index] != raw[index] { return false }
    return true
  }
}
