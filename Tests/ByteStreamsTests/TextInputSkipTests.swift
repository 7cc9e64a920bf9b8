import Foundation
import Testing

@testable import ByteStreams

@Suite struct TextInputSkipTests {
  /// More than is read ahead, with no line like another.
  private static let text = Array((0..<30_000).map { "line \($0)\n" }.joined().utf8)

  /// How the text may lie in a file.
  private static let files: [(name: String, bytes: [UInt8])] = [
    ("plain", text), ("mark", [0xEF, 0xBB, 0xBF] + text), ("gzip", GzipBytes.member(text)),
    ("utf16", text.flatMap { [$0, 0] }),
  ]

  @Test(arguments: [0, 1, 4_095, 4_096, 65_535, 65_536, 70_000, 200_000, text.count])
  func `going to a place gives the bytes before it and leaves those behind it`(_ offset: Int) throws
  {
    let scratch = try Scratch()
    for file in Self.files {
      let path = scratch.path + "/" + file.name
      try Data(file.bytes).write(to: URL(fileURLWithPath: path))
      let input = try TextInput(opening: path)
      let before = try #require(try input.skip(to: offset, keeping: 4_096), "\(file.name)")
      #expect(before == Array(Self.text[..<offset].suffix(4_096)), "\(file.name)")
      #expect(try input.readAll() == Array(Self.text[offset...]), "\(file.name)")
    }
  }

  @Test func `a place behind the end is none`() throws {
    let scratch = try Scratch()
    for file in Self.files {
      let path = scratch.path + "/" + file.name
      try Data(file.bytes).write(to: URL(fileURLWithPath: path))
      #expect(try TextInput(opening: path).skip(to: Self.text.count + 1, keeping: 8) == nil)
    }
  }
}
