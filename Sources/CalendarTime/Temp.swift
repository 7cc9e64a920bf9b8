package enum DateOrder: Sendable { case yearFirst, dayFirst, monthFirst }
extension Moment {
  package init?(parsing text: Span<UInt8>, order: DateOrder) { return nil }
  package static func orders(allowedBy text: Span<UInt8>) -> Set<DateOrder> { [] }
}
extension Moment { public static func parsed(_ text: String) -> Moment? { nil } }
