/// The days on which exports of one report had a link, in few bytes.
///
/// The first day, then runs of equal steps: a link that was in every weekly export of two years takes five
/// bytes. The same days are the same bytes, whatever the order in which they were added.
package struct DeliveryDays: Hashable, Sendable {
  /// Ascending, each once; days from 1970-01-01.
  package private(set) var days: [Int32] = []

  package init() {}

  /// The days in this order or another.
  package init(_ days: some Sequence<Int32>) {
    self.days = Set(days).sorted()
  }

  /// Reads what ``encode(to:)`` wrote; nil when the bytes are none of it.
  package init?(decoding bytes: Span<UInt8>) {
    if bytes.isEmpty { return }
    var reader = NumberReader(bytes)
    guard let first = reader.signed(), var day = Int32(exactly: first) else { return nil }
    days.append(day)
    while !reader.isAtEnd {
      guard let step = reader.unsigned(), let times = reader.unsigned(), step > 0,
        step <= 1 << 24, times > 0, times <= 1 << 20, days.count + Int(times) <= 1 << 20
      else { return nil }
      for _ in 0..<times {
        let (next, hasOverflow) = day.addingReportingOverflow(Int32(step))
        if hasOverflow { return nil }
        day = next
        days.append(day)
      }
    }
  }

  /// Appends the days as bytes.
  package func encode(to bytes: inout [UInt8]) {
    guard let first = days.first else { return }
    NumberWriter.append(signed: Int64(first), to: &bytes)
    var index = 1
    while index < days.count {
      let step = days[index] - days[index - 1]
      var times = 1
      while index + times < days.count, days[index + times] - days[index + times - 1] == step {
        times += 1
      }
      NumberWriter.append(UInt64(step), to: &bytes)
      NumberWriter.append(UInt64(times), to: &bytes)
      index += times
    }
  }

  /// Adds the days of another set.
  package mutating func merge(_ other: DeliveryDays) {
    if let last = days.last, let first = other.days.first, first > last {
      days += other.days
    } else if days != other.days {
      self = DeliveryDays(days + other.days)
    }
  }
}
