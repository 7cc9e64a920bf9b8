import OutputText

/// Members of an object in one call each; nil is written as null.
extension JSONWriter {
  mutating func member(_ name: String, _ text: String?) {
    key(name)
    if let text { string(text) } else { null() }
  }

  mutating func member(_ name: String, _ number: Int?) {
    key(name)
    if let number { integer(number) } else { null() }
  }

  mutating func member(_ name: String, thousandths: Int64) {
    key(name)
    decimal(thousandths: thousandths)
  }

  mutating func member(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  mutating func member(_ name: String, _ texts: [String]) {
    key(name)
    beginArray()
    for text in texts { string(text) }
    endArray()
  }

  /// Writes counts by reason, in the order of the reasons.
  mutating func member(_ name: String, _ counts: [String: Int]) {
    object(name) { json in
      for (reason, count) in counts.sorted(by: { $0.key < $1.key }) { json.member(reason, count) }
    }
  }

  mutating func object(_ name: String, _ members: (inout JSONWriter) -> Void) {
    key(name)
    beginObject()
    members(&self)
    endObject()
  }

  /// Writes an array of objects.
  mutating func array<Item>(
    _ name: String, _ items: [Item], _ members: (inout JSONWriter, Item) -> Void
  ) {
    key(name)
    beginArray()
    for item in items {
      beginObject()
      members(&self, item)
      endObject()
    }
    endArray()
  }
}
