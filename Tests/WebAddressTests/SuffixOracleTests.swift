import CPSL
import Foundation
import SeededRandom
import Testing

@testable import WebAddress

/// libpsl answers the same question from the same list.
@Suite struct SuffixOracleTests {
  /// A list as libpsl holds it.
  @safe final class Oracle {
    private let list: OpaquePointer

    /// Reads the built-in list, or only its ICANN section, rewritten in the format of publicsuffix.org.
    init(_ lines: [String], icannOnly: Bool) throws {
      var text = ""
      var section = ""
      for line in lines where !line.hasPrefix("#") && !line.isEmpty {
        if line.hasPrefix("[") {
          if !section.isEmpty { text += "// ===END \(section) DOMAINS===\n" }
          section = line.dropFirst().dropLast().uppercased()
          text += "// ===BEGIN \(section) DOMAINS===\n"
        } else if section == "ICANN" || !icannOnly {
          text += line + "\n"
        }
      }
      text += "// ===END \(section) DOMAINS===\n"
      let file = FileManager.default.temporaryDirectory.appending(path: "psl-\(UUID()).dat")
      try text.write(to: file, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(at: file) }
      unsafe list = try #require(unsafe psl_load_file(file.path))
    }

    deinit { unsafe psl_free(list) }

    /// The registrable domain; nil: the host is itself a suffix.
    func registrable(_ host: String) -> String? {
      // The answer is a part of what was asked.
      unsafe host.withCString { name in
        guard let found = unsafe psl_registrable_domain(list, name) else { return nil }
        return unsafe String(cString: found)
      }
    }
  }

  static let lines: [String] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../rules/lists/public-suffixes.txt")
    return (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n")
      .map(String.init) ?? []
  }()

  /// Every suffix of the list, alone and below one to three labels, with exceptions, children of wildcards,
  /// names that lack a label of a suffix, and names without any.
  static func hosts(seed: UInt64) -> [String] {
    var random = SeededGenerator(seed: seed)
    let labels = ["www", "a", "b-c", "x1", "xn--80ak6aa92e", "com", "co", "city", "blog"]
    var hosts = ["unlisted", "a.unlisted", "b.a.unlisted", "com.unlisted"]
    for line in lines where !line.hasPrefix("#") && !line.hasPrefix("[") {
      var canonical: [UInt8] = []
      let name = Array(line.drop { $0 == "*" || $0 == "!" || $0 == "." }.utf8)
      guard HostName.canonical(name.span, into: &canonical) == .name else { continue }
      var host = String(decoding: canonical, as: UTF8.self)
      if let dot = host.firstIndex(of: ".") {
        hosts.append(String(host[host.index(after: dot)...]))
      }
      hosts.append(host)
      for _ in 0..<3 {
        host = random.pick(labels) + "." + host
        hosts.append(host)
      }
    }
    return hosts
  }

  @Test(arguments: [false, true])
  func `libpsl finds the same domain, and the same owner from the ICANN section`(
    icannOnly: Bool
  ) throws {
    let oracle = try Oracle(Self.lines, icannOnly: icannOnly)
    let bytes = Array(Self.lines.joined(separator: "\n").utf8)
    let list = try SuffixList.parse(bytes.span)
    let seed: UInt64 = 20_261_121
    let hosts = Self.hosts(seed: seed)
    let wildcards = Set(Self.lines.filter { $0.hasPrefix("*.") })
    #expect(hosts.count > 30_000, "the list of suffixes was read")
    for host in hosts {
      let text = Array(host.utf8)
      let answer = list.registrable(text.span)
      let found = try #require(answer, "\(host)")
      let start = icannOnly ? found.ownerStart : found.start
      let expected = oracle.registrable(host)
      let own = String(host.dropFirst(start))
      guard let expected else {
        // libpsl takes the parent of a wildcard (`kobe.jp` of `*.kobe.jp`) for a suffix, unlike the algorithm
        // of publicsuffix.org; of the suffixes themselves it finds nothing, and we name them.
        let isParent = wildcards.contains("*." + host)
        #expect(found.isSuffix || isParent || icannOnly, "\(host), seed \(seed)")
        continue
      }
      #expect(own == expected, "\(host), seed \(seed)")
      if !icannOnly { #expect(!found.isSuffix, "\(host), seed \(seed)") }
    }
  }
}
