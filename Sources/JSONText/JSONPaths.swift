/// The paths of keys whose values are wanted, each with a number.
///
/// A path is the keys from the record down, with dots between them: `request.host` is the member `host`
/// of the member `request`, and the member `request.host` as well. Elements of an array have the path of
/// the array.
package struct JSONPaths: Sendable {
  /// How many different keys are learned at most.
  package static let limit = 1_024
  /// How many keys that are on no path are kept at most.
  private static let idleLimit = 64

  private struct Node {
    let key: [UInt8]
    let parent: Int32
    var firstChild: Int32 = -1
    var lastChild: Int32 = -1
    var nextSibling: Int32 = -1
    /// The child that was found last, and the sibling that was found after this node: records mostly have
    /// their keys in one order.
    var lastFound: Int32 = -1
    var successor: Int32 = -1
    var number: Int32 = -1
    /// No path goes through it; it is kept so that it is found quickly.
    var isIdle = false
  }

  /// No path.
  static let unknown: Int32 = -1

  /// The paths by number.
  package private(set) var names: [String] = []
  private var nodes = [Node(key: [], parent: JSONPaths.unknown)]
  private var idleCount = 0

  /// The paths with these names, numbered as they come.
  package init(_ names: some Sequence<String> = []) {
    for name in names {
      var node: Int32 = 0
      let key = Array(name.utf8)
      node = self.node(below: node, key.span, learns: true)
      precondition(node != JSONPaths.unknown, "more keys than the limit")
      nodes[Int(node)].number = Int32(self.names.count)
      self.names.append(name)
    }
  }

  /// The number of the path that ends at a node.
  func number(of node: Int32) -> Int? {
    guard node != JSONPaths.unknown, nodes[Int(node)].number >= 0 else { return nil }
    return Int(nodes[Int(node)].number)
  }

  /// Gives the path that ends at a node a number.
  mutating func learn(_ node: Int32) {
    guard node > 0, nodes[Int(node)].number < 0 else { return }
    nodes[Int(node)].number = Int32(names.count)
    var keys: [[UInt8]] = []
    var level = node
    while level > 0 {
      keys.append(nodes[Int(level)].key)
      level = nodes[Int(level)].parent
    }
    names.append(
      keys.reversed().map { String(decoding: $0, as: UTF8.self) }.joined(separator: "."))
  }

  /// The node below another, by key; dots in the key go down as many levels.
  mutating func node(below parent: Int32, _ key: Span<UInt8>, learns: Bool) -> Int32 {
    if let likely = likelyChild(of: parent, key) { return likely }
    var node = parent
    var start = 0
    for offset in 0...key.count where offset == key.count || key[offset] == UInt8(ascii: ".") {
      if node == JSONPaths.unknown { return node }
      node = child(of: node, key.extracting(start..<offset), learns: learns)
      start = offset + 1
    }
    return node
  }

  /// The child that followed the one found last when that was found before, if it has this key.
  @inline(__always)
  private mutating func likelyChild(of parent: Int32, _ key: Span<UInt8>) -> Int32? {
    guard parent != JSONPaths.unknown else { return nil }
    let last = nodes[Int(parent)].lastFound
    guard last != JSONPaths.unknown else { return nil }
    let likely = nodes[Int(last)].successor
    guard likely != JSONPaths.unknown, isEqual(likely, key) else { return nil }
    nodes[Int(parent)].lastFound = likely
    return nodes[Int(likely)].isIdle ? JSONPaths.unknown : likely
  }

  private mutating func child(of parent: Int32, _ key: Span<UInt8>, learns: Bool) -> Int32 {
    if let likely = likelyChild(of: parent, key) { return likely }
    var child = nodes[Int(parent)].firstChild
    while child != JSONPaths.unknown {
      if isEqual(child, key) {
        if learns { nodes[Int(child)].isIdle = false }
        return found(child, below: parent)
      }
      child = nodes[Int(child)].nextSibling
    }
    guard nodes.count < JSONPaths.limit, learns || idleCount < JSONPaths.idleLimit else {
      return JSONPaths.unknown
    }
    let new = Int32(nodes.count)
    var node = Node(key: key.indices.map { key[$0] }, parent: parent)
    node.isIdle = !learns
    if !learns { idleCount += 1 }
    nodes.append(node)
    let last = nodes[Int(parent)].lastChild
    if last == JSONPaths.unknown {
      nodes[Int(parent)].firstChild = new
    } else {
      nodes[Int(last)].nextSibling = new
    }
    nodes[Int(parent)].lastChild = new
    return found(new, below: parent)
  }

  /// Remembers what was found after what.
  private mutating func found(_ child: Int32, below parent: Int32) -> Int32 {
    let last = nodes[Int(parent)].lastFound
    if last != JSONPaths.unknown { nodes[Int(last)].successor = child }
    nodes[Int(parent)].lastFound = child
    return nodes[Int(child)].isIdle ? JSONPaths.unknown : child
  }

  private func isEqual(_ node: Int32, _ key: Span<UInt8>) -> Bool {
    let count = nodes[Int(node)].key.count
    guard count == key.count else { return false }
    for index in 0..<count where nodes[Int(node)].key[index] != key[index] { return false }
    return true
  }
}
