import BacklinkAudit
import ByteStreams
import CalendarTime
import CommandLineKit
import LinkLedger
import LinkModel

/// `backlinks decide`: what the user decided goes into the ledger.
struct DecideCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    let configuration = try parsed.configuration()
    let path = try parsed.ledgerPath(configuration)
    let decisions = try self.decisions()
    guard let lock = try parsed.ledgerLock(path, environment) else { return .done }
    let ledger = try Ledger(path: path, .creating)
    let taken = try ledger.decide(decisions)
    try ledger.close()
    _ = consume lock
    if !parsed.isSet("quiet") {
      let older = decisions.count - taken
      try environment.output.write(
        "\(taken) of \(decisions.count) decisions written down"
          + (older > 0 ? "; \(older) are older than what is there" : "") + ".\n")
    }
    return .done
  }

  private func decisions() throws -> [Decision] {
    let today = environment.now().day
    let words = parsed.arguments("SUBJECT") + parsed.arguments("DECISION")
    if let file = parsed.value("from") {
      guard words.isEmpty else {
        throw parsed.usageError(.other("--from takes the place of SUBJECT and DECISION"))
      }
      return try environment.decisions(from: file, today: today)
    }
    guard words.count == 2 else {
      throw parsed.usageError(.other("SUBJECT and DECISION are needed, or --from FILE"))
    }
    do throws(DecisionError) {
      return [
        try Decision(
          subject: words[0], choice: words[1], note: parsed.value("note") ?? "",
          author: parsed.value("author") ?? environment.variable("USER") ?? "",
          date: parsed.value("date") ?? "", today: today)
      ]
    } catch {
      throw parsed.usageError(.other("\(error)"))
    }
  }
}

extension Environment {
  /// The decisions of a file; a mistake in one line refuses all.
  func decisions(from path: String, today: Day) throws -> [Decision] {
    let bytes: [UInt8]
    do throws(StreamError) {
      let file = path == "-" ? try FileSource.standardInput() : try FileSource(path: path)
      bytes = try file.readAll()
    } catch {
      throw CommandFailure(code: .usage, message: "\(error)")
    }
    let (decisions, problems) = DecisionFile.read(bytes, file: path, today: today)
    guard problems.isEmpty else {
      throw CommandFailure(
        code: .usage,
        message: problems.prefix(20).map(\.description).joined(separator: "\n"))
    }
    return decisions
  }
}
