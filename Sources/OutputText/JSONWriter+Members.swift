/// Members of an object in one call each; nil is written as null.
extension JSONWriter {
  /// Writes a member that is a string.
  package mutating func member(_ name: String, _ text: String?) {
    key(name)
    if let text { string(text) } else { null() }
  }

  /// Writes a member that is a whole number.
  package mutating func member<Number: FixedWidthInteger>(_ name: String, _ number: Number?) {
    key(name)
    if let number { integer(number) } else { null() }
  }

  /// Writes a member that is a number given in thousandths.
  package mutating func member(_ name: String, thousandths: Int64?) {
    key(name)
    if let thousandths { decimal(thousandths: thousandths) } else { null() }
  }

  /// Writes a member that is true or false.
  package mutating func member(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// Writes a member that is an array of strings.
  package mutating func member(_ name: String, _ texts: [String]) {
    key(name)
    beginArray()
    for text in texts { string(text) }
    endArray()
  }

  /// Writes counts by reason, in the order of the reasons.
  package mutating func member(_ name: String, _ counts: [String: Int]) {
    object(name) { json in
      for (reason, count) in counts.sorted(by: { $0.key < $1.key }) { json.member(reason, count) }
    }
  }

  /// Writes a member that is an object.
  package mutating func object(_ name: String, _ members: (inout JSONWriter) -> Void) {
    key(name)
    beginObject()
    members(&self)
    endObject()
  }

  /// Writes a member that is an array of objects.
  package mutating func array<Item>(
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
