import Testing

@testable import BacklinkAudit
@testable import BacklinksCommands

@Suite struct ConfigCommandTests {
  @Test func `init writes a file that explains every setting and sets none`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("backlinks.yaml")
    let run = try CommandRun("config", "init", path)
    #expect(run.code == 0)
    #expect(run.output == "wrote \(path); every setting in it is explained, none is set\n")
    let text = try folder.text("backlinks.yaml")
    for setting in Configuration.settings {
      #expect(text.contains("\n# \(setting.key): "), "\(setting.key)")
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("#") })
    let check = try CommandRun("config", "check", path)
    #expect(check.output == "\(path): no mistakes; 0 sites, 0 allowed, 0 own\n")
  }

  @Test func `every example of a setting can be used`() throws {
    for setting in Configuration.settings {
      let line = "\(setting.key): \(setting.example)\n"
      _ = try Configuration(parsing: Array(line.utf8), file: "backlinks.yaml")
    }
  }

  @Test func `a file that is there stays, but for --force`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("backlinks.yaml", "sites: [shop.example]\n")
    let run = try CommandRun("config", "init", path)
    #expect(run.code == 1)
    #expect(run.errors == "backlinks: \(path) is there already; --force replaces it\n")
    #expect(try folder.text("backlinks.yaml") == "sites: [shop.example]\n")
    #expect(try CommandRun("config", "init", path, "--force", "--quiet").output == "")
    #expect(try folder.text("backlinks.yaml") != "sites: [shop.example]\n")
  }

  @Test(arguments: [
    ("sitse: [a.example]", "unknown key 'sitse'; did you mean 'sites'?"),
    ("allow: ['not a host']", "'not a host' is not a host"),
    ("rules: [/no/such/folder]", "/no/such/folder"),
  ])
  func `check names the mistake`(_ text: String, _ message: String) throws {
    let folder = try TemporaryFolder()
    let run = try CommandRun("config", "check", folder.write("backlinks.yaml", text + "\n"))
    #expect(run.code == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output == "")
  }

  @Test func `check needs a file`() throws {
    let run = try CommandRun("config", "check", "/no/such/file.yaml")
    #expect(run.code == 2)
    #expect(run.errors.contains("/no/such/file.yaml"))
  }
}
