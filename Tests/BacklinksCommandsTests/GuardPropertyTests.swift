import Foundation
import SeededRandom
import Testing

/// Audits of random exports under random rules and previous files, against a plain reading of what
/// the guards promise.
@Suite struct GuardPropertyTests {
  static let own = ["lanterns.example", "www.tea-room.co.uk"]
  static let allowed = ["news.partner.example", "friend.example"]
  /// Suffixes, platforms and shared hosts: nobody's alone.
  static let common = [
    "com", "example", "co.uk", "uk", "blogspot.com", "github.io", "s3.amazonaws.com",
    "wordpress.com", "medium.com", "sites.google.com", "kobe.jp", "x.kawasaki.jp", "xyz",
  ]
  static let shared = ["medium.com", "sites.google.com"]
  /// Well known, public bodies, search engines, delivery networks.
  static let protected = [
    "wikipedia.org", "bbc.co.uk", "ox.ac.uk", "cabinetoffice.gov.uk", "bing.com",
  ]

  static let others = [
    "partner.example", "amazonaws.com", "google.com", "tea-room.co.uk", "lanterns-fans.example",
    "bad.example", "a.bad.example", "www.bad.example", "worse.co.uk", "x.blogspot.com",
    "y.github.io", "z.wordpress.com", "192.0.2.7", "b.c.worse.co.uk", "t.xyz", "u.medium.com",
    "farm.kobe.jp", "spam.wikipedia.org", "planted.ox.ac.uk",
  ]

  private static func rule(_ random: inout SeededGenerator, _ number: Int) -> String {
    let scope = random.pick(["link", "domain"])
    let condition =
      scope == "link"
      ? random.pick(["link.anchor: { contains: [a, e] }", "link.source_url: { contains: [http] }"])
      : random.pick(["domain.links: { at_least: 1 }", "domain.followed_links: { at_least: 1 }"])
    let clause = "clause: link-spam/automated-links\n"
    return """
      id: random-\(number)
      title: SeededGenerator rule
      status: stable
      family: \(random.pick(["spam-words", "link-sale", "page-template", "comment-spam", "hacked-page"]))
      role: decisive
      scope: \(scope)
      severity: high
      weight: \(75 + random.below(26))
      finds: Anything.
      why: Nothing.
      wrong_when: [Always.]
      sources: [https://shop.example/]
      \(clause)match: { \(condition) }
      message: fired
      tests:
        fires: [ { name: f, given: { from: "https://b.example/1" } } ]
        quiet:
          - { name: a, given: { from: "https://b.example/1" } }
          - { name: b, given: { from: "https://b.example/2" } }
          - { name: c, given: { from: "https://b.example/3" } }

      """
  }

  private static func export(_ random: inout SeededGenerator) -> String {
    let hosts = own + allowed + common.filter { $0.contains(".") } + protected + others
    let anchors = ["buy viagra", "online casino bonus", "lamps", "", "cheap storm lamps"]
    return SmallFiles.export(
      (0..<30 + random.below(60)).map { number in
        let host = random.pick(hosts)
        let path = random.pick(["", "post/\(number)", "sponsored-post/\(number)"])
        return
          "https://\(host)/\(path),https://\(own[0])/\(random.below(9)),\(random.pick(anchors)),"
          + random.pick(["true", "false", "false"])
      })
  }

  private static func previous(_ random: inout SeededGenerator) -> String {
    let hosts = own + allowed + common + protected + others
    var lines: [String] = []
    for number in 0..<random.below(20) {
      switch random.below(6) {
      case 0: lines.append("# [backlinks] old-\(number) 2026-01-0\(1 + random.below(9)): earlier")
      case 1: lines.append("")
      case 2: lines.append("# mine")
      case 3: lines.append("https://\(random.pick(hosts))/page")
      default: lines.append("domain:\(random.pick(hosts))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The hosts that a user wrote, not an earlier audit.
  private static func userHosts(_ previous: String) -> Set<String> {
    var isOwn = false
    var hosts: Set<String> = []
    for line in previous.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("#") { isOwn = line.hasPrefix("# [backlinks] ") }
      if line.isEmpty { isOwn = false }
      if line.hasPrefix("domain:"), !isOwn { hosts.insert(String(line.dropFirst(7))) }
    }
    return hosts
  }

  private static func covers(_ parent: String, _ host: String) -> Bool {
    host == parent || host.hasSuffix("." + parent)
  }

  @Test(arguments: (0..<6).map { _ in UInt64.random(in: .min ... .max) })
  func `whatever the input and the rules, no guarded host is disavowed`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for round in 0..<4 {
      let name: Comment = "seed \(seed) round \(round)"
      let folder = try TemporaryFolder()
      let export = try folder.write("links.csv", Self.export(&random))
      let previous = Self.previous(&random)
      try folder.write("previous.txt", previous)
      for number in 0..<1 + random.below(3) {
        try folder.write("rules/random/random-\(number).yaml", Self.rule(&random, number))
      }
      var arguments = ["audit", export, "--out", folder.path("out"), "--force"]
      arguments += ["--rules", folder.path("rules"), "--previous", folder.path("previous.txt")]
      arguments += Self.own.flatMap { ["--site", $0] }.prefix(2) + ["--own", Self.own[1]]
      arguments += Self.allowed.flatMap { ["--allow", $0] }
      arguments += ["--policy", random.pick(["watch", "clean", "manual-action"])]
      arguments += ["--nofollow", random.pick(["ignore", "review", "disavow"])]
      if random.below(2) == 0 { arguments.append("--prune") }
      let run = try CommandRun(arguments)
      #expect(run.code == 0, "seed \(seed) round \(round): \(run.errors)")
      let users = Self.userHosts(previous)
      for line in try folder.text("out/disavow.txt").split(separator: "\n") {
        guard line.hasPrefix("domain:") else { continue }
        let host = String(line.dropFirst(7))
        for own in Self.own {
          #expect(!Self.covers(host, own) && !Self.covers(own, host), name)
        }
        for allowed in Self.allowed {
          #expect(!Self.covers(host, allowed) && !Self.covers(allowed, host), name)
        }
        for common in Self.common { #expect(!Self.covers(host, common), "\(name) \(host)") }
        for shared in Self.shared { #expect(!Self.covers(shared, host), name) }
        if users.contains(host) { continue }
        for protected in Self.protected {
          #expect(!Self.covers(host, protected), "\(name) \(host)")
        }
        #expect(!host.contains("lanterns"), name)
      }
      // What the user wrote is there, or its absence is said.
      let text = try folder.text("out/disavow.txt")
      let summary = try folder.text("out/summary.md")
      for host in users where !text.contains("domain:\(host)\n") {
        #expect(text.contains("# HELD ") && text.contains(": domain:\(host)\n"), name)
        #expect(summary.contains(host), name)
      }
    }
  }
}
