import ByteStreams
package import LinkModel
import WebAddress

/// One source, target and hit type, with all that logs know of it.
package struct Referral {
  package private(set) var sum = ReferralSum()
  /// Source URL, 0, target URL, 0, hit type: no URL holds a zero, so keys order as these three do.
  private var key: [UInt8] = []
  private var separator = 0

  package var source: Span<UInt8> {
    @_lifetime(borrow self)
    get { key.span.extracting(0..<separator) }
  }

  package var target: Span<UInt8> {
    @_lifetime(borrow self)
    get { key.span.extracting(separator + 1..<key.count - 2) }
  }

  package var type: HitType { HitType(rawValue: .init(key[key.count - 1])) ?? .link }

  /// True when the source names no page, only its site.
  var isOrigin: Bool { Referral.authority(of: source).upperBound == separator - 1 }

  /// Where host and port of a URL lie that a table wrote.
  static func authority(of url: Span<UInt8>) -> Range<Int> {
    var start = 0
    while url[start] != UInt8(ascii: "/") { start += 1 }
    start += 2
    return start..<(firstIndex(of: UInt8(ascii: "/"), in: url, from: start) ?? url.count)
  }

  /// Makes the key of a record.
  static func writeKey(
    source: Span<UInt8>, target: Span<UInt8>, type: HitType, to key: inout [UInt8]
  ) {
    key.removeAll(keepingCapacity: true)
    key.append(source)
    key.append(0)
    key.append(target)
    key.append(0)
    key.append(UInt8(type.rawValue))
  }

  /// Begins anew with a key that ``writeKey(source:target:type:to:)`` made.
  fileprivate mutating func begin(_ key: Span<UInt8>) {
    self.key.removeAll(keepingCapacity: true)
    self.key.append(key)
    separator = firstIndex(of: 0, in: key, from: 0) ?? 0
    sum.removeAll()
  }

  fileprivate func hasKey(_ other: Span<UInt8>) -> Bool { equal(key.span, other) }

  fileprivate var isEmpty: Bool { key.isEmpty }

  fileprivate mutating func merge(_ part: Span<UInt8>) { sum.merge(part) }
}

extension RecordSorter {
  /// Gives the referrals in the bytewise order of source URL, target URL and hit type, each once.
  func forEachReferral(_ body: (borrowing Referral) throws -> Void) throws {
    var referral = Referral()
    try forEach { key, part in
      if !referral.hasKey(key) {
        if !referral.isEmpty { try body(referral) }
        referral.begin(key)
      }
      referral.merge(part)
    }
    if !referral.isEmpty { try body(referral) }
  }
}
