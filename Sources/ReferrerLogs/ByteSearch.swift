#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The index of the first `byte` in `text` at or after `start`; nil when there is none.
@inline(__always)
func firstIndex(of byte: UInt8, in text: Span<UInt8>, from start: Int) -> Int? {
  precondition(start >= 0 && start <= text.count, "the search starts outside the text")
  return unsafe text.withUnsafeBufferPointer { buffer -> Int? in
    // The C library compares 32 bytes at once; start and length are inside the buffer.
    guard let base = buffer.baseAddress,
      let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
    else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

/// The index of the quote that ends a quoted field begun before `start`; nil when it is not closed.
///
/// A quote behind an odd number of backslashes belongs to the field.
@inline(__always)
func closingQuote(in text: Span<UInt8>, from start: Int) -> Int? {
  var search = start
  while let quote = firstIndex(of: UInt8(ascii: "\""), in: text, from: search) {
    var first = quote
    while first > start, text[first &- 1] == UInt8(ascii: "\\") { first &-= 1 }
    if (quote &- first) & 1 == 0 { return quote }
    search = quote &+ 1
  }
  return nil
}

/// True when both texts have the same bytes.
@inline(__always)
func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
  guard left.count == right.count else { return false }
  return unsafe left.withUnsafeBytes { left in
    unsafe right.withUnsafeBytes { right in
      // Both buffers have `left.count` bytes.
      guard let first = left.baseAddress, let second = right.baseAddress else { return true }
      return unsafe memcmp(first, second, left.count) == 0
    }
  }
}

extension Span<UInt8> {
  /// True when the text begins with this word, in any case.
  func begins(with word: StaticString) -> Bool {
    guard count >= word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount {
      // A literal's bytes live as long as the program.
      let letter = unsafe word.utf8Start[index]
      if self[index].lowercased != letter { return false }
    }
    return true
  }
}

extension UInt8 {
  @inline(__always) var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
  @inline(__always) var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

  /// A byte of a host name in a log: letter, digit, `.`, `-` or `_`.
  @inline(__always) var isHostByte: Bool {
    isLetter || isDigit || self == UInt8(ascii: ".") || self == UInt8(ascii: "-")
      || self == UInt8(ascii: "_")
  }

  /// The byte with `A`-`Z` made lower case.
  @inline(__always) var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

  /// The value of a hexadecimal digit.
  var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self &- UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self &- UInt8(ascii: "a") &+ 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self &- UInt8(ascii: "A") &+ 10
    default: nil
    }
  }
}
