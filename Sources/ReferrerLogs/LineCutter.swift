/// Cuts the bytes of a log into lines, chunk by chunk.
///
/// A document `{"records":[{…},{…}]}` is cut into its objects, each of which is a line then, whether it has
/// a line to itself or not. What is cut does not depend on where chunks end. A NUL is a byte like any other;
/// a byte order mark and carriage returns before line feeds are left out.
///
/// - Source: Azure Monitor, resource logs in storage accounts and event hubs.
struct LineCutter: Sendable {
  /// What stands next.
  enum Cut {
    case line(Range<Int>)
    /// A line of more than ``LogReader/longestLine`` bytes, and its beginning.
    case tooLong(Range<Int>)
    /// An object that the end of the log cuts off.
    case cutOff(Range<Int>)
  }

  private enum Place: Int {
    case start, line, longLine
    /// Between the records of a document; behind their `]`; behind the `}` of the document.
    case records, closing, closed
  }

  /// The physical line on which the last cut begins, from 1.
  private(set) var number = 0
  private var place = Place.start
  /// Line feeds inside the last cut, which are counted when it is done with.
  private var feeds = 0

  /// A cutter at the beginning of a log.
  init() {}

  /// A cutter that goes on as another one whose code this is; nil when it is none.
  init?(code: [Int]) {
    guard code.count == 3, let place = Place(rawValue: code[1]), code[0] >= 0, code[2] >= 0 else {
      return nil
    }
    (number, self.place, feeds) = (code[0], place, code[2])
  }

  /// All that the cutter knows of the bytes before.
  var code: [Int] { [number, place.rawValue, feeds] }

  /// What stands at `position`, which moves behind it; nil when more bytes are needed.
  @inline(__always)
  mutating func next(_ bytes: Span<UInt8>, at position: inout Int, isLast: Bool) -> Cut? {
    while position < bytes.count {
      if place != .line {
        switch nextElsewhere(bytes, at: &position, isLast: isLast) {
        case .found(let cut): return cut
        case .waits: return nil
        case .goesOn: continue
        }
      }
      if bytes[position] == UInt8(ascii: "{"), position &+ 1 < bytes.count,
        RecordHead.mayFollow(bytes[position &+ 1])
      {
        switch RecordHead(bytes, at: position) {
        case .none: break
        case .needsMore: if !isLast { return nil }
        case .ends(let end, let feeds):
          number += 1
          self.feeds = feeds
          place = .records
          position = end
          continue
        }
      }
      let feed = firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: position)
      let start = position
      let end = feed ?? bytes.count
      if end &- start > LogReader.longestLine {
        number &+= 1
        if feed == nil { place = .longLine }
        position = feed.map { $0 &+ 1 } ?? end
        return .tooLong(start..<start + LogReader.rejectedHead)
      }
      if feed == nil, !isLast { return nil }
      number &+= 1
      position = feed == nil ? end : end &+ 1
      return .line(start..<end)
    }
    return nil
  }

  private enum Step {
    case found(Cut)
    case waits, goesOn
  }

  /// Goes on at the beginning of the log, in a line that is too long, or between records.
  @inline(never)
  private mutating func nextElsewhere(
    _ bytes: Span<UInt8>, at position: inout Int, isLast: Bool
  ) -> Step {
    switch place {
    case .start:
      if bytes.count - position < 3, !isLast { return .waits }
      if bytes.extracting(position..<bytes.count).startsWithMark { position += 3 }
      place = .line
    case .longLine:
      guard let feed = firstIndex(of: UInt8(ascii: "\n"), in: bytes, from: position) else {
        position = bytes.count
        return .waits
      }
      position = feed + 1
      number += feeds
      feeds = 0
      place = .line
    case .line: break
    case .records: return nextRecord(bytes, at: &position, isLast: isLast)
    case .closing, .closed: close(bytes[position], at: &position)
    }
    return .goesOn
  }

  /// Passes a byte behind the records, up to the line feed behind the document.
  private mutating func close(_ byte: UInt8, at position: inout Int) {
    if byte == UInt8(ascii: "\n"), place == .closed {
      place = .line
    } else if byte == UInt8(ascii: "}"), place == .closing {
      place = .closed
    } else if byte == UInt8(ascii: "\n") {
      number += 1
    } else if !byte.isJSONBlank {
      return readRestAsLine()
    }
    position += 1
  }

  /// The rest of the physical line is a line of its own.
  private mutating func readRestAsLine() {
    number -= 1
    place = .line
  }

  private mutating func nextRecord(
    _ bytes: Span<UInt8>, at position: inout Int, isLast: Bool
  ) -> Step {
    number += feeds
    feeds = 0
    let start = position
    switch bytes[start] {
    case UInt8(ascii: "\n"):
      number += 1
      position += 1
    case UInt8(ascii: " "), 0x09, UInt8(ascii: "\r"), UInt8(ascii: ","): position += 1
    case UInt8(ascii: "]"):
      position += 1
      place = .closing
    case UInt8(ascii: "{"):
      let end = RecordHead.endOfObject(bytes, from: start, feeds: &feeds)
      if let end, end - start <= LogReader.longestLine {
        position = end
        return .found(.line(start..<end))
      }
      feeds = 0
      if bytes.count - start > LogReader.longestLine {
        // As after any line that is too long: reading goes on with the next one.
        position = start + LogReader.rejectedHead
        for index in start..<position where bytes[index] == UInt8(ascii: "\n") { feeds += 1 }
        place = .longLine
        return .found(.tooLong(start..<position))
      }
      guard isLast else { return .waits }
      position = bytes.count
      return .found(.cutOff(start..<position))
    default:
      // No object.
      readRestAsLine()
    }
    return .goesOn
  }
}

