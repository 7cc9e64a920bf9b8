extension DisavowDocument {
  /// How to repair a file.
  public struct FixOptions: Sendable {
    /// Whether guarded entries become comments, too.
    public var isSafe: Bool
    /// Whether duplicates, and entries that another one covers, are left out.
    public var isMinimising: Bool
    /// Guards; they also keep a guarded entry from covering others.
    public var checks: DisavowChecks

    /// Repairs lines only, until more is asked for.
    public init(
      isSafe: Bool = false, isMinimising: Bool = false, checks: DisavowChecks = DisavowChecks()
    ) {
      self.isSafe = isSafe
      self.isMinimising = isMinimising
      self.checks = checks
    }
  }

  /// A repaired file.
  public struct Fixed: Sendable {
    /// UTF-8 with line feeds, the last line ended.
    public var text: [UInt8]
    /// The numbers of the lines whose bytes changed, the rejected and held ones not among them.
    public var repaired: [Int] = []
    /// The lines that became `# REJECTED code: line`.
    public var rejected: [Int] = []
    /// The lines that became `# HELD code: line`.
    public var held: [Int] = []
    /// The lines left out because another one covers them.
    public var dropped: [Int] = []
  }

  /// Repairs the file and keeps all else: order, comments, blank lines and every valid entry.
  ///
  /// A line that cannot be an entry becomes a comment; a comment behind an entry moves to a line of
  /// its own above it. Fixing what is fixed changes nothing.
  public func fixed(_ options: FixOptions = FixOptions()) -> Fixed {
    var result = Fixed(text: [])
    result.text.reserveCapacity(source.count)
    let index =
      options.isMinimising ? CoverageIndex(self, guardReason: options.checks.guardReason) : nil
    for line in lines {
      var written: [String] = []
      switch line.content {
      case .blank, .comment: written = [line.canonical ?? ""]
      case .rejected(let code):
        written = ["# REJECTED \(code.rawValue): \(TextMarks.printable(line.raw))"]
        result.rejected.append(line.number)
      case .entry(let entry, let comment):
        if let comment { written.append(comment) }
        if options.isSafe, let reason = options.checks.guardReason(entry) {
          written.append("# HELD \(reason.code.rawValue): \(TextMarks.printable(line.raw))")
          result.held.append(line.number)
        } else if index?.coverer(of: entry, at: line.number) != nil {
          result.dropped.append(line.number)
        } else {
          written.append(entry.text)
        }
      }
      let start = result.text.count
      for text in written {
        // A comment that was made here may end in blanks.
        result.text.append(contentsOf: TextMarks.withoutEnd(text).utf8)
        result.text.append(UInt8(ascii: "\n"))
      }
      if !line.kind.isGone(result, line.number),
        result.text[start...].dropLast().elementsEqual(line.raw) == false
      {
        result.repaired.append(line.number)
      }
    }
    return result
  }
}

extension DisavowDocument.Line.Kind {
  /// Whether the line was counted as rejected, held or dropped already.
  fileprivate func isGone(_ result: DisavowDocument.Fixed, _ number: Int) -> Bool {
    result.rejected.last == number || result.held.last == number || result.dropped.last == number
  }
}
