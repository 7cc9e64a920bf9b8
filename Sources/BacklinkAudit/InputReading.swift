import BacklinkExports
package import ByteStreams
package import LinkModel
import LinkReports

/// Opens inputs and hands on the texts that they hold.
package enum InputReading {
  /// Hands on the text of a file, or one after the other those of an archive's members.
  ///
  /// - Parameters:
  ///   - path: A file; "-" is standard input.
  ///   - body: Reads a text; what it throws costs this text.
  /// - Returns: What went wrong: an error when something is missing, refused or cannot be read. A sheet of
  ///   an archive that is no table of links is a warning as long as another can be used.
  /// - Throws: ``StreamError/closedPipe`` only, when the body does.
  package static func read(
    path: String, _ body: (TextInput) throws -> Void
  ) throws(StreamError) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    let texts: InputTexts
    do throws(StreamError) {
      texts = try InputTexts(opening: path)
    } catch {
      return [problem(path == "-" ? "standard input" : path, error)]
    }
    var isUsed = false
    for (name, text) in texts {
      do {
        let text = try text.get()
        if let reason = try ownKind(of: text) {
          problems.append(Diagnostic(.error, file: name, reason))
          continue
        }
        try body(text)
        isUsed = true
      } catch StreamError.closedPipe {
        throw .closedPipe
      } catch let error as ExportError where texts.isArchive && error.isRefusal {
        problems.append(Diagnostic(.warning, file: name, "\(error); file skipped"))
      } catch {
        problems.append(problem(name, error))
      }
    }
    if !isUsed && problems.allSatisfy({ $0.level != .error }) {
      problems.append(Diagnostic(.error, file: path, "no file of the archive can be used"))
    }
    return problems
  }

  /// Hands on a text that is open already; the result is what went wrong.
  ///
  /// - Throws: ``StreamError/closedPipe`` only, when the body does.
  package static func read(
    _ text: TextInput, _ body: (TextInput) throws -> Void
  ) throws(StreamError) -> [Diagnostic] {
    do {
      try body(text)
      return []
    } catch StreamError.closedPipe {
      throw .closedPipe
    } catch {
      return [problem(text.name, error)]
    }
  }

  /// Why a text is no input although it looks like one: it is what an audit writes, or a disavow file.
  private static func ownKind(of text: TextInput) throws(StreamError) -> String? {
    let head = try text.peek()
    if ReportFile(startingWith: head) != nil {
      return "a report that an audit wrote, no export; leave it out"
    }
    let lines = head.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    let first = lines.first { $0.first != UInt8(ascii: "#") && $0.contains { $0 > 0x20 } }
    guard let first, first.starts(with: "domain:".utf8) else { return nil }
    return "a disavow file, no export; audit reads it with --previous"
  }

  private static func problem(_ name: String, _ error: any Error) -> Diagnostic {
    Diagnostic(.error, file: name, clause(of: error, about: name))
  }
}
