extension SuffixList {
  /// A reason why a list cannot be read.
  package enum Problem: Error, Equatable {
    /// The rule on this line has an empty label, a `*` or `!` out of place, or forbidden characters.
    case badRule(line: Int, text: String)
    /// The section on this line is none of icann, private, platform and shared-host.
    case unknownSection(line: Int, text: String)
    /// The rule on this line stands before the first section.
    case noSection(line: Int)
  }

  /// Makes a list from rules.
  ///
  /// - Parameter rules: Suffixes (`co.uk`, `*.ck`, `!www.ck`, `公司.cn`), each with its kind.
  /// - Throws: ``Problem`` with the number of the rule, from 1, as its line.
  package init(rules: some Sequence<(text: String, kind: Kind)>) throws(Problem) {
    var builder = Builder()
    for rule in rules {
      builder.line += 1
      let bytes = Array(rule.text.utf8)
      try builder.add(bytes.span, kind: rule.kind)
    }
    self = builder.list()
  }

  /// Collects rules, from one list or several, and makes the table.
  package struct Builder {
    /// The line of the next rule, for messages.
    package var line = 0
    /// The day of the list, if one of its texts names it.
    package var date: String?
    private var marks: [[UInt8]: Marks] = [:]
    private var order: [[UInt8]] = []
    private var ruleCount = 0

    /// Starts without a rule.
    package init() {}

    /// Adds one rule; a rule known already gains the kind.
    package mutating func add(_ rule: Span<UInt8>, kind: Kind) throws(Problem) {
      var name: [UInt8] = []
      var mark = Marks.suffix(kind)
      var start = 0
      if rule.count > 2, rule[0] == UInt8(ascii: "*"), rule[1] == UInt8(ascii: ".") {
        guard kind != .sharedHost else { throw problem(rule) }
        mark = .wildcard(kind)
        start = 2
      } else if rule.count > 1, rule[0] == UInt8(ascii: "!") {
        mark = .exception
        start = 1
      }
      let hostKind = HostName.canonical(rule.extracting(start..<rule.count), into: &name)
      guard hostKind == .name else { throw problem(rule) }
      insert(name, mark)
      ruleCount += 1
      while let dot = name.firstIndex(of: UInt8(ascii: ".")) {
        name.removeSubrange(...dot)
        insert(name, .hasChildren)
      }
    }

    private mutating func insert(_ name: [UInt8], _ mark: Marks) {
      if marks[name]?.formUnion(mark) == nil {
        marks[name] = mark
        order.append(name)
      }
    }

    private func problem(_ rule: Span<UInt8>) -> Problem {
      var text: [UInt8] = []
      text.append(rule)
      return .badRule(line: line, text: String(decoding: text, as: UTF8.self))
    }

    /// The list of all rules added so far.
    package func list() -> SuffixList {
      var list = SuffixList()
      list.date = date
      list.ruleCount = ruleCount
      var capacity = 16
      while capacity < order.count * 2 { capacity *= 2 }
      list.slots = [UInt64](repeating: 0, count: capacity)
      list.nodes.reserveCapacity(order.count)
      for name in order {
        list.nodes.append(
          Node(
            offset: UInt32(list.text.count), length: UInt16(name.count), marks: marks[name] ?? []))
        list.text.append(contentsOf: name)
        let hash = SuffixList.finish(name.reversed().reduce(SuffixList.seed, SuffixList.mix))
        var position = Int(truncatingIfNeeded: hash) & (capacity - 1)
        while list.slots[position] != 0 { position = (position + 1) & (capacity - 1) }
        list.slots[position] = hash & ~0xFFFF_FFFF | UInt64(list.nodes.count)
      }
      return list
    }
  }
}

extension SuffixList.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .badRule(let line, let text): "line \(line): not a suffix: '\(text)'"
    case .unknownSection(let line, let text):
      "line \(line): unknown section '\(text)'; expected icann, private, platform or shared-host"
    case .noSection(let line): "line \(line): a suffix before the first section, such as [icann]"
    }
  }
}
