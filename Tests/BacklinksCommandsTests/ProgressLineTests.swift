import Testing

@testable import BacklinksCommands

@Suite struct ProgressLineTests {
  @Test(arguments: [
    (312_000_000, 1_200_000_000, 3_712_345, 9.0, "312 MB of 1.2 GB, 412,000 rows/s, 26 s left"),
    (0, 5_000, 0, 1.0, "0.0 kB of 5.0 kB"),
    (5_000, 5_000, 40, 2.0, "5.0 kB of 5.0 kB, 20 rows/s, judging"),
    (9_000, 5_000, 0, 2.0, "5.0 kB of 5.0 kB, judging"),
    (1_000_000, 2_000_000_000, 1, 1.0, "1.0 MB of 2.0 GB, 1 rows/s, 33 min left"),
  ])
  func `it tells what was read, how fast, and what is left`(
    _ bytes: Int, _ total: Int, _ rows: Int, _ seconds: Double, _ text: String
  ) {
    #expect(ProgressLine.text(bytes: bytes, of: total, rows: rows, seconds: seconds) == text)
  }

  @Test func `of standard input nobody knows how much is left`() {
    let text = ProgressLine.text(bytes: 65_000_000, of: nil, rows: 999, seconds: 1)
    #expect(text == "65 MB, 999 rows/s")
  }

  @Test func `short work shows nothing, and colours only where they are wanted`() throws {
    let arguments = ["audit", Repository.samples, "--site", "lantern-harbour.example"]
    for choice in ["auto", "never", "always"] {
      let run = try CommandRun(arguments + ["--progress", choice])
      #expect(!run.errors.contains("\r"))
      #expect(!run.output.contains("\u{1B}"))
    }
    #expect(try CommandRun(arguments + ["--color", "always"]).output.contains("\u{1B}["))
    let plain = try CommandRun(arguments + ["--color", "never"], terminalWidth: 100)
    #expect(!plain.output.contains("\u{1B}"))
    let colored = try CommandRun(arguments, terminalWidth: 100)
    #expect(colored.output.contains("\u{1B}["))
    let bare = colored.output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(bare == plain.output)
  }
}
