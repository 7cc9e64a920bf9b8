extension DisavowDocument {
  /// All problems: of the file, then line by line.
  ///
  /// - Parameter checks: Guards and known names from outside; without them neither is reported.
  /// - Returns: Diagnostics in the order of the file.
  public func lint(_ checks: DisavowChecks = DisavowChecks()) -> [DisavowDiagnostic] {
    var found = fileDiagnostics
    let index = CoverageIndex(self, guardReason: checks.guardReason)
    for line in lines {
      for code in line.codes { found.append(DisavowDiagnostic(code, line: line.number)) }
      if let code = line.rejection {
        found.append(DisavowDiagnostic(code, line: line.number, isRejection: true))
      }
      guard let entry = line.entry else { continue }
      if case .domain(let host) = entry, host.contains("."), !entry.isAddress,
        !checks.hasKnownTopLevel(host)
      {
        found.append(DisavowDiagnostic(.unknownTopLevel, line: line.number))
      }
      if let reason = checks.guardReason(entry) {
        found.append(
          DisavowDiagnostic(
            line: line.number, code: reason.code, severity: .error, message: reason.message))
      }
      if let other = index.coverer(of: entry, at: line.number) {
        let code: DisavowCode = other.entry == entry ? .duplicate : .covered
        found.append(
          DisavowDiagnostic(
            line: line.number, code: code, severity: .info,
            message: "\(code.meaning.message): line \(other.line), '\(other.entry.text)'"))
      }
    }
    return found
  }

  /// Whether nothing is rejected and nothing is repairable: ``fixed(_:)`` would write the same bytes.
  public var isClean: Bool {
    lines.allSatisfy { $0.rejection == nil } && fixed().text == source
  }
}
