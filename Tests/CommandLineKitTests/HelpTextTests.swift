import CommandLineKit
import Testing

@Suite struct HelpTextTests {
  @Test func `the help of a command shows all there is to it`() throws {
    let expected = """
      links audit: Judge the backlinks of a site

      usage: links audit [OPTIONS] INPUT...

      Reads exports and logs, judges every referring domain and writes a disavow file
      that a careful person would sign.

        exports  ->  verdicts

      Nothing is written unless all of it can be.

      arguments:
        INPUT...  An export, a log or a directory.

      options:
        -s, --site HOST         Count only links to this site. (repeatable)
        -o, --out DIR           Write the results here. (environment: LINKS_OUT)
            --fail-on SEVERITY  Exit with 5 on a finding. (one of low, medium, high)
            --limit N           Stop after N rows. (default: 100)
            --json              Write JSON. (environment: LINKS_JSON)

      common options:
        -q, --quiet       Say nothing on success.
        -v, --verbose     Say more.
            --color WHEN  Use colors. (one of auto, always, never; default: auto;
                          environment: LINKS_COLOR)
            --version     Show the version.
        -h, --help        Show this help.

      examples:
        links audit ahrefs.csv --out report
            Judges one export.
        zcat access.log.gz | links audit -

      """
    #expect(try HelpText(sampleTool).text(for: ["audit"]) == expected)
  }

  @Test func `the help of a group lists its commands`() throws {
    let help = try HelpText(sampleTool).text(for: ["disavow"])
    #expect(
      help.contains(
        """
        commands:
          lint    Find mistakes
          covers  Tell which entry covers a URL
        """))
    #expect(help.hasSuffix("\n'links help disavow COMMAND' tells more about a command.\n"))
  }

  @Test func `the program itself has one list of options`() throws {
    let help = try HelpText(sampleTool).text()
    #expect(
      help.contains("      --version     Show the version.\n  -h, --help        Show this help.\n"))
    #expect(!help.contains("common options"))
  }

  @Test func `the overview lists every command that does something`() {
    #expect(
      HelpText(sampleTool).overview == """
          links audit           Judge the backlinks of a site
          links disavow lint    Find mistakes
          links disavow covers  Tell which entry covers a URL
          links decide          Remember a decision

        """)
  }

  @Test(
    arguments: [[], ["audit"], ["disavow"], ["disavow", "covers"], ["decide"]], [0, 40, 60, 120])
  func `no line is longer than asked for`(_ names: [String], _ width: Int) throws {
    let help = try HelpText(sampleTool, width: width).text(for: names)
    for line in help.split(separator: "\n") where !line.contains("links ") && !line.contains("  ->")
    {
      #expect(line.count <= max(40, width))
      #expect(line.last != " ")
    }
  }

  @Test func `help about a command that does not exist names the nearest`() throws {
    let error = try #require(throws: UsageError.self) {
      try HelpText(sampleTool).text(for: ["disavow", "lnit"])
    }
    #expect(
      error.description == """
        unknown command 'lnit'; did you mean 'lint'?
        see 'links help disavow'
        """)
  }
}
