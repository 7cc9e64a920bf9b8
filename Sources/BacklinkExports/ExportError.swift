package import ByteStreams

/// Why a file is not read as an export.
package enum ExportError: Error, Equatable {
  /// The bytes could not be read.
  case stream(StreamError)
  /// The file is something else, or of no use; the sentence says what to do.
  case refused(String)
  /// No mapping knows the columns; the starter is a mapping file to begin with.
  case unknown(String, starter: String)

  /// The file itself is sound: it only is not what was looked for.
  package var isRefusal: Bool {
    if case .stream = self { false } else { true }
  }
}

extension ExportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .stream(let error): "\(error)"
    case .refused(let reason), .unknown(let reason, starter: _): reason
    }
  }
}
