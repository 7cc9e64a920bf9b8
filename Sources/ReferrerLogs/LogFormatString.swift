/// A format as servers are configured with it, taken apart: text and variables in turn.
struct LogFormatString: Equatable {
  /// In whose language a format is written.
  enum Syntax: String, CaseIterable {
    /// The string of Apache's `LogFormat`.
    case apache
    /// The string of nginx's `log_format`.
    case nginx
  }

  /// A part of a format.
  enum Piece: Equatable {
    case text([UInt8])
    /// A shape of its own, when the field's usual one does not fit.
    case variable(LogField, LogProgram.Shape? = nil, offset: Int)
  }

  /// A mistake in a format, and the UTF-8 offset at which it stands.
  struct Mistake: Error, Equatable {
    let offset: Int
    let message: String
  }

  private(set) var pieces: [Piece] = []

  /// Takes a format apart: its string alone, or the whole line of the configuration.
  init(_ format: String, syntax: Syntax) throws(Mistake) {
    let bytes = Array(format.utf8)
    switch syntax {
    case .apache: try readApache(LogFormatString.string(inLogFormat: bytes))
    case .nginx: try readNginx(LogFormatString.string(inLogFormatDirective: bytes))
    }
  }

  mutating func append(_ byte: UInt8) {
    if case .text(let bytes) = pieces.last {
      pieces[pieces.count - 1] = .text(bytes + [byte])
    } else {
      pieces.append(.text([byte]))
    }
  }

  mutating func append(_ field: LogField, _ shape: LogProgram.Shape? = nil, offset: Int) {
    // `%U%q`: the query belongs to the target, no space parts them.
    if field == .target, case .variable(.target, _, _) = pieces.last { return }
    pieces.append(.variable(field, shape, offset: offset))
  }

  /// The steps that read the format.
  func program(allowsExtraColumns: Bool) throws(Mistake) -> LogProgram {
    var steps: [LogProgram.Step] = []
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .text(let bytes):
        for start in stride(from: 0, to: bytes.count, by: 8) {
          steps.append(.init(.literal, literal: bytes[start..<min(start + 8, bytes.count)]))
        }
      case .variable(let field, let ownShape, let offset):
        let before = text(at: index - 1)
        let after = text(at: index + 1)
        guard let after, !after.isEmpty || index + 1 == pieces.count else {
          throw Mistake(
            offset: offset, message: "two variables follow each other without text between them")
        }
        let isQuoted = before?.last == UInt8(ascii: "\"") && after.first == UInt8(ascii: "\"")
        var shape =
          isQuoted ? .quoted : ownShape ?? LogFormatString.shape(of: field, before: after)
        // `a b c [` may be client, identity and user as well as host, client and user.
        if shape == .client, steps.contains(where: { $0.field == .host }) { shape = .address }
        guard shape != .text || !after.isEmpty else {
          throw Mistake(
            offset: offset, message: "'\(field.name)' may hold spaces; text must follow")
        }
        steps.append(.init(shape, field, literal: after.prefix(8)))
      }
    }
    let fields = steps.map(\.field).filter { $0 != .ignored }
    if let twice = fields.first(where: { field in fields.count { $0 == field } > 1 }) {
      throw Mistake(offset: 0, message: "'\(twice.name)' occurs twice")
    }
    guard fields.contains(.time) || fields.contains(.referrer) else {
      throw Mistake(offset: 0, message: "no variable is a time or a referrer")
    }
    guard fields.contains(.request) || fields.contains(.target) else {
      throw Mistake(offset: 0, message: "no variable is a request or a target")
    }
    return LogProgram(steps: steps, allowsExtraColumns: allowsExtraColumns)
  }

  /// The text at an index; empty outside the format, nil when a variable stands there.
  private func text(at index: Int) -> [UInt8]? {
    guard pieces.indices.contains(index) else { return [] }
    if case .text(let bytes) = pieces[index] { return bytes }
    return nil
  }

  private static func shape(of field: LogField, before text: [UInt8]) -> LogProgram.Shape {
    switch field {
    case .host: .host
    case .client: .client
    case .user, .request: .text
    case .time: .clockTime
    case .status: .status
    case .port: .number
    // An agent has blanks in it.
    case .agent where text.isEmpty: .rest
    case .agent where text.first != UInt8(ascii: " "): .text
    case .method, .target, .referrer, .agent, .scheme, .query, .date, .fetch, .ignored: .word
    }
  }
}
