import Foundation
import Testing

@testable import ByteStreams

/// A directory for one test, gone after it.
final class Scratch {
  let path: String

  init() throws {
    path = "/tmp/bytestreams-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func make(_ name: String, _ text: String = "x") throws {
    let file = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + name).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  var names: [String] {
    get throws { try FileManager.default.subpathsOfDirectory(atPath: path).sorted() }
  }
}

@Suite struct OutputTests {
  @Test func `a file appears when it is committed, and not before`() throws {
    let scratch = try Scratch()
    try scratch.make("out", "old")
    let file = try AtomicFile(path: scratch.path + "/out")
    try file.writer.write("new")
    #expect(scratch.text("out") == "old")
    try file.commit()
    #expect(scratch.text("out") == "new")
    #expect(try scratch.names == ["out"])
    let mode =
      try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(mode == 0o644)
  }

  @Test func `a file that is given up leaves nothing`() throws {
    let scratch = try Scratch()
    do {
      let file = try AtomicFile(path: scratch.path + "/out")
      try file.writer.write("new")
    }
    #expect(try scratch.names.isEmpty)
  }

  @Test func `a set appears whole, its directories made`() throws {
    let scratch = try Scratch()
    let set = try FileSet(directory: scratch.path + "/a/b")
    try set.add("one").write("1")
    try set.add("site/two").write("2")
    #expect(scratch.text("a/b/one") == nil)
    try set.commit()
    #expect(scratch.text("a/b/one") == "1")
    #expect(scratch.text("a/b/site/two") == "2")
    #expect(try scratch.names == ["a", "a/b", "a/b/one", "a/b/site", "a/b/site/two"])
  }

  @Test func `a set that is given up leaves neither files nor directories`() throws {
    let scratch = try Scratch()
    do {
      let set = try FileSet(directory: scratch.path + "/a/b")
      try set.add("one").write("1")
    }
    #expect(try scratch.names.isEmpty)
  }

  @Test func `a full disk and a closed pipe are told apart, and stay`() throws {
    let full = unsafe open("/dev/full", O_WRONLY)
    defer { close(full) }
    let writer = ByteWriter(descriptor: full, name: "x")
    try writer.write("gathered")
    #expect(throws: StreamError.diskFull(name: "x")) { try writer.flush() }
    #expect(throws: StreamError.diskFull(name: "x")) { try writer.write("more") }

    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    _ = unsafe pipe(&ends)
    close(ends[0])
    defer { close(ends[1]) }
    let closed = ByteWriter(descriptor: ends[1], name: "x", capacity: 1)
    #expect(throws: StreamError.closedPipe) { try closed.write("text") }
  }

  @Test func `bytes come out as they went in, whatever the buffer holds`() throws {
    let scratch = try Scratch()
    let descriptor = unsafe open(scratch.path + "/out", O_WRONLY | O_CREAT, 0o600)
    let writer = ByteWriter(descriptor: descriptor, name: "out", capacity: 5)
    let pieces = ["", "a", "bcde", "fghij", "klmnopqrs", "t"]
    for piece in pieces { try writer.write(piece) }
    try writer.flush()
    close(descriptor)
    #expect(scratch.text("out") == pieces.joined())
    #expect(writer.count == 20)
  }
}

@Suite struct InputFinderTests {
  @Test func `files, directories and patterns become sorted paths without doubles`() throws {
    let scratch = try Scratch()
    for name in [
      "b.csv", "a.csv", ".hidden", "logs/2.log", "logs/10.log", "logs/.x/3.log", "[1].csv",
    ] {
      try scratch.make(name)
    }
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/empty", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/logs/loop", withDestinationPath: scratch.path)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/logs/a-link.log", withDestinationPath: scratch.path + "/a.csv")
    let root = scratch.path + "/"
    func found(_ arguments: String...) -> [String] {
      InputFinder(expanding: arguments.map { $0 == "-" ? $0 : root + $0 }).paths.map {
        String($0.dropFirst($0 == "-" ? 0 : root.count))
      }
    }
    #expect(found("b.csv", "a.csv", "b.csv") == ["b.csv", "a.csv"])
    #expect(found("logs") == ["logs/10.log", "logs/2.log", "logs/a-link.log"])
    #expect(found("a.csv", "logs") == ["a.csv", "logs/10.log", "logs/2.log"])
    #expect(found("?.csv", "-") == ["a.csv", "b.csv", "-"])
    #expect(found("l*/[0-9]*.log") == ["logs/10.log", "logs/2.log"])
    #expect(found("[1].csv") == ["[1].csv"])

    let finder = InputFinder(expanding: [
      root + "none", root + "empty", root + "*.zip", root + "a.csv",
    ])
    #expect(finder.paths == [root + "a.csv"])
    #expect(
      finder.problems == [
        .missing(root + "none"), .emptyDirectory(root + "empty"), .noMatch(root + "*.zip"),
      ])
  }

  static let patterns: [(pattern: String, fits: [String], misses: [String])] = [
    ("*", ["a", "", "ü"], [".a"]),
    (".*", [".a"], ["a"]),
    ("a?c", ["abc", "aüc"], ["ac", "abbc"]),
    ("*a*b*", ["ab", "xaxbx", "aab"], ["ba", "a"]),
    ("[a-c]x", ["ax", "cx"], ["dx", "x"]),
    ("[!a-c]x", ["dx"], ["ax", "x"]),
    ("[]]", ["]"], ["[", ""]),
    ("[a", ["[a"], ["a"]),
    (String(repeating: "a*", count: 30) + "b", [], [String(repeating: "a", count: 200)]),
  ]

  @Test(arguments: patterns)
  func `patterns mean what they mean in a shell`(pattern: String, fits: [String], misses: [String])
  {
    for name in fits { #expect(GlobPattern(pattern).matches(name), "\(name)") }
    for name in misses { #expect(!GlobPattern(pattern).matches(name), "\(name)") }
  }
}
