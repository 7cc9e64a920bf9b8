import Testing

@Suite struct ExplainTests {
  private func explain(
    _ domain: String, _ rows: [String], _ options: [String] = []
  ) throws -> String {
    let folder = try TemporaryFolder()
    let export = try folder.write("export.csv", SmallFiles.export(rows))
    let run = try CommandRun(["explain", domain, export] + options)
    #expect(run.code == 0)
    return run.output
  }

  private let guest =
    "https://guest.example/sponsored-post/x,https://shop.example/b,cheap lamps,false"

  @Test func `the score is a sum, and each finding shows the links it fired on`() throws {
    let text = try explain("guest.example", [guest])
    let score = try #require(text.split(separator: "\n").first { $0.contains("score") })
    let numbers = score.split(separator: " ").compactMap { Double($0) }
    #expect(numbers[0] == numbers.dropFirst(2).reduce(0, +), "\(score)")
    #expect(text.contains("[paid-footprint]\n      · https://guest.example/sponsored-post/x\n"))
  }

  @Test func `the smallest changes that would turn the verdict are named`() throws {
    let review = try explain("guest.example", [guest])
    #expect(review.contains("what would change it: without paid-footprint it would be keep\n"))
    #expect(
      review.contains("what would change it: under the policy manual-action it would be disavow"))
    let spam = "https://pills.example/1,https://shop.example/,buy viagra,true"
    #expect(
      try explain("pills.example", [spam])
        .contains("if one of its links were live and followed it would be disavow-domain\n"))
    #expect(
      try explain("good.example", ["https://good.example/,https://shop.example/,nice lamps,false"])
        .contains("with evidence of 40 or more of another family it would be suspicious\n"))
  }

  @Test func `what keeps an entry out is shown`() throws {
    let spam = "https://pills.example/1,https://shop.example/,buy viagra,false"
    #expect(
      try explain("pills.example", [spam], ["--allow", "pills.example"])
        .contains("  kept out: domain:pills.example: the allow list names it\n"))
  }
}
