/// The difference between two versions of a text, line by line, as `diff -u` shows it.
///
/// The pairs of lines are known, so nothing is searched for: each old line comes with the new lines
/// that replace it.
struct UnifiedDiff {
  private static let context = 3

  private let name: String
  private var out: [UInt8] = []
  private var hunk: [UInt8] = []
  /// Lines of the hunk, and where it begins in both versions, from 1.
  private var oldCount = 0
  private var newCount = 0
  private var oldStart = 0
  private var newStart = 0
  private var oldLine = 0
  private var newLine = 0
  /// Equal lines since the last change, at most twice the context in a hunk.
  private var pending: [[UInt8]] = []
  private var isInHunk = false

  init(name: String) {
    self.name = name
  }

  /// Adds an old line with its end, and the whole lines that replace it.
  mutating func add(old: Span<UInt8>, new: Span<UInt8>) {
    var line: [UInt8] = []
    line.append(contentsOf: old)
    if HostBytes.areEqual(new, old, withLineFeed: false) {
      addEqual(line)
      return
    }
    begin()
    oldLine += 1
    oldCount += 1
    append(UInt8(ascii: "-"), line.span)
    var start = 0
    for index in new.indices where new[index] == 0x0A {
      newLine += 1
      newCount += 1
      append(UInt8(ascii: "+"), new.extracting(start...index))
      start = index + 1
    }
  }

  private mutating func addEqual(_ line: [UInt8]) {
    oldLine += 1
    newLine += 1
    pending.append(line)
    if isInHunk {
      if pending.count > 2 * Self.context { end() }
    } else if pending.count > Self.context {
      pending.removeFirst()
    }
  }

  /// Begins a hunk, or writes the equal lines since the last change.
  private mutating func begin() {
    if !isInHunk {
      isInHunk = true
      oldStart = oldLine - pending.count + 1
      newStart = newLine - pending.count + 1
    }
    flush(pending.count)
  }

  /// Writes the first equal lines into the hunk.
  private mutating func flush(_ count: Int) {
    for line in pending.prefix(count) { append(UInt8(ascii: " "), line.span) }
    oldCount += count
    newCount += count
    pending.removeFirst(count)
  }

  private mutating func end() {
    guard isInHunk else { return }
    flush(min(Self.context, pending.count))
    if pending.count > Self.context { pending.removeFirst(pending.count - Self.context) }
    if out.isEmpty { out += "--- \(name)\n+++ \(name)\n".utf8 }
    let old = "\(oldCount == 0 ? oldStart - 1 : oldStart),\(oldCount)"
    let new = "\(newCount == 0 ? newStart - 1 : newStart),\(newCount)"
    out += "@@ -\(old) +\(new) @@\n".utf8
    out += hunk
    hunk.removeAll(keepingCapacity: true)
    (oldCount, newCount, isInHunk) = (0, 0, false)
  }

  private mutating func append(_ mark: UInt8, _ line: Span<UInt8>) {
    hunk.append(mark)
    hunk.append(contentsOf: line)
    if line.isEmpty || line[line.count - 1] != 0x0A {
      hunk += "\n\\ No newline at end of file\n".utf8
    }
  }

  /// The whole difference; empty when there is none.
  mutating func text() -> [UInt8] {
    end()
    return out
  }
}
