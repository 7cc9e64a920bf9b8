import BacklinkAudit
import ByteStreams
import LinkReports

/// What a run writes itself, and an earlier one wrote in the same places: it may lie among what is read.
struct OwnFiles {
  private let files: Set<FileIdentity>
  private let out: String?

  /// The files that a command line names.
  ///
  /// - Parameters:
  ///   - ledger: The ledger; what lies beside it is the run's too.
  ///   - files: Other files that are written.
  ///   - out: The directory of an audit.
  init(ledger: String?, files: [String?] = [], out: String? = nil) {
    let endings = ["", "-wal", "-shm", "-journal", ".lock", ".new"]
    let paths = (ledger.map { path in endings.map { path + $0 } } ?? []) + files.compactMap(\.self)
    self.files = Set(paths.compactMap(FileIdentity.init(ofFileAt:)))
    self.out = out
  }

  /// Whether a file is one of them.
  func contains(_ path: String) -> Bool {
    guard let identity = FileIdentity(ofFileAt: path) else { return false }
    if files.contains(identity) { return true }
    guard let out else { return false }
    let parts = path.split(separator: "/")
    guard let name = parts.last.map(String.init), isName(name, of: path) else { return false }
    // Several sites have a folder each.
    let places = [[out, name], [out] + parts.suffix(2).map(String.init)]
    return places.contains { FileIdentity(ofFileAt: $0.joined(separator: "/")) == identity }
  }

  private func isName(_ name: String, of path: String) -> Bool {
    if AuditFiles.disavowNames.contains(name) { return true }
    return ReportFile(rawValue: name).map { ReportPlace.report(at: path) == $0 } ?? false
  }
}
