#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes an invented export, log or disavow file to standard output, the same for the same arguments.
@main
struct Generate {
  private static let usage = """
    usage: generate export|ahrefs [--rows N] [--domains D] [--seed S]
           generate log [--lines N] [--domains D] [--seed S]
           generate texts [--rows N] [--domains D] [--seed S]
           generate disavow|urls|words [--rows N] [--seed S]
    """

  static func main() {
    var arguments = CommandLine.arguments.dropFirst()
    let kind = arguments.popFirst()
    var rows = 1_000_000
    var domains = 20_000
    var seed = 1
    while let option = arguments.popFirst() {
      guard let value = arguments.popFirst().flatMap({ Int($0) }), value >= 0 else { refuse() }
      switch option {
      case "--rows", "--lines": rows = value
      case "--domains": domains = max(value, 1)
      case "--seed": seed = value
      default: refuse()
      }
    }
    switch kind {
    case "export": SemrushExport.write(rows: rows, domains: domains, seed: UInt64(seed))
    case "ahrefs": AhrefsExport.write(rows: rows, domains: domains, seed: UInt64(seed))
    case "log": AccessLog.write(lines: rows, domains: domains, seed: UInt64(seed))
    case "texts": MatchTexts.writeRows(count: rows, domains: domains, seed: UInt64(seed))
    case "words": MatchTexts.writeWords(count: rows, seed: UInt64(seed))
    case "disavow": DisavowList.write(entries: rows, seed: UInt64(seed))
    case "urls": DisavowList.writeAddresses(count: rows, seed: UInt64(seed))
    default: refuse()
    }
  }

  private static func refuse() -> Never {
    var bytes = Array(usage.utf8)
    bytes.append(0x0a)
    _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
    exit(2)
  }
}
