import OutputText

/// Lines for a terminal of limited width: every text made safe, long ones wrapped under their
/// beginning.
struct TerminalLines {
  /// How a label looks where colours are wanted; it means nothing by itself.
  enum Look: String {
    case plain = ""
    case strong = "1"
    case alarm = "1;31"
    case caution = "1;33"
  }

  private let width: Int
  private let color: Bool
  private var lines: [String] = []

  init(width: Int, color: Bool) {
    self.width = width
    self.color = color
  }

  /// The lines, each with its end.
  var text: String { lines.map { $0 + "\n" }.joined() }

  /// Adds a label and words behind it; further lines begin at the column `indent`.
  mutating func add(_ label: String, _ look: Look = .plain, indent: Int, _ text: String) {
    let label = TerminalText.truncated(TerminalText.safe(label), to: width)
    var line = styled(label, look)
    var used = TerminalText.displayWidth(of: label)
    var isFresh = true
    for word in TerminalText.safe(text).split(separator: " ") {
      let word = TerminalText.truncated(String(word), to: width - indent)
      let needed = TerminalText.displayWidth(of: word)
      if used + (isFresh ? 0 : 1) + needed > width {
        end(line)
        line = String(repeating: " ", count: indent)
        used = indent
        isFresh = true
      }
      line += (isFresh ? "" : " ") + word
      used += (isFresh ? 0 : 1) + needed
      isFresh = false
    }
    end(line)
  }

  private mutating func end(_ line: String) {
    var line = line
    while line.last == " " { line.removeLast() }
    lines.append(line)
  }

  private func styled(_ label: String, _ look: Look) -> String {
    guard color, look != .plain else { return label }
    let head = label.prefix { $0 == " " }
    var body = label.dropFirst(head.count)
    var tail = ""
    while body.last == " " {
      body.removeLast()
      tail += " "
    }
    return head + "\u{1B}[\(look.rawValue)m" + body + "\u{1B}[0m" + tail
  }
}
