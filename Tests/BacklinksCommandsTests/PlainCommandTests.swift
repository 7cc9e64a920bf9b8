import ByteStreams
import CalendarTime
import CommandLineKit
import Foundation
import Testing

@testable import BacklinksCommands

@Suite struct PlainCommandTests {
  @Test func `the version is one line`() throws {
    let run = try CommandRun("--version")
    #expect(run.code == 0)
    #expect(run.output == "backlinks \(BacklinksCommand.version)\n")
  }

  @Test func `without arguments the overview is shown, as wrong usage`() throws {
    let run = try CommandRun()
    #expect(run.code == 2)
    #expect(run.output == (try CommandRun("help").output))
    #expect(run.output.contains("backlinks audit"))
  }

  /// Every command that does something, by its words.
  static var commands: [[String]] {
    func leaves(_ command: Command, _ path: [String]) -> [[String]] {
      command.subcommands.isEmpty
        ? [path] : command.subcommands.flatMap { leaves($0, path + [$0.name]) }
    }
    return leaves(CommandTree.root, [])
  }

  @Test(arguments: commands)
  func `help of a command names all its options`(_ path: [String]) throws {
    var command = CommandTree.root
    for name in path {
      command = try #require(command.subcommands.first { $0.name == name })
    }
    let help = try CommandRun(["help"] + path)
    #expect(help.code == 0)
    #expect(help.errors == "")
    for option in command.options {
      #expect(help.output.contains("--" + option.name), "\(option.name)")
    }
    #expect(try CommandRun(path + ["--help"]).output == help.output)
    for width in [20, 200] {
      #expect(try CommandRun(["help"] + path, terminalWidth: width).code == 0)
    }
  }

  @Test(arguments: commands)
  func `help of a command has an example to copy`(_ path: [String]) throws {
    let help = try CommandRun(["help"] + path).output
    #expect(help.contains("\nexamples:\n"), "\(path)")
    #expect(help.contains("  backlinks \(path.joined(separator: " "))"), "\(path)")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions name every command`(_ shell: String) throws {
    let run = try CommandRun("completions", shell)
    #expect(run.code == 0)
    for path in PlainCommandTests.commands {
      #expect(run.output.contains(path[path.count - 1]), "\(path)")
    }
  }

  @Test func `formats lists what is read and what is refused`() throws {
    let run = try CommandRun("formats")
    #expect(run.code == 0)
    #expect(run.output.contains("ahrefs-backlinks "))
    #expect(run.output.contains("semrush-outgoing-domains"))
    #expect(run.output.contains("refused: "))
    let json = try JSONSerialization.jsonObject(
      with: Data(CommandRun("formats", "--json").output.utf8))
    #expect(json is [Any] || json is [String: Any])
  }

  @Test func `rules list has one object a rule, with the keys that scripts rely on`() throws {
    let run = try CommandRun("rules", "list", "--json")
    let rules = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    #expect(rules.count > 30)
    let keys = ["family", "id", "role", "scope", "severity", "status", "title", "weight"]
    for rule in rules { #expect(rule.keys.sorted() == keys) }
    #expect(rules.contains { $0["id"] as? String == "spam-phrase" })
  }

  @Test func `the built-in rules have no mistakes`() throws {
    #expect(try CommandRun("rules", "check").code == 0)
  }

  @Test func `a closed pipe ends quietly`() throws {
    Process.ignoreClosedPipes()
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let folder = try TemporaryFolder()
    let problems = FileHandle(forWritingAtPath: try folder.write("stderr", ""))
    let errors = try #require(problems)
    let environment = Environment(
      arguments: ["convert", try folder.write("x.csv", SmallFiles.twoLinks)],
      output: ByteWriter(
        descriptor: pipe.fileHandleForWriting.fileDescriptor, name: "standard output"),
      errors: ByteWriter(descriptor: errors.fileDescriptor, name: "standard error"),
      variable: { _ in nil }, terminalWidth: nil, today: Day(rawValue: 20_500))
    #expect(BacklinksCommand(environment).run() == 0)
    #expect(try folder.text("stderr") == "")
  }
}

@Suite struct ConvertTests {
  @Test func `an export becomes one JSON object a row`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x.csv", SmallFiles.twoLinks)
    let run = try CommandRun("convert", path)
    #expect(run.code == 0)
    #expect(run.errors == "")
    #expect(
      run.output.replacingOccurrences(of: path, with: "x.csv") == """
        {"kind":"link","tool":"generic","report":"backlinks","file":"x.csv","line":2,"source_url":"https://good.example/1","source_host":"good.example","source_domain":"good.example","target_url":"https://shop.example/","target_host":"shop.example","target_domain":"shop.example","anchor":"nice lamps","nofollow":false}
        {"kind":"link","tool":"generic","report":"backlinks","file":"x.csv","line":3,"source_url":"https://bad.example/1","source_host":"bad.example","source_domain":"bad.example","target_url":"https://shop.example/","target_host":"shop.example","target_domain":"shop.example","anchor":"buy viagra","nofollow":false}

        """)
  }

  @Test func `a log becomes one object a source, target and kind of hit`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("access.log", SmallFiles.log)
    let run = try CommandRun(
      "convert", path, "--site", "shop.example", "--rejects", folder.path("rejects.csv"))
    #expect(run.code == 3)
    #expect(
      run.output == """
        {"kind":"referral","tool":"combined","source_url":"https://blog.example/p","source_host":"blog.example","target_url":"https://shop.example/a/","target_host":"shop.example","first_seen":"2026-09-30T10:00:00Z","last_seen":"2026-09-30T11:00:00Z","hits":2,"bot_hits":0,"clients":2,"hit_type":"link","granularity":"page","referrer_class":"site","status_counts":{"200":2}}

        """)
    #expect(
      run.errors.contains("access.log:5: the line has another format than the log; line skipped"))
    let rejects = try PlainCSV.rows(folder.text("rejects.csv"))
    #expect(rejects.map { $0["line"] } == ["5"])
    #expect(rejects.map { $0["raw"] } == ["broken line"])
  }

  @Test(arguments: [("19", Int32(3)), ("20", 0)])
  func `rejects count against all lines of a log`(_ limit: String, _ code: Int32) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("access.log", SmallFiles.log)
    let run = try CommandRun("convert", path, "--site", "shop.example", "--max-rejects", limit)
    #expect(run.code == code)
  }

  @Test func `inspect says what a file is and where its rows end`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("x.csv.gz", SmallFiles.gzip(SmallFiles.twoLinks))
    let run = try CommandRun("inspect", path)
    #expect(run.code == 0)
    for part in [path, "gzip", "UTF-8", "comma", "generic", "→ source_url", "2 used"] {
      #expect(run.output.contains(part), "\(part)")
    }
    let json = try JSONSerialization.jsonObject(
      with: Data(CommandRun("inspect", path, "--json").output.utf8))
    #expect((json as? [String: Any])?["used"] as? Int == 2)
  }
}
