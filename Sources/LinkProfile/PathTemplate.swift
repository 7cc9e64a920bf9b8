import ByteKeys

/// The pattern of a path: what a generator of pages leaves in its addresses.
///
/// Runs of digits become `9`, long hexadecimal or mixed-case words `x`, slugs of four or more words `s`;
/// so `/domain-list-415` and `/domain-list-77` are one pattern. Patterns that all sites share, such as a
/// month's archive, a feed, or a lone slug, are none.
enum PathTemplate {
  private static let longest = 120

  /// The hash of the pattern, or nil when the path says nothing about its generator.
  ///
  /// - Parameters:
  ///   - path: Path and query of an address.
  ///   - hasher: Makes the hash.
  ///   - pattern: Room for the pattern, used again from path to path.
  /// - Returns: The hash, or nil.
  static func hash(
    _ path: Span<UInt8>, _ hasher: KeyedHash, _ pattern: inout [UInt8]
  ) -> UInt64? {
    guard path.count > 1, path.count <= 512 else { return nil }
    if pattern.count < path.count { pattern = Array(repeating: 0, count: 512) }
    var out = pattern.mutableSpan
    var length = 0
    var letters = 0
    var start = 0
    while start < path.count, length < longest {
      let byte = path[start]
      if isMark(byte) {
        out[length] = byte
        length &+= 1
        start &+= 1
        continue
      }
      var end = start
      while end < path.count, !isMark(path[end]) { end &+= 1 }
      letters += write(path.extracting(start..<end), to: &out, &length)
      start = end
    }
    // Without a word of its own a pattern is anybody's: "/9/9/", "/s/", "/?9=9".
    guard letters >= 4 else { return nil }
    return hasher.hash(out.span.extracting(first: length))
  }

  /// `/`, `?`, `&` or `=`.
  private static func isMark(_ byte: UInt8) -> Bool {
    byte == 0x2F || byte == 0x3F || byte == 0x26 || byte == 0x3D
  }

  /// Writes the pattern of one segment, which is no longer than the segment; how many letters of it are
  /// its own.
  private static func write(
    _ segment: Span<UInt8>, to out: inout MutableSpan<UInt8>, _ length: inout Int
  ) -> Int {
    var hyphens = 0
    var digits = 0
    var capitals = 0
    var hexadecimal = 0
    for index in segment.indices {
      switch segment[index] {
      case 0x2D, 0x5F: hyphens += 1
      case 0x30...0x39:
        digits += 1
        hexadecimal += 1
      case 0x41...0x5A: capitals += 1
      case 0x61...0x66: hexadecimal += 1
      default: break
      }
    }
    let count = segment.count
    if hyphens >= 3 && digits * 4 < count {
      out[length] = UInt8(ascii: "s")
      length &+= 1
      return 0
    }
    let isHash = count >= 16 && hexadecimal == count
    let isToken = count >= 8 && hyphens == 0 && digits > 0 && capitals > 0
    if isHash || isToken {
      out[length] = UInt8(ascii: "x")
      length &+= 1
      return 0
    }
    var letters = 0
    var inDigits = false
    for index in segment.indices {
      let byte = segment[index]
      if byte >= 0x30 && byte <= 0x39 {
        if !inDigits {
          out[length] = UInt8(ascii: "9")
          length &+= 1
        }
        inDigits = true
      } else {
        out[length] = byte
        length &+= 1
        inDigits = false
        letters += 1
      }
    }
    // Words that stand in everybody's addresses do not mark a generator.
    return digits > 0 || hyphens > 0 ? letters : 0
  }
}
