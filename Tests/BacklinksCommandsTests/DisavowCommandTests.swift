import Foundation
import Testing

@Suite struct DisavowCommandTests {
  static let messy = """
    # My list
    Domain: Bad.example # spam

    bad.example
    domain:sub.bad.example
    domain:github.io
    domain:wikipedia.org
    domain:shop.example
    just words

    """

  private func folder(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    return folder
  }

  @Test func `lint names each mistake with its line, and ends by the gravest`() throws {
    let folder = try folder(["d.txt": Self.messy])
    let path = folder.path("d.txt")
    let run = try CommandRun("disavow", "lint", path, "--site", "shop.example")
    #expect(run.code == 5)
    #expect(
      run.output.replacingOccurrences(of: path, with: "d.txt") == """
        d.txt:2: warning INLINE_COMMENT: a comment behind an entry
        d.txt:2: info KEYWORD_CASE: 'domain' in capitals
        d.txt:2: info SPACE_AROUND_COLON: blanks at the colon
        d.txt:2: info HOST_CASE: capitals in the host
        d.txt:4: warning BARE_DOMAIN: a domain without 'domain:'
        d.txt:4: info DUPLICATE: named before: line 2, 'domain:bad.example'
        d.txt:5: info COVERED: covered by another line: line 2, 'domain:bad.example'
        d.txt:6: error GUARD_SHARED_HOST: unrelated people have sites below it
        d.txt:7: warning GUARD_WELL_KNOWN: it is well known (list of well-known hosts)
        d.txt:8: error GUARD_OWN_SITE: it is, covers or belongs to the site shop.example
        d.txt:9: error GARBAGE: neither comment nor domain nor URL
        d.txt: 6 entries, 11 diagnostics

        """)
    let clean = try folder.write("clean.txt", "# x\ndomain:bad.example\n")
    #expect(try CommandRun("disavow", "lint", clean).output == "\(clean): 1 entry, clean\n")
    #expect(try CommandRun("disavow", "lint", clean, "--fail-on", "info").code == 0)
    #expect(try CommandRun("disavow", "lint", folder.path("none.txt")).code == 1)
  }

  @Test func `lint as JSON has one object a file, as SARIF one run`() throws {
    let folder = try folder(["a b.txt": Self.messy, "c.txt": "domain:x.example\n"])
    let paths = [folder.path("a b.txt"), folder.path("c.txt")]
    let json = try JSONSerialization.jsonObject(
      with: Data(CommandRun(["disavow", "lint", "--json"] + paths).output.utf8))
    let files = try #require((json as? [String: Any])?["files"] as? [[String: Any]])
    #expect(files.map { $0["entries"] as? Int } == [6, 1])
    let first = try #require(files[0]["diagnostics"] as? [[String: Any]])
    #expect(first[0].keys.sorted() == ["code", "line", "message", "severity"])
    let text = try CommandRun(["disavow", "lint", "--sarif"] + paths).output
    let sarif = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(sarif["version"] as? String == "2.1.0")
    let runs = try #require(sarif["runs"] as? [[String: Any]])
    let driver = try #require((runs[0]["tool"] as? [String: [String: Any]])?["driver"])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let results = try #require(runs[0]["results"] as? [[String: Any]])
    #expect(results.count == first.count)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect(["note", "warning", "error"].contains(result["level"] as? String))
    }
    #expect(text.contains("a%20b.txt"))
    #expect(try CommandRun(["disavow", "lint", "--sarif", "--json"] + paths).code == 2)
  }

  @Test func `fix prints, shows what would change, or replaces the file and keeps the old`() throws
  {
    let folder = try folder(["d.txt": Self.messy])
    let path = folder.path("d.txt")
    let options = ["--safe", "--minimise", "--site", "shop.example"]
    let run = try CommandRun(["disavow", "fix", path] + options)
    #expect(run.code == 0)
    #expect(
      run.output == """
        # My list
        # spam
        domain:bad.example

        # HELD GUARD_SHARED_HOST: domain:github.io
        domain:wikipedia.org
        # HELD GUARD_OWN_SITE: domain:shop.example
        # REJECTED GARBAGE: just words

        """)
    #expect(run.errors.contains("d.txt:9: neither comment nor domain nor URL; now a comment"))
    #expect(run.errors.contains("d.txt:8: 'domain:shop.example': it is"))
    #expect(run.errors.contains("lines: 1 repaired, 1 rejected, 2 held, 2 covered"))
    #expect(try folder.text("d.txt") == Self.messy)
    let diff = try CommandRun(["disavow", "fix", path, "--dry-run"] + options)
    #expect(diff.output.hasPrefix("--- \(path)\n+++ \(path)\n@@ -1,9 +1,8 @@\n # My list\n"))
    #expect(try CommandRun(["disavow", "fix", path, "--write", "--backup"] + options).code == 0)
    #expect(try folder.text("d.txt") == run.output)
    #expect(try folder.text("d.txt.bak") == Self.messy)
    let again = try CommandRun(["disavow", "fix", path, "--write", "--backup"] + options)
    #expect(again.errors == "backlinks: \(path): nothing to fix\n")
    #expect(try folder.text("d.txt.bak") == Self.messy)
    #expect(folder.names == ["d.txt", "d.txt.bak"])
  }

  @Test(arguments: [["--backup"], ["--write", "--dry-run"], ["--collapse", "1"]])
  func `options that do not go together are refused`(_ options: [String]) throws {
    let folder = try folder(["d.txt": Self.messy])
    #expect(try CommandRun(["disavow", "fix", folder.path("d.txt")] + options).code == 2)
    #expect(try folder.text("d.txt") == Self.messy)
  }

  @Test func `collapse widens only where it may, and says so`() throws {
    let text = """
      domain:a.bad.example
      domain:b.bad.example
      domain:a.blogspot.com
      domain:b.blogspot.com
      domain:a.wikipedia.org
      domain:b.wikipedia.org

      """
    let folder = try folder(["d.txt": text])
    let run = try CommandRun("disavow", "fix", folder.path("d.txt"), "--collapse", "2")
    #expect(
      run.output == """
        domain:bad.example
        domain:a.blogspot.com
        domain:b.blogspot.com
        domain:a.wikipedia.org
        domain:b.wikipedia.org

        """)
    #expect(run.errors.contains("'domain:bad.example' stands for 2 lines"))
  }

  @Test func `merge writes in one step, also over one of its files, and says what went`() throws {
    let folder = try folder([
      "base.txt": "domain:a.example\ndomain:b.example\n",
      "mine.txt": "# why\ndomain:a.example\n",
      "theirs.txt": "domain:a.example\ndomain:b.example\ndomain:com\ndomain:c.example\n",
    ])
    let mine = folder.path("mine.txt")
    let run = try CommandRun(
      "disavow", "merge", "--base", folder.path("base.txt"), mine, folder.path("theirs.txt"),
      "--out", mine)
    #expect(run.code == 0)
    #expect(run.output == "")
    #expect(
      try folder.text("mine.txt") == """
        # why
        domain:a.example

        domain:c.example

        # HELD GUARD_TLD: domain:com

        """)
    #expect(run.errors.contains("base.txt:2: 'domain:b.example': a file lacks it; removed"))
    #expect(run.errors.contains("theirs.txt:3: 'domain:com': it is a whole top-level domain"))
    let missing = try CommandRun("disavow", "merge", mine, folder.path("none.txt"))
    #expect(missing.code == 1)
    #expect(missing.output == "")
  }

  @Test func `diff tells what an upload changes`() throws {
    let folder = try folder([
      "old.txt": "domain:a.example\ndomain:s.b.example\n",
      "new.txt": "# x\ndomain:b.example\ndomain:c.example\n",
    ])
    let paths = [folder.path("old.txt"), folder.path("new.txt")]
    #expect(
      try CommandRun(["disavow", "diff"] + paths).output == """
        + domain:b.example
        + domain:c.example
        - domain:a.example
        - domain:s.b.example\tnow covered by line 2, 'domain:b.example'
        2 added, 1 removed, 1 now covered, 0 kept

        """)
    let json = try JSONSerialization.jsonObject(
      with: Data(CommandRun(["disavow", "diff", "--json"] + paths).output.utf8))
    #expect(((json as? [String: Any])?["changes"] as? [Any])?.count == 4)
  }

  @Test func `covers answers a line a URL, from arguments and from a list`() throws {
    let folder = try folder([
      "d.txt": "# x\ndomain:bad.example\nhttp://page.example/a\n",
      "urls.txt": "https://www.bad.example/y\r\n\nhttp://page.example/b",
    ])
    let run = try CommandRun(
      "disavow", "covers", folder.path("d.txt"), "http://page.example/a", "https://page.example/a",
      "--from", folder.path("urls.txt"))
    #expect(run.code == 0)
    #expect(
      run.output == """
        http://page.example/a\t3 http://page.example/a
        https://page.example/a\tnot covered
        https://www.bad.example/y\t2 domain:bad.example
        http://page.example/b\tnot covered

        """)
    let why = try CommandRun(
      "disavow", "covers", folder.path("d.txt"), "https://page.example/a", "--why")
    #expect(
      why.output
        == "https://page.example/a\tnot covered\tline 3 is near, but http and https are different pages\n"
    )
    #expect(try CommandRun("disavow", "covers", folder.path("d.txt")).code == 2)
  }

  @Test func `impact counts what a file discounts, the dearest first`() throws {
    let export = SmallFiles.export([
      "https://a.bad.example/1,https://shop.example/x,one,false",
      "https://b.bad.example/2,https://shop.example/x,two,false",
      "https://good.example/1,https://shop.example/,nice,false",
      "https://page.example/1,https://shop.example/x,three,true",
      "https://page.example/2,https://shop.example/,four,false",
    ])
    let folder = try folder([
      "d.txt": "domain:none.example\ndomain:bad.example\nhttps://page.example/1\n",
      "links.csv": export,
    ])
    let run = try CommandRun("disavow", "impact", folder.path("d.txt"), folder.path("links.csv"))
    #expect(run.code == 0)
    for part in [
      "  2 of 3 referring domains\n", "  3 of 5 links\n", "  2 of 4 live followed links\n",
      "  1 entry matches no link of the inputs\n",
      "bad.example: 2 of 2 links, 2 followed; line 2, 'domain:bad.example'\n",
      "page.example: 1 of 2 links, 0 followed; line 3, 'https://page.example/1'\n",
      "    3 links from 2 domains  https://shop.example/x\n", "public suffix list of 20",
    ] {
      #expect(run.output.contains(part), "\(part)")
    }
    let json = try JSONSerialization.jsonObject(
      with: Data(
        CommandRun("disavow", "impact", "--json", folder.path("d.txt"), folder.path("links.csv"))
          .output.utf8))
    let sites = try #require((json as? [String: Any])?["sites"] as? [[String: Any]])
    #expect((sites[0]["lost"] as? [String: Any])?["links"] as? Int == 3)
    let other = try CommandRun(
      "disavow", "impact", folder.path("d.txt"), folder.path("links.csv"), "--site", "inn.example")
    #expect(other.code == 1)
  }
}

