import CommandLineKit
import Testing

@Suite struct CommandReferenceTests {
  private let page = CommandReference(sampleTool).markdown(note: "Written by `make docs`.")

  @Test func `the page begins with its title, a note and a table of commands`() {
    #expect(
      page.hasPrefix(
        """
        # Commands of `links`

        Written by `make docs`.

        | command | does |
        | --- | --- |
        | [`links audit`](#links-audit) | Judge the backlinks of a site |
        | [`links disavow lint`](#links-disavow-lint) | Find mistakes |
        | [`links disavow covers`](#links-disavow-covers) | Tell which entry covers a URL |
        | [`links decide`](#links-decide) | Remember a decision |

        ## links

        Judge backlinks.

        ```
        links [OPTIONS] COMMAND
        ```

        """))
  }

  @Test func `a command has a section with its options and examples`() {
    #expect(page.contains("\n#### links disavow lint\n\nFind mistakes.\n"))
    #expect(
      page.contains("| `-o` `--out DIR` | Write the results here. (environment: LINKS_OUT) |\n"))
    #expect(
      page.contains("\n\nJudges one export.\n\n```sh\nlinks audit ahrefs.csv --out report\n```\n"))
  }

  @Test func `indented lines of a discussion are code`() {
    #expect(page.contains("\n\n      exports  ->  verdicts\n\n"))
  }

  @Test func `bars and angle brackets do not break a table`() {
    #expect(page.contains("| `DOMAIN\\|URL` | The subject. |\n"))
    #expect(page.contains("| `[NOTE]` | Why; &lt;b> is text. |\n"))
  }
}
