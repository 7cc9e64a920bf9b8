import BacklinkExports
package import ByteStreams
package import LinkModel

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
        try body(text.get())
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

  private static func problem(_ name: String, _ error: any Error) -> Diagnostic {
    Diagnostic(.error, file: name, clause(of: error, about: name))
  }
}
