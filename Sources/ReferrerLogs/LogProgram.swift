/// A log format as a list of steps, which one scanner runs over the bytes of a line.
struct LogProgram: Sendable {
  /// What has to stand at a place of a line.
  enum Shape: UInt8, Sendable {
    /// The step's literal bytes.
    case literal
    /// Bytes up to the quote that closes the field; the quote stays.
    case quoted
    /// `17/May/2015:10:05:03 +0000`.
    case clockTime
    /// Three digits.
    case status
    /// One or more digits, blanks before them aside.
    case number
    /// A value up to the step's literal bytes or the end: bare, in quotes, or, of a time, in brackets. A
    /// quote inside quotes is doubled.
    case column
    /// What is left of the line.
    case rest
    /// Any number of `{a|b} `: what HAProxy captured. Which value is referrer, agent and host is told by
    /// how it looks.
    case captures
    /// One or more bytes of a host name, or an address in brackets.
    case host
    /// One address or name, or several parted by a comma and a space.
    case client
    /// A client with a dot or a colon in it.
    case address
    /// One or more bytes up to the step's literal bytes.
    case text
    /// One or more bytes up to a space or to the first of the step's literal bytes.
    case word
  }

  /// One step. Plain bits, so that running a program allocates and counts nothing.
  struct Step: Sendable {
    let shape: Shape
    let field: LogField
    /// Up to eight bytes, the first one lowest.
    let literal: UInt64
    let literalCount: UInt8

    init(_ shape: Shape, _ field: LogField = .ignored, literal: ArraySlice<UInt8> = []) {
      precondition(literal.count <= 8, "a step holds up to eight bytes")
      self.shape = shape
      self.field = field
      self.literal = literal.reversed().reduce(0) { $0 << 8 | UInt64($1) }
      literalCount = UInt8(literal.count)
    }

    /// The byte at which a word ends, beside a space.
    @inline(__always) var stop: UInt8 {
      literalCount == 0 ? UInt8(ascii: " ") : UInt8(truncatingIfNeeded: literal)
    }

    /// Whether the literal bytes stand at `position`.
    @inline(__always) func stands(in text: Span<UInt8>, at position: Int) -> Bool {
      guard text.count &- position >= Int(literalCount) else { return false }
      var rest = literal
      for offset in 0..<Int(literalCount) {
        if text[position &+ offset] != UInt8(truncatingIfNeeded: rest) { return false }
        rest >>= 8
      }
      return true
    }
  }

  /// How a line relates to a format.
  enum Match: Sendable {
    case matched
    /// The line agrees with the format up to its end, at least past the time, and is too short.
    case truncated
    case different
  }

  let steps: [Step]
  /// True when a line may go on behind the last step, after a space.
  let allowsExtraColumns: Bool
  /// So many steps a line must have at least; it may end before the text of a later one.
  let neededSteps: Int

  init(steps: [Step], allowsExtraColumns: Bool, neededSteps: Int? = nil) {
    self.steps = steps
    self.allowsExtraColumns = allowsExtraColumns
    self.neededSteps = neededSteps ?? steps.count
  }

  /// Of two formats that fit a line, the one that says more about a request is right, then the one with
  /// more parts.
  var specificity: Specificity {
    Specificity(fields: LogField.known.count { has($0) }, steps: steps.count)
  }

  func has(_ field: LogField) -> Bool {
    steps.contains { step in
      step.field == field
        || (step.shape == .captures && (field == .referrer || field == .agent || field == .host))
    }
  }

  /// How much a format says.
  struct Specificity: Comparable, Hashable, Sendable {
    var fields = 0
    var steps = 0

    static func < (left: Specificity, right: Specificity) -> Bool {
      (left.fields, left.steps) < (right.fields, right.steps)
    }
  }

