/// The paths of keys whose values are wanted, each with a number.
///
/// A path is the keys from the record down, with dots between them: `request.host` is the member `host`
/// of the member `request`, and the member `request.host` as well. Elements of an array have the path of
/// the array.
package struct JSONPaths: Sendable {
  /// How many different keys are learned at most.
  package static let limit = 1_024

  private struct Node {
    /// Where the key stands among the keys.
    let key: Range<Int>
    let parent: Int32
    var firstChild: Int32 = -1
    var lastChild: Int32 = -1
    var nextSibling: Int32 = -1
    /// The child that followed the one found last: records mostly have their keys in one order.
    var likelyChild: Int32 = -1
    var number: Int32 = -1
  }

  /// No path.
  static let unknown: Int32 = -1

  /// The paths by number.
  package private(set) var names: [String] = []
  private var nodes = [Node(key: 0..<0, parent: JSONPaths.unknown)]
  /// The keys of all nodes, end to end.
  private var keys: [UInt8] = []

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
    var path: [String] = []
    var level = node
    while level > 0 {
      path.append(String(decoding: keys[nodes[Int(level)].key], as: UTF8.self))
      level = nodes[Int(level)].parent
    }
    names.append(path.reversed().joined(separator: "."))
  }

  /// The node below another, by key; dots in the key go down as many levels.
  mutating func node(below parent: Int32, _ key: Span<UInt8>, learns: Bool) -> Int32 {
    var node = parent
    var start = 0
    for offset in 0...key.count where offset == key.count || key[offset] == UInt8(ascii: ".") {
      if node == JSONPaths.unknown { return node }
      node = child(of: node, key.extracting(start..<offset), learns: learns)
      start = offset + 1
    }
    return node
  }

  private mutating func child(of parent: Int32, _ key: Span<UInt8>, learns: Bool) -> Int32 {
    let likely = nodes[Int(parent)].likelyChild
    if likely != JSONPaths.unknown, isEqual(likely, key) {
      nodes[Int(parent)].likelyChild = nodes[Int(likely)].nextSibling
      return likely
    }
    var child = nodes[Int(parent)].firstChild
    while child != JSONPaths.unknown {
      if isEqual(child, key) {
        nodes[Int(parent)].likelyChild = nodes[Int(child)].nextSibling
        return child
      }
      child = nodes[Int(child)].nextSibling
    }
    guard learns, nodes.count < JSONPaths.limit else { return JSONPaths.unknown }
    let new = Int32(nodes.count)
    let start = keys.count
    keys.append(copying: key)
    nodes.append(Node(key: start..<keys.count, parent: parent))
    let last = nodes[Int(parent)].lastChild
    if last == JSONPaths.unknown {
      nodes[Int(parent)].firstChild = new
    } else {
      nodes[Int(last)].nextSibling = new
    }
    nodes[Int(parent)].lastChild = new
    return new
  }

  private func isEqual(_ node: Int32, _ key: Span<UInt8>) -> Bool {
    keys.span.extracting(nodes[Int(node)].key).isEqual(to: key)
  }
}
