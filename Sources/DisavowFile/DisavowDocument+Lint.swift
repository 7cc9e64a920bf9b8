extension DisavowDocument {
  /// Hands on all problems: of the file, then line by line.
  ///
  /// - Parameters:
  ///   - checks: Guards and known names from outside; without them neither is reported.
  ///   - body: Is handed each diagnostic in the order of the file.
  public func forEachDiagnostic(
    _ checks: DisavowChecks = DisavowChecks(), _ body: (DisavowDiagnostic) throws -> Void
  ) rethrows {
    for problem in fileDiagnostics { try body(problem) }
    var guarded: [UInt32] = []
    let index = CoverageIndex(self, checks) { guarded.append(UInt32($0)) }
    var nextGuarded = 0
    var search = CovererSearch(index)
    for place in records.indices {
      let line = place + 1
      let said = records[place].remarks
      if said > 0 {
        let said = remarks[Int(said)]
        for code in said.codes { try body(DisavowDiagnostic(code, line: line)) }
        if let code = said.rejection {
          try body(DisavowDiagnostic(code, line: line, isRejection: true))
        }
      }
      guard records[place].isEntry else { continue }
      let kind = records[place].kind
      if kind == .domain, HostBytes.isNameOfLabels(value(place)),
        !checks.hasKnownTopLevel(value(place))
      {
        try body(DisavowDiagnostic(.unknownTopLevel, line: line))
      }
      if nextGuarded < guarded.count, guarded[nextGuarded] == UInt32(place),
        let reason = checks.guardReason(self, place)
      {
        nextGuarded += 1
        try body(
          DisavowDiagnostic(
            line: line, code: reason.code, severity: reason.isHard ? .error : .warning,
            message: reason.message))
      }
      if let other = search.coverer(of: value(place), kind, at: line) {
        let code: DisavowCode = other.isDuplicate ? .duplicate : .covered
        try body(
          DisavowDiagnostic(
            line: line, code: code, severity: .info,
            message: "\(code.meaning.message): line \(index.line(other.number)), "
              + "'\(index.entry(other.number).text)'"))
      }
    }
  }

  /// All problems, as ``forEachDiagnostic(_:_:)`` hands them on.
  public func lint(_ checks: DisavowChecks = DisavowChecks()) -> [DisavowDiagnostic] {
    var found: [DisavowDiagnostic] = []
    forEachDiagnostic(checks) { found.append($0) }
    return found
  }

  /// Whether nothing is rejected and nothing is repairable: ``fixed(_:)`` would write the same bytes.
  public var isClean: Bool {
    !remarks.contains { $0.rejection != nil } && fixed().text == source
  }
}

extension HostBytes {
  /// Whether a host is a name of two labels or more.
  fileprivate static func isNameOfLabels(_ host: Span<UInt8>) -> Bool {
    if isAddress(host) { return false }
    for index in host.indices where host[index] == UInt8(ascii: ".") { return true }
    return false
  }
}