/// The beginning of a document that holds records: `{"records":[`, blanks and line feeds between.
private enum RecordHead {
  case none
  case needsMore
  case ends(Int, feeds: Int)

  /// So many bytes it has at most.
  private static let limit = 256

  /// Whether a `{` with this byte behind it may begin a head.
  @inline(__always) static func mayFollow(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte.isJSONBlank
  }

  init(_ bytes: Span<UInt8>, at start: Int) {
    let text: StaticString = #"{"records":["#
    var index = start
    var feeds = 0
    // Inside the quotes, which are the second and the tenth byte, there are no blanks.
    for place in 0..<text.utf8CodeUnitCount {
      if place < 2 || place > 9 {
        while index < bytes.count, bytes[index].isJSONBlank, index - start < RecordHead.limit {
          if bytes[index] == UInt8(ascii: "\n") { feeds += 1 }
          index += 1
        }
      }
      guard index < bytes.count else {
        self = .needsMore
        return
      }
      // A literal's bytes live as long as the program.
      let byte = unsafe text.utf8Start[place]
      guard bytes[index] == byte else {
        self = .none
        return
      }
      index += 1
    }
    self = .ends(index, feeds: feeds)
  }

  /// Where the object that begins at `start` ends; nil when its end is not there.
  ///
  /// Counts depth, so that no nesting costs memory.
  static func endOfObject(_ bytes: Span<UInt8>, from start: Int, feeds: inout Int) -> Int? {
    var depth = 0
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index + 1 }
      case UInt8(ascii: "\""):
        guard let quote = closingQuote(in: bytes, from: index + 1) else { return nil }
        index = quote
      case UInt8(ascii: "\n"): feeds += 1
      default: break
      }
      index += 1
    }
    return nil
  }
}

extension UInt8 {
  /// A byte that may stand between the tokens of JSON.
  @inline(__always) fileprivate var isJSONBlank: Bool {
    self == UInt8(ascii: " ") || self == 0x09 || self == UInt8(ascii: "\n")
      || self == UInt8(ascii: "\r")
  }
}
