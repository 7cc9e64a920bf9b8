extension PatternMachine {
  /// Parts the ASCII characters by what the programs can tell of them.
  static func columns(of union: PatternUnion) -> [UInt8] {
    var parts = [UInt8](repeating: 0, count: 128)
    var count = 1
    func part(by holds: (UInt32) -> Bool) {
      var renamed: [UInt8: UInt8] = [:]
      for value in 0..<128 where holds(UInt32(value)) {
        let old = parts[value]
        if renamed[old] == nil {
          renamed[old] = UInt8(count)
          count += 1
        }
        parts[value] = renamed[old] ?? old
      }
      // Parts that lost all their characters leave their names free.
      var names: [UInt8: UInt8] = [:]
      for value in 0..<128 {
        let name = names[parts[value]] ?? UInt8(names.count)
        names[parts[value]] = name
        parts[value] = name
      }
      count = names.count
    }
    part(by: ScalarClass.isWordCharacter)
    var scalars = Set<UInt32>()
    for state in union.states {
      if case .scalar(let value) = state.step, value < 128, scalars.insert(value).inserted {
        part { $0 == value }
      }
    }
    for set in Set(union.classes) { part(by: set.contains) }
    return parts
  }
}
