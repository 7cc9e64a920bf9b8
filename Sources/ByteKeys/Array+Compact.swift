extension Array {
  /// Inserts an element; the array grows by a quarter, so that a million small ones waste little.
  mutating func insertCompactly(_ element: Element, at index: Int) {
    if count == capacity { reserveCapacity(count + Swift.max(2, count / 4)) }
    insert(element, at: index)
  }
}
