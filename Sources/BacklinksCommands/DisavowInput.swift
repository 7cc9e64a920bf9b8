import BacklinkAudit
import ByteStreams
import CommandLineKit
import DisavowFile
import LinkModel
import OutputText

extension Environment {
  /// Reads a disavow file; "-" is standard input.
  ///
  /// - Throws: ``CommandFailure`` with the file's name and what is wrong.
  func disavowDocument(_ path: String) throws(CommandFailure) -> DisavowDocument {
    do {
      let file = path == "-" ? try FileSource.standardInput() : try FileSource(path: path)
      return try DisavowDocument(
        parsing: file.readAll(sizeHint: file.size ?? 0, limit: DisavowDocument.longest + 1))
    } catch {
      throw CommandFailure(code: .failed, message: "\(path): \(clause(of: error, about: path))")
    }
  }
}

extension ParsedCommand {
  /// What is known beside the files: guards and names.
  func disavowChecks() throws -> (checks: DisavowChecks, pack: RulePack) {
    let configuration = try configuration()
    let options = try guardOptions(configuration)
    let pack = try rulePack(configuration)
    return (DisavowGuards.checks(pack: pack, options: options), pack)
  }
}

/// A line of a disavow file as messages name it, and at most so many of them.
struct LineReport {
  static let most = 20

  private let environment: Environment
  private var counts: [String: Int] = [:]

  init(_ environment: Environment) {
    self.environment = environment
  }

  /// Reports a line; of one kind the first twenty.
  mutating func add(_ kind: String, file: String, line: Int, _ message: String) throws {
    counts[kind, default: 0] += 1
    if counts[kind, default: 0] <= LineReport.most {
      try environment.report("\(file):\(line): \(message)")
    }
  }

  /// Says how many lines were not shown.
  func finish() throws {
    for (kind, count) in counts.sorted(by: { $0.key < $1.key }) where count > LineReport.most {
      try environment.report("\(count - LineReport.most) more lines \(kind)")
    }
  }
}
