import CommandLineKit
import Foundation
import Testing

@Suite struct CompletionsTests {
  /// The path of a shell, or `nil` where it is not installed.
  private static func shell(_ name: String) -> String? {
    ["/bin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
      .first(where: FileManager.default.isExecutableFile)
  }

  /// Runs a script in a new directory that holds `reports/` and `my export.csv`.
  private func run(_ shell: String, _ script: String) throws -> String {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("completions-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: directory.appendingPathComponent("reports"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try Data().write(to: directory.appendingPathComponent("my export.csv"))
    let file = directory.appendingPathComponent("reports/script")
    try Data(script.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: shell)
    process.arguments = [file.path]
    process.currentDirectoryURL = directory
    process.environment = ["HOME": directory.path, "PATH": "/usr/bin:/bin"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  @Test(
    .enabled(if: shell("bash") != nil),
    arguments: [
      (["links", ""], "audit disavow decide"), (["links", "a"], "audit"),
      (["links", "--ver"], "--verbose --version"), (["links", "audit", "--f"], "--fail-on"),
      (["links", "audit", "--fail-on", ""], "low medium high"),
      (["links", "audit", "--fail-on", "m"], "medium"),
      (["links", "audit", "--fail-on", "="], "low medium high"),
      (["links", "audit", "--fail-on", "=", "h"], "high"),
      (["links", "--color", "al"], "always"), (["links", "disavow", ""], "lint covers"),
      (["links", "-q", "disavow", "l"], "lint"), (["links", "disavow", "lint", "--s"], "--strict"),
      (["links", "--out", "audit", "d"], "disavow decide"),
      (["links", "audit", "--out", "=", "audit", "--fa"], "--fail-on"),
      (["links", "audit", "--out", ""], "reports"), (["links", "audit", "-o", "r"], "reports"),
      (["links", "audit", "my"], "my export.csv"), (["links", "audit", "--site", ""], ""),
      (["links", "decide", "x.com", "re"], "review"), (["links", "zzz", "--zzz"], ""),
    ])
  func `bash completes`(_ words: [String], _ expected: String) throws {
    let shell = try #require(Self.shell("bash"))
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let script = """
      \(Completions(sampleTool).script(for: .bash))
      COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1)
      _links
      echo "${COMPREPLY[*]}"
      """
    #expect(try run(shell, script) == expected + "\n")
  }

  @Test(.enabled(if: shell("zsh") != nil))
  func `zsh reads its script and knows every command`() throws {
    let shell = try #require(Self.shell("zsh"))
    let script = """
      compdef() { echo "compdef $*" }
      \(Completions(sampleTool).script(for: .zsh))
      print -l ${(ok)functions} | grep '^_links'
      """
    #expect(
      try run(shell, script) == """
        compdef _links links
        _links
        _links_audit
        _links_decide
        _links_disavow
        _links_disavow_covers
        _links_disavow_lint

        """)
  }

  @Test(
    .enabled(if: shell("fish") != nil),
    arguments: [
      ("links au", "audit"), ("links disavow ", "lint covers"),
      ("links audit --fail-on ", "low medium high"),
      ("links audit --fa", "--fail-on"), ("links -q disavow lint --st", "--strict"),
      ("links decide x re", "review"), ("links audit --out r", "reports/"),
    ])
  func `fish completes`(_ line: String, _ expected: String) throws {
    let shell = try #require(Self.shell("fish"))
    let script = """
      \(Completions(sampleTool).script(for: .fish))
      complete -C '\(line)'
      """
    let offered = try run(shell, script).split(separator: "\n").map { line in
      String(line.prefix { $0 != "\t" })
    }
    #expect(Set(offered) == Set(expected.split(separator: " ").map(String.init)))
  }

  @Test(arguments: CompletionShell.allCases)
  func `every script names every option`(_ shell: CompletionShell) {
    let script = Completions(sampleTool).script(for: shell)
    for name in ["quiet", "site", "out", "fail-on", "json", "strict", "help"] {
      #expect(script.contains(name))
    }
    #expect(script.hasSuffix("\n") && !script.hasSuffix("\n\n"))
  }
}
