/// Where the records of some JSON text, and the values of each, stand.
package struct JSONIndex: Sendable {
  /// One record.
  package struct Record: Hashable, Sendable {
    /// Its bytes, brackets included; of a damaged one those up to the damage.
    package let range: Range<Int>
    /// The physical line on which it begins, from 1.
    package let line: Int
    /// Where its values begin and end in ``JSONIndex/values``.
    package let values: Range<Int>
    /// It was read although it is not quite JSON.
    package let isRepaired: Bool
    /// Why it cannot be used, or nil.
    package let problem: JSONProblem?
  }

  /// The records, in order.
  package internal(set) var records: [Record] = []
  /// Their values, and the paths that these have.
  package internal(set) var gathered: JSONValues

  /// An index of the values of these paths, or of all that come when it `learns`.
  package init(_ paths: JSONPaths, learns: Bool = false) {
    gathered = JSONValues(paths, learns: learns)
  }

  /// The values of all records.
  package var values: [JSONValues.Value] { gathered.values }

  /// Forgets records and values; the paths stay.
  package mutating func removeAll() {
    records.removeAll(keepingCapacity: true)
    gathered.removeAll()
  }
}
