import BacklinkAudit
import ByteStreams
import CommandLineKit
import YAMLDocument

extension ParsedCommand {
  /// The rule files that the options name, over the built-in ones.
  func ruleFiles(_ configuration: Configuration) throws -> RuleFiles {
    var files = isSet("no-builtin-rules") ? RuleFiles() : RuleFiles.builtIn
    for directory in configuration.rules + values("rules") {
      do throws(StreamError) {
        files.add(try RuleFiles(directory: directory))
      } catch {
        throw CommandFailure(code: .usage, message: "\(error)")
      }
    }
    if let path = value("psl") ?? configuration.suffixList {
      do throws(StreamError) {
        files.add(try RuleFiles(suffixList: path))
      } catch {
        throw CommandFailure(code: .usage, message: "\(error)")
      }
    }
    return files
  }

  /// The rules and lists in use, as the configuration changes them.
  func rulePack(_ configuration: Configuration) throws -> RulePack {
    try RulePack(ruleFiles(configuration), configuration: configuration)
  }

  /// The settings of backlinks.yaml, or of the file that `--config` names.
  func configuration() throws -> Configuration {
    if let path = value("config") {
      do {
        return try Configuration(path: path)
      } catch let error as StreamError {
        throw CommandFailure(code: .usage, message: "\(error)")
      }
    }
    return try Configuration(pathIfPresent: "backlinks.yaml")
  }
}