@Suite struct SuffixListOptionTests {
  static let list = """
    // VERSION: 2031-02-03_04-05-06_UTC
    // ===BEGIN ICANN DOMAINS===
    com
    example
    // ===END ICANN DOMAINS===
    // ===BEGIN PRIVATE DOMAINS===
    homes.example
    // ===END PRIVATE DOMAINS===

    """

  @Test func `a newer suffix list takes the place of the built-in one, but for the platforms`()
    throws
  {
    let folder = try TemporaryFolder()
    let list = try folder.write("list.dat", Self.list)
    let file = try folder.write("d.txt", "domain:homes.example\ndomain:wordpress.com\n")
    #expect(try CommandRun("disavow", "lint", file).output.contains("GUARD_SHARED_HOST") == true)
    let run = try CommandRun("disavow", "lint", file, "--psl", list)
    #expect(run.output.contains(":1: error GUARD_SHARED_HOST"))
    #expect(run.output.contains(":2: error GUARD_SHARED_HOST"))
    let config = try folder.write("backlinks.yaml", "psl: \(list)\n")
    #expect(
      try CommandRun("--config", config, "disavow", "lint", file).output == run.output)
    let export = try folder.write("x.csv", SmallFiles.twoLinks)
    let audit = try CommandRun("audit", export, "--psl", list)
    #expect(audit.output.contains("public suffix list of 2031-02-03"))
  }

  @Test(arguments: ["", "not a list\n", "<html>"])
  func `a file that is no suffix list is refused, as without one guards fall`(_ text: String) throws
  {
    let folder = try TemporaryFolder()
    let list = try folder.write("list.dat", text)
    let run = try CommandRun("disavow", "lint", "x.txt", "--psl", list)
    #expect(run.code == 2)
    #expect(run.errors.contains("not a public suffix list"))
  }
}
