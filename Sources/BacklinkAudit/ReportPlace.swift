package import ByteStreams
package import LinkReports

/// Places that reports take, so that none takes that of a file of the user's.
package enum ReportPlace {
  /// The report that an earlier run left at a path; nil when there is none, or something else.
  package static func report(at path: String) -> ReportFile? {
    (try? head(of: path)).flatMap { $0 }.flatMap(ReportFile.init)
  }

  /// Throws when something else stands where a report is to go.
  ///
  /// - Parameters:
  ///   - path: The place; nothing, an empty file or an earlier report of the same kind may be there.
  ///   - report: What is to go there.
  /// - Throws: ``StreamError/cannotCreate(name:reason:)``, or what reading the file throws.
  package static func check(_ path: String, for report: ReportFile) throws(StreamError) {
    guard let head = try head(of: path), !head.isEmpty, ReportFile(startingWith: head) != report
    else { return }
    throw .cannotCreate(
      name: path,
      reason: "a file that no audit wrote is there, and is left as it is; choose another place")
  }

  private static func head(of path: String) throws(StreamError) -> [UInt8]? {
    guard FileIdentity(ofFileAt: path) != nil else { return nil }
    return try FileSource(path: path).readHead(ReportFile.headLength)
  }
}
