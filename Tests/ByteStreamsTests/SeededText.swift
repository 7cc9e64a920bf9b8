import SeededRandom

extension SeededGenerator {
  /// Lines as a log has them.
  mutating func lines(_ count: Int) -> String {
    (0..<count).map { "192.0.2.\(below(256)) GET /page/\($0) \(below(99999))\n" }.joined()
  }
}
