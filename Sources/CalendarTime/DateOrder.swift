/// In which order a date of three numbers names year, month and day: `03/04/2024`.
///
/// Only dates that could be read in two ways depend on it. `2024-04-03`, `03.04.2024` (day first, by
/// its dots), `Apr 3, 2024` and epoch seconds mean the same in every order.
public enum DateOrder: UInt8, CaseIterable, Sendable {
  /// `2024/04/03`; a date that begins with a day or a month is refused.
  case yearFirst
  /// `03/04/2024` is the third of April.
  case dayFirst
  /// `03/04/2024` is the fourth of March.
  case monthFirst
}

/// A set of date orders: those that a cell, or all cells of a column, can be read in.
///
/// A caller intersects the sets of a column's cells; one order left decides the column, several leave
/// it open, none means that the column mixes orders.
public struct DateOrders: OptionSet, Hashable, Sendable {
  /// One bit an order.
  public let rawValue: UInt8

  /// The set with those bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The set of one order.
  public init(_ order: DateOrder) {
    rawValue = 1 << order.rawValue
  }

  /// Every order.
  public static let all = DateOrders(rawValue: 0b111)

  /// The orders in which `text` is a date; empty when it is none.
  public init(allowedBy text: Span<UInt8>) {
    rawValue = DateOrder.allCases.reduce(0) { bits, order in
      Moment(parsing: text, order: order) == nil ? bits : bits | 1 << order.rawValue
    }
  }
}
