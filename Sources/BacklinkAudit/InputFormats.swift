package import BacklinkExports
package import ByteStreams
package import ReferrerLogs

/// Which exports and log formats an input may be: all that are known, or the one that `--as` names.
package struct InputFormats: Sendable {
  /// The log formats that are known.
  package let logFormats: LogFormatSet
  private let onlyLog: LogFormat?
  private let isExportOnly: Bool
  /// The mappings to choose from.
  package let mappings: MappingSet

  /// - Parameters:
  ///   - pack: What is known.
  ///   - name: The name of a mapping or a log format, a format pasted from the configuration of a server,
  ///     or nil to find it by content.
  ///   - allowsInternal: Whether reports of links inside one site are read too.
  package init?(_ pack: RulePack, as name: String?, allowsInternal: Bool = false) {
    logFormats = pack.logFormats
    let all = allowsInternal ? pack.mappings.allowingInternalLinks() : pack.mappings
    guard let name else {
      (onlyLog, isExportOnly, mappings) = (nil, false, all)
      return
    }
    onlyLog = pack.logFormats.format(named: name) ?? LogFormat(pasted: name)
    let named = all.mappings.filter { $0.name == name }
    guard onlyLog != nil || !named.isEmpty else { return nil }
    isExportOnly = onlyLog == nil
    mappings = MappingSet(named)
  }

  /// Whether an input may be part of a web graph: not when something else was asked for.
  package var allowsGraphs: Bool { onlyLog == nil && !isExportOnly }

  /// The log format of an input.
  ///
  /// - Parameter input: An input of which nothing was read yet.
  /// - Returns: The format, or nil when the input is to be read as an export.
  /// - Throws: ``LogDetectionError`` when several formats fit equally well or the log is of no use, or
  ///   what reading throws.
  package func log(_ input: TextInput) throws -> LogDetection? {
    if let onlyLog { return LogDetection(onlyLog, in: logFormats) }
    if isExportOnly { return nil }
    let head = try input.peek()
    let detection: LogDetection
    do throws(LogDetectionError) {
      detection = try LogDetection(of: head.span, in: logFormats)
    } catch {
      if case .ambiguous = error { throw error }
      if case .messagesOnly = error { throw error }
      return nil
    }
    if let reason = detection.refusal { throw LogDetectionError.useless(reason) }
    return detection
  }
}
