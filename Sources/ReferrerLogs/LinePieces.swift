import WebAddress

/// Joins the pieces into which container runtimes cut long lines: `… stdout P …` up to the next
/// `… stdout F …`.
///
/// - Source: Kubernetes, CRI log format, partial and full lines.
struct LinePieces: Sendable {
  /// What a line is to the pieces before it.
  enum Place: Equatable {
    /// No piece, and no end of pieces.
    case alone
    /// A piece; others follow.
    case waits
    /// The end of so many pieces; ``LinePieces/joined`` is the line.
    case ends(pieces: Int)
    /// As `ends`, but the line is longer than ``LogReader/longestLine`` bytes.
    case tooLong(pieces: Int)
  }

  /// The pieces that came on one of a container's two streams.
  private struct Stream {
    var bytes: [UInt8] = []
    var count = 0
  }

  private var output = Stream()
  private var errors = Stream()
  /// The line whose end came last; at most a byte longer than the longest line.
  private(set) var joined: [UInt8] = []

  /// Whether no piece waits for its end.
  var isEmpty: Bool { output.count == 0 && errors.count == 0 }

  /// Takes a line in.
  mutating func take(_ text: Span<UInt8>) -> Place {
    guard let piece = LogEnvelope.piece(of: text) else { return .alone }
    return piece.isOfErrors
      ? LinePieces.take(text, piece, &errors, &joined)
      : LinePieces.take(text, piece, &output, &joined)
  }

  /// Takes the pieces whose end never came: their number, 0 when there are none left.
  mutating func takeRest() -> Int {
    let rest = output.count > 0 ? output : errors
    if output.count > 0 { output = Stream() } else { errors = Stream() }
    joined = rest.bytes
    return rest.count
  }

  private static func take(
    _ text: Span<UInt8>, _ piece: LogEnvelope.Piece, _ stream: inout Stream, _ joined: inout [UInt8]
  ) -> Place {
    guard piece.isPart || stream.count > 0 else { return .alone }
    let room = LogReader.longestLine + 1 - stream.bytes.count
    let end = min(text.count, piece.start + room)
    stream.bytes.append(text.extracting(piece.start..<end))
    guard !piece.isPart else {
      stream.count += 1
      return .waits
    }
    joined = stream.bytes
    defer { stream = Stream() }
    return joined.count > LogReader.longestLine
      ? .tooLong(pieces: stream.count) : .ends(pieces: stream.count)
  }
}
