import BacklinkAudit
import ByteStreams
import CommandLineKit

/// `backlinks config`: init, check.
struct ConfigCommand {
  let environment: Environment
  let parsed: ParsedCommand

  private var path: String { parsed.argument("FILE") ?? parsed.value("config") ?? "backlinks.yaml" }

  /// Writes a file in which every setting is explained; one that is there stays.
  func initialize() throws -> ExitCode {
    let isThere = (try? FileSource(path: path)) != nil
    if isThere, !parsed.isSet("force") {
      throw CommandFailure(
        code: .failed, message: "\(path) is there already; --force replaces it")
    }
    let file = try AtomicFile(path: path)
    try file.writer.write(Configuration.template)
    try file.commit()
    if !parsed.isSet("quiet") {
      try environment.output.write("wrote \(path); every setting in it is explained, none is set\n")
    }
    return .done
  }

  /// Reads a file, and the rules that it names.
  func check() throws -> ExitCode {
    let configuration: Configuration
    do {
      configuration = try Configuration(path: path)
    } catch let error as StreamError {
      throw CommandFailure(code: .usage, message: "\(error)")
    }
    // What is no host, folder or rule is a mistake too.
    _ = try parsed.guardOptions(configuration)
    _ = try parsed.rulePack(configuration)
    if parsed.isSet("quiet") { return .done }
    let sites = configuration.sites.count
    try environment.output.write(
      "\(path): no mistakes; \(sites) \(sites == 1 ? "site" : "sites"), "
        + "\(configuration.allowed.count) allowed, \(configuration.own.count) own\n")
    return .done
  }
}
