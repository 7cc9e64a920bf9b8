package import ByteStreams

/// Why a file is not read as an export.
package enum ExportError: Error, Equatable {
  /// The bytes could not be read.
  case stream(StreamError)
  /// The file is something else, or of no use; the sentence says what to do.
  case refused(String)
}

extension ExportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .stream(let error): "\(error)"
    case .refused(let reason): reason
    }
  }
}
