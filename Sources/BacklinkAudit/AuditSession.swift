public import LinkModel
public import LinkReports

/// What an audit of one site came to, for users of the library.
public struct AuditReport: Sendable {
  /// The site.
  public let site: String
  /// What to do and what it costs.
  public let summary: AuditSummary
  /// One row a referring domain, by name.
  public let domains: [DomainRow]
  /// The bytes of the disavow file: UTF-8, LF.
  public let disavow: [UInt8]
}

/// The front door of the library: add inputs, then take a report a site.
///
/// ```swift
/// let session = try AuditSession(sites: ["shop.example"])
/// session.add(path: "ahrefs.csv")
/// for report in try session.finish() { print(report.summary.disavow.entries) }
/// ```
public final class AuditSession {
  private let audit: Audit

  /// Prepares an audit with the built-in rules.
  ///
  /// - Parameters:
  ///   - sites: Canonical hosts of the sites; empty: each input's commonest target domain.
  ///   - brands: Further names of the site.
  ///   - allowed: Hosts that are never disavowed, with their sub-domains.
  /// - Throws: The mistakes of the rules; the built-in ones have none.
  public init(sites: [String] = [], brands: [String] = [], allowed: [String] = []) throws {
    var options = AuditOptions()
    options.sites = sites
    options.brands = brands
    options.allowed = allowed
    audit = Audit(pack: try RulePack(.builtIn), options: options)
  }

  /// Reads an export, or keeps a log for the end; what goes wrong stands in ``diagnostics``.
  ///
  /// - Parameter path: A file; "-" is standard input.
  public func add(path: String) {
    audit.add(path: path)
  }

  /// Problems so far, in the order of the inputs.
  public var diagnostics: [Diagnostic] { audit.diagnostics }

  /// Judges every site that has inputs.
  ///
  /// - Returns: One report a site, by name.
  /// - Throws: An error of the file system when sorted links cannot be kept.
  public func finish() throws -> [AuditReport] {
    audit.finishReading()
    return try audit.sites.compactMap { site in
      try audit.result(for: site, files: SiteResult.FileOptions()) { _ in }.map { result in
        AuditReport(
          site: site, summary: result.summary, domains: Array(result.domains),
          disavow: result.disavow)
      }
    }
  }
}
