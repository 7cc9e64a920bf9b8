/// Parts of user agents that tell a crawler.
struct BotAgents: Sendable {
  /// The parts, in lower case, by their first byte.
  private var parts = [[[UInt8]]](repeating: [], count: 256)

  /// Any part counts in any case; empty ones are left out.
  init(_ texts: [String]) {
    for text in texts {
      let part = text.utf8.map(\.lowercased)
      if let first = part.first { parts[Int(first)].append(part) }
    }
  }

  /// True when the agent contains one of the parts. Costs a look-up a byte, so callers remember it.
  func matches(_ agent: Span<UInt8>) -> Bool {
    for start in agent.indices {
      for part in parts[Int(agent[start].lowercased)] where stands(part, in: agent, at: start) {
        return true
      }
    }
    return false
  }

  private func stands(_ part: [UInt8], in agent: Span<UInt8>, at start: Int) -> Bool {
    guard agent.count - start >= part.count else { return false }
    for offset in part.indices where agent[start + offset].lowercased != part[offset] {
      return false
    }
    return true
  }
}
