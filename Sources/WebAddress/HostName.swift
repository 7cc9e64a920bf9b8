private import CICU

/// Host names in their canonical form: lower case, A-labels, no trailing dot.
///
/// Two hosts are one when their canonical bytes are equal.
///
/// - Source: URL Standard, section 3.5 (host parser); UTS #46, non-transitional.
package enum HostName {
  /// Whether the bytes are a ``HostKind/name`` in canonical form already, so that nothing is to do.
  ///
  /// One pass; false for everything unusual, so a false is no verdict.
  package static func isCanonicalASCII(_ host: Span<UInt8>) -> Bool {
    let count = host.count
    guard count > 0, count <= 253 else { return false }
    var labelStart = 0
    for index in 0..<count {
      let byte = host[index]
      if byte == UInt8(ascii: ".") {
        if index == labelStart || index &- labelStart > 63 { return false }
        labelStart = index &+ 1
      } else if !(byte &- UInt8(ascii: "a") < 26 || byte.isASCIIDigit
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_"))
      {
        return false
      }
    }
    let last = count &- labelStart
    // A last label that begins with a digit may be an IPv4 address in one of its odd forms.
    return last > 0 && last <= 63 && !host[labelStart].isASCIIDigit
  }

  /// Writes the canonical form of a host, replacing what `out` holds.
  ///
  /// - Parameters:
  ///   - host: A host as ``URLParts/host`` finds it.
  ///   - out: Receives the form; empty when the result is `nil`.
  /// - Returns: The kind, or `nil` when no host can be meant: empty, forbidden characters, or a
  ///   number that is no IPv4 address.
  package static func canonical(_ host: Span<UInt8>, into out: inout [UInt8]) -> HostKind? {
    out.removeAll(keepingCapacity: true)
    return append(host, to: &out)
  }

  /// Appends the canonical form of a host; as ``canonical(_:into:)``, but keeps what `out` holds.
  package static func append(_ host: Span<UInt8>, to out: inout [UInt8]) -> HostKind? {
    if isCanonicalASCII(host) {
      out.append(host)
      return .name
    }
    guard !host.isEmpty, host.count <= URLParts.longest else { return nil }
    if let address = ipv6(host) {
      writeIPv6(address, to: &out)
      return .ipv6
    }
    guard var name = percentDecoded(host) else { return nil }
    var isRegular = true
    if name.contains(where: { $0 >= 0x80 }) {
      isRegular = toASCII(&name)
    } else {
      for index in name.indices { name[index] = name[index].lowercasedASCII }
    }
    // All of them, so that the form of a form is itself; browsers take off one.
    while name.last == UInt8(ascii: ".") { name.removeLast() }
    guard !name.isEmpty, !name.contains(where: isForbidden) else { return nil }
    if endsInNumber(name) {
      guard let address = ipv4(name) else { return nil }
      writeIPv4(address, to: &out)
      return .ipv4
    }
    out.append(contentsOf: name)
    return isRegular && isRegularName(name) ? .name : .irregular
  }

  /// The Unicode form of a canonical host, for display; `nil` when there is none.
  package static func unicodeText(_ host: Span<UInt8>) -> String? {
    var out = [UInt8](repeating: 0, count: host.count * 4 + 64)
    let count = unsafe host.withUnsafeBufferPointer { input in
      unsafe out.withUnsafeMutableBufferPointer { output in
        // Both buffers outlive the call, and ICU keeps no pointer.
        unsafe cicu_host_to_unicode(
          input.baseAddress, input.count, output.baseAddress, output.count)
      }
    }
    return count < 0 ? nil : String(decoding: out[..<count], as: UTF8.self)
  }

  /// The bytes with `%xx` replaced; `nil` when a `%` stands alone.
  private static func percentDecoded(_ host: Span<UInt8>) -> [UInt8]? {
    var name: [UInt8] = []
    name.reserveCapacity(host.count)
    var index = 0
    while index < host.count {
      guard host[index] == UInt8(ascii: "%") else {
        name.append(host[index])
        index += 1
        continue
      }
      guard index + 2 < host.count, let high = host[index + 1].hexadecimalValue,
        let low = host[index + 2].hexadecimalValue
      else { return nil }
      name.append(high << 4 | low)
      index += 3
    }
    return name
  }

  /// Replaces a Unicode name by its A-labels; on failure lower-cases it, and says `false`.
  private static func toASCII(_ name: inout [UInt8]) -> Bool {
    // Damaged UTF-8 is repaired first, so that a kept name is text.
    name = Array(String(decoding: name, as: UTF8.self).utf8)
    var out = [UInt8](repeating: 0, count: name.count * 4 + 64)
    var hasErrors = false
    let count = unsafe name.withUnsafeBufferPointer { input in
      unsafe out.withUnsafeMutableBufferPointer { output in
        // Both buffers outlive the call, and ICU keeps no pointer.
        unsafe cicu_host_to_ascii(
          input.baseAddress, input.count, output.baseAddress, output.count, &hasErrors)
      }
    }
    if count >= 0, !hasErrors {
      name = Array(out[..<count])
      return true
    }
    for index in name.indices { name[index] = name[index].lowercasedASCII }
    return false
  }

  /// The forbidden domain code points of the URL Standard.
  private static func isForbidden(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F: true
    case UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: ":"): true
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "?"), UInt8(ascii: "@"): true
    case UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "]"), UInt8(ascii: "^"): true
    case UInt8(ascii: "|"): true
    default: false
    }
  }

  /// Whether every label has 1 to 63 letters, digits, hyphens or underscores, 253 bytes in all.
  private static func isRegularName(_ name: [UInt8]) -> Bool {
    isCanonicalASCII(name.span)
      || name.span.isRegularIgnoringNumbers
  }
}

extension Span<UInt8> {
  /// As ``HostName/isCanonicalASCII(_:)``, for names whose last label begins with a digit.
  fileprivate var isRegularIgnoringNumbers: Bool {
    guard count <= 251 else { return false }
    var padded: [UInt8] = []
    padded.append(self)
    padded.append(contentsOf: ".x".utf8)
    return HostName.isCanonicalASCII(padded.span)
  }
}
