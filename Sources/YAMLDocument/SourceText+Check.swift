extension SourceText {
  /// Finds the first byte or character that a YAML file of ours cannot hold.
  ///
  /// libyaml checks too, but late, and tells only the byte; and it ends lines at U+0085, U+2028 and
  /// U+2029 where editors do not, so those are asked for as escapes.
  ///
  /// - Source: YAML 1.2.2, section 5.1.
  var firstUnreadable: YAMLProblem? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return problem("the file is UTF-16", at: .start, hint: "save it as UTF-8")
    }
    let span = bytes.span
    do {
      let text = try UTF8Span(validating: span)
      var scalars = text.makeUnicodeScalarIterator()
      while true {
        let offset = scalars.currentCodeUnitOffset
        guard let scalar = scalars.next() else { return nil }
        if let fault = Self.fault(of: scalar) {
          return problem(fault.text, at: position(ofByte: offset), hint: fault.hint)
        }
      }
    } catch {
      let offset = error.byteOffsets.lowerBound
      return problem(
        "byte 0x\(hexadecimal(UInt32(bytes[offset]), digits: 2)) is not UTF-8",
        at: position(ofByte: offset), hint: "save the file as UTF-8")
    }
  }

  private static func fault(of scalar: Unicode.Scalar) -> (text: String, hint: String)? {
    var code: String { hexadecimal(scalar.value, digits: 4) }
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E: return nil
    case 0x85, 0x2028, 0x2029:
      return ("line separator U+\(code)", "write it as \"\\u\(code)\" in double quotes")
    case 0..<0x20, 0x7F..<0xA0: return ("control character U+\(code)", "remove it")
    case 0xFFFE, 0xFFFF: return ("character U+\(code) is not a character", "remove it")
    default: return nil
    }
  }
}

/// A number in capital hexadecimal digits, at least `digits` of them.
private func hexadecimal(_ value: UInt32, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
