import Foundation
import Testing

@Suite struct PackageTests {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The targets of Package.swift's list of layers with what each imports, in the order of the list.
  private func layers() throws -> [(name: String, imports: [String])] {
    let text = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
    let list = try #require(text.firstMatch(of: /let layers[^\n]*= \[\n(?<list>[\s\S]*?)\n\]/)).list
    return list.matches(of: /\(\s*"(?<name>\w+)",\s*\[(?<imports>[\s\S]*?)\]\s*\)/).map { layer in
      let imports = layer.imports.matches(of: /"(\w+)"/).map { String($0.1) }
      return (String(layer.name), imports.filter { $0 != "ISAL" })
    }
  }

  /// The modules that the files of a target import.
  private func modules(importedBy target: String) throws -> Set<String> {
    let folder = Self.root.appending(path: "Sources/\(target)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    var modules: Set<String> = []
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for line in text.matches(of: /(?m)^\s*(?:package |public |@testable )?import (\w+)/) {
        modules.insert(String(line.1))
      }
    }
    return modules
  }

  @Test func `a target depends only on C libraries and on targets listed before it`() throws {
    let layers = try layers()
    #expect(layers.count > 20)
    var known: Set<String> = [
      "CZlib", "CISAL", "CYAML", "CSQLite", "CICU", "CByteMasks", "CBuiltIn", "CReportPage",
    ]
    for layer in layers {
      let above = layer.imports.filter { !known.contains($0) }
      #expect(above == [], "\(layer.name)")
      known.insert(layer.name)
    }
  }

  @Test func `a file imports only what its target declares`() throws {
    // The system's own modules: calls of the operating system.
    let system: Set<String> = ["Glibc", "Musl", "Darwin", "Dispatch", "Synchronization"]
    for layer in try layers() {
      let extra = try modules(importedBy: layer.name).subtracting(layer.imports).subtracting(system)
      #expect(extra == [], "\(layer.name)")
    }
  }

  @Test func `the packed rules are those of the folder rules`() throws {
    let process = Process()
    process.executableURL = Self.root.appending(path: "scripts/pack-rules")
    process.arguments = ["--check"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "run scripts/pack-rules")
  }
}
