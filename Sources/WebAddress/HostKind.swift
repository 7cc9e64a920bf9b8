/// What a canonical host is.
package enum HostKind: UInt8, Sendable {
  /// A name that can be looked up: letters, digits, hyphens and underscores in labels of 1 to 63.
  case name
  /// Four decimal numbers.
  case ipv4
  /// Eight hexadecimal numbers in brackets, shortened.
  case ipv6
  /// A name that browsers or name servers refuse; kept, lower-cased, since exports contain it.
  case irregular

  /// Whether the host is an address and not a name.
  package var isAddress: Bool { self == .ipv4 || self == .ipv6 }
}