  /// Runs a program over a line.
  ///
  /// - Parameters:
  ///   - text: One line without its line end.
  ///   - steps: The program.
  ///   - allowsExtraColumns: Whether the line may go on behind the last step, after a space.
  ///   - neededSteps: How many steps the line must have at least.
  ///   - line: Receives the fields; meaningless unless the result is `matched`.
  /// - Returns: Whether the line has the format.
  @inline(__always)
  static func match(
    _ text: Span<UInt8>, _ steps: Span<Step>, allowsExtraColumns: Bool, neededSteps: Int,
    into line: inout LogLine
  ) -> Match {
    var position = 0
    var isPastTime = false
    for index in steps.indices {
      let step = steps[index]
      let end: Int
      switch step.shape {
      case .literal:
        guard step.stands(in: text, at: position) else {
          if position == text.count, index >= neededSteps { return .matched }
          return mismatch(isPastTime && text.count - position < Int(step.literalCount))
        }
        end = position &+ Int(step.literalCount)
      case .quoted:
        guard let quote = closingQuote(in: text, from: position) else {
          return mismatch(isPastTime)
        }
        end = quote
      case .clockTime:
        guard text.count &- position >= 26, text[position &+ 2] == UInt8(ascii: "/"),
          text[position &+ 6] == UInt8(ascii: "/"), text[position &+ 11] == UInt8(ascii: ":"),
          text[position &+ 20] == UInt8(ascii: " ")
        else { return .different }
        end = position &+ 26
      case .status:
        guard text.count &- position >= 3 else { return mismatch(isPastTime) }
        guard text[position].isDigit, text[position &+ 1].isDigit, text[position &+ 2].isDigit
        else {
          return .different
        }
        end = position &+ 3
      case .host:
        end = LogProgram.endOfHost(text, position)
        guard end > position else { return .different }
      case .client, .address:
        end = LogProgram.endOfClient(
          text, position, stop: step.stop, isAddress: step.shape == .address)
        guard end > position else { return .different }
      case .text:
        var next = position
        while next < text.count, !step.stands(in: text, at: next) { next &+= 1 }
        guard next > position, next < text.count else { return .different }
        if step.field == .user, next &- position > 2,
          holdsColumns(text.extracting(position..<next))
        {
          return .different
        }
        end = next
      case .number:
        var next = position
        while next < text.count, text[next] == UInt8(ascii: " ") { next &+= 1 }
        while next < text.count, text[next].isDigit { next &+= 1 }
        guard next > position else { return .different }
        end = next
      case .word:
        let stop = step.stop
        var next = position
        while next < text.count, text[next] != UInt8(ascii: " "), text[next] != stop { next &+= 1 }
        guard next > position else { return mismatch(isPastTime && next == text.count) }
        end = next
      case .column:
        guard let column = LogProgram.column(text, position, step) else {
          return mismatch(isPastTime)
        }
        if step.field == .time { isPastTime = true }
        if step.field != .ignored { line.set(step.field, column.lowerBound, column.upperBound) }
        position = LogProgram.endOfColumn(text, position, column)
        continue
      case .rest: end = text.count
      case .captures:
        guard let next = LogProgram.readCaptures(text, position, into: &line) else {
          return .different
        }
        end = next
      }
      if step.field == .time { isPastTime = true }
      if step.field != .ignored { line.set(step.field, position, end) }
      position = end
    }
    if position == text.count { return .matched }
    return allowsExtraColumns && text[position] == UInt8(ascii: " ") ? .matched : .different
  }

  @inline(__always) private static func mismatch(_ isTruncated: Bool) -> Match {
    isTruncated ? .truncated : .different
  }

  @inline(__always) private static func endOfHost(_ text: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    if position < text.count, text[position] == UInt8(ascii: "[") {
      while position < text.count, text[position] != UInt8(ascii: "]"),
        text[position] != UInt8(ascii: " ")
      { position &+= 1 }
      return position < text.count && text[position] == UInt8(ascii: "]") ? position &+ 1 : start
    }
    while position < text.count, text[position].isHostByte { position &+= 1 }
    return position == start &+ 1 && text[start] == UInt8(ascii: "-") ? start : position
  }

  /// The `-` of another format's second column is no client.
  @inline(__always) private static func endOfClient(
    _ text: Span<UInt8>, _ start: Int, stop: UInt8, isAddress: Bool
  ) -> Int {
    var position = start
    var hasMark = !isAddress
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: " ") {
        guard position > start, text[position &- 1] == UInt8(ascii: ",") else { break }
      } else if byte == stop {
        break
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") {
        hasMark = true
      }
      position &+= 1
    }
    if position == start &+ 1, text[start] == UInt8(ascii: "-") { return start }
    return hasMark ? position : start
  }

  /// True when ` - ` stands in a user: then it holds columns of something in front of the line.
  private static func holdsColumns(_ user: Span<UInt8>) -> Bool {
    var index = 1
    while index &+ 1 < user.count {
      if user[index] == UInt8(ascii: "-"), user[index &- 1] == UInt8(ascii: " "),
        user[index &+ 1] == UInt8(ascii: " ")
      {
        return true
      }
      index &+= 1
    }
    return false
  }
}
