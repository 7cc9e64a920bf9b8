import ByteStreams
import CalendarTime
import Foundation

@testable import BacklinksCommands

/// One run of the program inside the tests: what it was told, and what came of it.
struct CommandRun: Sendable {
  let code: Int32
  let output: String
  let errors: String

  /// Runs the program with these words after its name.
  ///
  /// - Parameters:
  ///   - arguments: The words.
  ///   - terminalWidth: The columns of the terminal; nil when there is none.
  ///   - today: The day by the clock.
  /// - Throws: An error of the file system.
  init(
    _ arguments: [String], terminalWidth: Int? = nil, today: Day = Day(rawValue: 20_500)
  ) throws {
    let folder = try TemporaryFolder()
    let output = try Capture(folder.path("stdout"))
    let errors = try Capture(folder.path("stderr"))
    let environment = Environment(
      arguments: arguments, output: output.writer, errors: errors.writer, variable: { _ in nil },
      terminalWidth: terminalWidth, today: today)
    code = BacklinksCommand(environment).run()
    self.output = try output.text()
    self.errors = try errors.text()
  }

  init(
    _ arguments: String..., terminalWidth: Int? = nil, today: Day = Day(rawValue: 20_500)
  ) throws {
    try self.init(arguments, terminalWidth: terminalWidth, today: today)
  }

  /// A file that a writer fills.
  private struct Capture {
    let file: FileHandle
    let path: String
    let writer: ByteWriter

    init(_ path: String) throws {
      self.path = path
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      writer = ByteWriter(descriptor: file.fileDescriptor, name: path)
    }

    func text() throws -> String {
      try file.close()
      return String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }
  }
}

/// A folder that goes away with its last owner.
final class TemporaryFolder: Sendable {
  let root: String

  init() throws {
    root =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("backlinks-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// The path of a name in the folder.
  func path(_ name: String) -> String { root + "/" + name }

  /// Writes a file, and the folders around it.
  @discardableResult
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let url = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, text.utf8) }

  /// The text of a file.
  func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// The names in the folder, sorted.
  var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: root).sorted()) ?? []
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }
}

/// The repository that the tests stand in.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static let samples = root + "/samples/lantern-harbour"
  static let expectedVerdicts = root + "/samples/expected-verdicts.csv"
}

/// A small reader of CSV for the tests, apart from the program's own.
enum PlainCSV {
  /// The records as dictionaries by the first line's names.
  static func rows(_ text: String) -> [[String: String]] {
    let records = records(text)
    guard let names = records.first else { return [] }
    return records.dropFirst().map {
      Dictionary(zip(names, $0), uniquingKeysWith: { first, _ in first })
    }
  }

  static func records(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var bytes = Array(text.utf8)[...]
    func take(_ cell: inout [UInt8]) -> String {
      defer { cell = [] }
      return String(decoding: cell, as: UTF8.self)
    }
    while let byte = bytes.popFirst() {
      switch (byte, isQuoted) {
      case (0x22, true) where bytes.first == 0x22:
        cell.append(0x22)
        bytes.removeFirst()
      case (0x22, _): isQuoted.toggle()
      case (0x2C, false): record.append(take(&cell))
      case (0x0D, false): break
      case (0x0A, false):
        record.append(take(&cell))
        records.append(record)
        record = []
      default: cell.append(byte)
      }
    }
    return records
  }
}
