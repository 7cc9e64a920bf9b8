/// A reason why bytes cannot be read or written.
package enum StreamError: Error, Equatable {
  /// A file cannot be opened.
  case cannotOpen(name: String, reason: String)
  /// Reading failed after opening.
  case cannotRead(name: String, reason: String)
  /// A directory was given where a file is needed.
  case isDirectory(name: String)
  /// The bytes are not text and not gzip.
  case refused(Container, name: String)
  /// A ZIP archive, or a member of one, cannot be read.
  case unusableArchive(name: String, reason: String)
  /// The text has an encoding that is not read.
  case refusedEncoding(TextEncoding, name: String)
  /// A file or directory cannot be made or put in its place.
  case cannotCreate(name: String, reason: String)
  /// Writing failed.
  case cannotWrite(name: String, reason: String)
  /// No room is left for what was written.
  case diskFull(name: String)
  /// The reader of our output is gone.
  case closedPipe
}

extension StreamError: CustomStringConvertible {
  /// The name of the file and what is wrong with it.
  package var description: String {
    switch self {
    case .cannotOpen(let name, let reason): "\(name): cannot open: \(reason)"
    case .cannotRead(let name, let reason): "\(name): cannot read: \(reason)"
    case .isDirectory(let name): "\(name): is a directory, expected a file"
    case .refused(let container, let name): "\(name): \(container.refusal(name: name))"
    case .unusableArchive(let name, let reason): "\(name): \(reason)"
    case .refusedEncoding(let encoding, let name):
      "\(name): \(encoding.label) text is not read; convert it to UTF-8 first"
    case .cannotCreate(let name, let reason): "\(name): cannot create: \(reason)"
    case .cannotWrite(let name, let reason): "\(name): cannot write: \(reason)"
    case .diskFull(let name): "\(name): cannot write: no space is left"
    case .closedPipe: "the reader of the output is gone"
    }
  }
}

/// What went wrong with a file as one clause, without its name in front, which some errors say.
package func clause(of error: any Error, about path: String) -> String {
  let text = "\(error)"
  return text.hasPrefix(path + ": ") ? String(text.dropFirst(path.count + 2)) : text
}
