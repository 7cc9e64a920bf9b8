/// What is known about hosts outside this library: which entries are guarded, which names exist.
public struct DisavowChecks: Sendable {
  /// Why an entry should not be uploaded.
  public struct Guard: Hashable, Sendable {
    /// The stable word, `GUARD_TLD`.
    public var code: DisavowCode
    /// One clause in lower case.
    public var message: String
    /// Whether no line of anybody may stand; otherwise a line of the user stands, with a warning.
    public var isHard: Bool

    /// A guard's answer.
    public init(code: DisavowCode, message: String, isHard: Bool = true) {
      self.code = code
      self.message = message
      self.isHard = isHard
    }
  }

  /// The guard of an entry, by its canonical host and whether it names one page only; `nil` when
  /// there is none.
  public var guardReason: @Sendable (_ host: Span<UInt8>, _ isPage: Bool) -> Guard?
  /// Whether the top-level domain of a canonical host of two labels or more is known.
  public var hasKnownTopLevel: @Sendable (_ host: Span<UInt8>) -> Bool
  /// Where the domain begins that a host and its siblings may be rolled up to; `nil` when they may
  /// not.
  public var rollUpStart: @Sendable (_ host: Span<UInt8>) -> Int?

  /// Checks that find nothing until they are set.
  public init(
    guardReason: @escaping @Sendable (Span<UInt8>, Bool) -> Guard? = { _, _ in nil },
    hasKnownTopLevel: @escaping @Sendable (Span<UInt8>) -> Bool = { _ in true },
    rollUpStart: @escaping @Sendable (Span<UInt8>) -> Int? = { _ in nil }
  ) {
    self.guardReason = guardReason
    self.hasKnownTopLevel = hasKnownTopLevel
    self.rollUpStart = rollUpStart
  }

  /// The guard of an entry.
  public func guardReason(of entry: DisavowEntry) -> Guard? {
    let host = Array(entry.host.utf8)
    return guardReason(host.span, entry.kind == .url)
  }

  /// The guard of a line that is an entry.
  func guardReason(_ document: DisavowDocument, _ index: Int) -> Guard? {
    let value = document.value(index)
    if document.records[index].kind == .domain { return guardReason(value, false) }
    return guardReason(value.extracting(HostBytes.host(ofPage: value)), true)
  }

  /// The guard of a line that is an entry, if none of anybody may stand.
  func hardGuard(_ document: DisavowDocument, _ index: Int) -> Guard? {
    guard let found = guardReason(document, index), found.isHard else { return nil }
    return found
  }
}
