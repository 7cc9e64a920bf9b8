import BacklinkAudit
import ByteStreams
import CommandLineKit
import DisavowFile
import LinkModel
import OutputText

/// `backlinks disavow covers`: which line covers a URL.
struct DisavowCoversCommand {
  let environment: Environment
  let parsed: ParsedCommand

  func run() throws -> ExitCode {
    let path = parsed.argument("FILE") ?? "-"
    let lists = parsed.values("from")
    let urls = parsed.arguments("URL")
    if urls.isEmpty, lists.isEmpty {
      throw parsed.usageError(.other("no URL is given; name some, or a file of them with --from"))
    }
    let document = try environment.disavowDocument(path)
    let coverage = CoverageIndex(document)
    for url in urls where url != "-" {
      let bytes = Array(url.utf8)
      try answer(bytes.span, coverage)
    }
    for list in lists + (urls.contains("-") ? ["-"] : []) {
      do {
        let input = try TextInput(opening: list, decoding: .bytes)
        try forEachLine(of: input) { try answer($0, coverage) }
      } catch StreamError.closedPipe {
        throw StreamError.closedPipe
      } catch {
        throw CommandFailure(code: .failed, message: "\(list): \(clause(of: error, about: list))")
      }
    }
    return .done
  }

  /// Hands on the lines that are not blank; of a longer line only its beginning, which is enough to
  /// see that it is no URL.
  private func forEachLine(of input: TextInput, _ body: (Span<UInt8>) throws -> Void) throws {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var line: [UInt8] = []
    func finish() throws {
      if line.last == 0x0D { line.removeLast() }
      if !line.isEmpty { try body(line.span) }
      line.removeAll(keepingCapacity: true)
    }
    while true {
      var span = buffer.mutableSpan
      let count = try input.read(into: &span)
      if count == 0 { break }
      for byte in buffer[..<count] {
        if byte == 0x0A {
          try finish()
        } else if line.count <= 1 << 16 {
          line.append(byte)
        }
      }
    }
    try finish()
  }

  private func answer(_ url: Span<UInt8>, _ coverage: CoverageIndex) throws {
    var text: [UInt8] = []
    text.reserveCapacity(url.count + 64)
    var isPlain = true
    for index in url.indices {
      text.append(url[index])
      if url[index] < 0x20 || url[index] > 0x7E { isPlain = false }
    }
    if !isPlain { text = Array(TerminalText.safe(String(decoding: text, as: UTF8.self)).utf8) }
    text.append(UInt8(ascii: "\t"))
    if !coverage.appendCoverer(ofPage: url, to: &text) { text += "not covered".utf8 }
    if parsed.isSet("why") { text += "\t\(TerminalText.safe(coverage.reason(ofPage: url)))".utf8 }
    text.append(UInt8(ascii: "\n"))
    try environment.output.write(text.span)
  }
}
