/// The bytes of a window that a literal fills.
enum WindowKind: CaseIterable {
  /// Six bytes of a literal of seven or more.
  case six
  /// Four bytes of a literal of four to six.
  case four
  /// The first three bytes of a literal that ends with them.
  case three
  /// The first three bytes of a literal, behind a byte that is not part of it.
  case threeBehindOne

  /// How many bytes there may be to choose from in a literal.
  static func width(of literal: [UInt8]) -> Int { literal.count < 7 ? 4 : 6 }

  /// The kind of a window that starts at `offset` in a literal of three bytes or more.
  init(of literal: [UInt8], offset: Int) {
    self =
      offset < 0
      ? .threeBehindOne : literal.count == 3 ? .three : literal.count < 7 ? .four : .six
  }

  var mask: UInt64 {
    switch self {
    case .six: 0xFFFF_FFFF_FFFF
    case .four: 0xFFFF_FFFF
    case .three: 0x00FF_FFFF
    case .threeBehindOne: 0xFFFF_FF00
    }
  }

  /// What a literal fills of the window at `offset`.
  func window(of literal: [UInt8], offset: Int) -> UInt64 {
    (0..<8).reduce(0) { window, index in
      literal.indices.contains(offset + index)
        ? window | UInt64(literal[offset + index]) << UInt64(8 * index) : window
    } & mask
  }
}
