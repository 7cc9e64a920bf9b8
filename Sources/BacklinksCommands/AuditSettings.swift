import BacklinkAudit
import CalendarTime
import CommandLineKit
import LinkModel
import LinkRules
import WebAddress

extension ParsedCommand {
  /// What the options and the configuration tell an audit; options win.
  func auditOptions(_ configuration: Configuration, today: Day) throws -> AuditOptions {
    var options = AuditOptions()
    func chosen(_ name: String, _ configured: [String]) -> [String] {
      values(name).isEmpty ? configured : values(name)
    }
    options.sites = try sites(configuration)
    options.brands = chosen("brand", configuration.brands)
    options.keywords = chosen("keyword", configuration.keywords)
    options.topics = Set(chosen("topic", configuration.topics))
    options.allowed = try (configuration.allowed + values("allow")).map(host)
    options.own = try ownHosts(configuration)
    options.policy = value("policy").flatMap(Policy.init(named:)) ?? configuration.policy ?? .clean
    options.suppressions = configuration.adjustments.suppressions.filter { $0.until >= today }
    switch value("nofollow") {
    case "review": options.nofollow = .review
    case "disavow": options.nofollow = .disavowDomain
    default: options.nofollow = .ignore
    }
    if let text = value("as-of") {
      let bytes = Array(text.utf8)
      guard let moment = Moment(parsing: bytes.span) else {
        throw usageError(.other("--as-of: '\(text)' is not a date such as 2026-01-31"))
      }
      options.asOf = moment.day
    }
    if isSet("experimental") { options.statuses.insert(.experimental) }
    return options
  }

  /// What the inputs may be, by `--as`.
  func inputFormats(_ pack: RulePack, allowsInternal: Bool = false) throws -> InputFormats {
    guard
      let formats = InputFormats(
        pack, as: value("as"), allowsInternal: allowsInternal)
    else {
      throw usageError(
        .other(
          "--as: no export or log format is named '\(value("as") ?? "")'; see backlinks formats"))
    }
    return formats
  }

  /// The sites that `--site` or else the configuration names.
  func sites(_ configuration: Configuration) throws -> [String] {
    try (values("site").isEmpty ? configuration.sites : values("site")).map(host)
  }

  /// Further hosts of the user.
  func ownHosts(_ configuration: Configuration) throws -> [String] {
    try (configuration.own + values("own")).map(host)
  }

  /// What guards need to know, for commands without the options of an audit.
  func guardOptions(_ configuration: Configuration) throws -> AuditOptions {
    var options = AuditOptions()
    options.sites = try sites(configuration)
    options.brands = values("brand").isEmpty ? configuration.brands : values("brand")
    options.allowed = try (configuration.allowed + values("allow")).map(host)
    options.own = try ownHosts(configuration)
    return options
  }

  /// A host as it is compared: canonical, without scheme and path.
  private func host(_ text: String) throws -> String {
    let bytes = Array(text.utf8)
    var canonical: [UInt8] = []
    guard let parts = try? URLParts(scanning: bytes.span),
      HostName.canonical(bytes.span.extracting(parts.host), into: &canonical) != nil
    else { throw usageError(.other("'\(text)' is not a host")) }
    return String(decoding: canonical, as: UTF8.self)
  }
}
