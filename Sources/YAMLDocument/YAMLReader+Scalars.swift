extension YAMLReader {
  /// Reads `true` or `false`, unquoted.
  ///
  /// - Source: YAML 1.2.2, section 10.3.2; the words of YAML 1.1 are refused, not guessed.
  package func bool(_ node: YAMLNode?) -> Bool? {
    guard let node else { return nil }
    switch node.content {
    case .scalar("true", .plain): return true
    case .scalar("false", .plain): return false
    case .scalar(let text, let style):
      reportMismatch(node, expected: "true or false", hint: hint(forBoolean: text, style))
    default: reportMismatch(node, expected: "true or false")
    }
    return nil
  }

  /// Reads a whole number in decimal digits.
  package func int(_ node: YAMLNode?, in range: ClosedRange<Int> = .min ... .max) -> Int? {
    guard let node, let parts = decimalParts(node, expected: "a whole number") else { return nil }
    guard parts.fraction.isEmpty else {
      reportMismatch(node, expected: "a whole number")
      return nil
    }
    let value = Int(parts.sign + parts.whole)
    if let value, range.contains(value) { return value }
    reportRange(node, isOpen: range == .min ... .max, "\(range.lowerBound)", "\(range.upperBound)")
    return nil
  }

  /// Reads a decimal number of at most three decimals, exactly, as thousandths: `0.9` is 900.
  ///
  /// The range is in thousandths too.
  package func thousandths(
    _ node: YAMLNode?, in range: ClosedRange<Int> = .min ... .max
  ) -> Int? {
    guard let node, let parts = decimalParts(node, expected: "a number") else { return nil }
    guard parts.fraction.count <= 3 else {
      reportMismatch(node, expected: "a number of at most three decimals")
      return nil
    }
    let padding = String(repeating: "0", count: 3 - parts.fraction.count)
    let value = Int(parts.sign + parts.whole + parts.fraction + padding)
    if let value, range.contains(value) { return value }
    reportRange(
      node, isOpen: range == .min ... .max, decimalText(thousandths: range.lowerBound),
      decimalText(thousandths: range.upperBound))
    return nil
  }

  /// Divides a plain decimal number into its digits, or reports why it is none.
  private func decimalParts(
    _ node: YAMLNode, expected: String
  ) -> (sign: String, whole: String, fraction: String)? {
    guard case .scalar(let text, let style) = node.content else {
      reportMismatch(node, expected: expected)
      return nil
    }
    let sign = text.hasPrefix("-") ? "-" : ""
    let digits = text.dropFirst(sign.count)
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard !digits.isEmpty, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }) else {
      reportMismatch(node, expected: expected, hint: hint(forNumber: text))
      return nil
    }
    guard style == .plain else {
      reportMismatch(node, expected: expected, hint: "remove the quotes")
      return nil
    }
    guard parts[0] == "0" || !parts[0].hasPrefix("0") else {
      let value = parts[0].drop { $0 == "0" }
      report(
        "leading zero in '\(shortened(text))'", at: node,
        hint: "write \(sign)\(shortened(value.isEmpty ? "0" : String(value)))")
      return nil
    }
    return (sign, String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
  }

  private func reportRange(_ node: YAMLNode, isOpen: Bool, _ lowest: String, _ highest: String) {
    let expected = isOpen ? "a smaller number" : "a number from \(lowest) to \(highest)"
    reportMismatch(node, expected: expected)
  }

  private func hint(forBoolean text: String, _ style: YAMLNode.Style) -> String? {
    switch text.lowercased() {
    case "true", "false": style == .plain ? "write it in lowercase" : "remove the quotes"
    case "yes", "on", "y": "write true"
    case "no", "off", "n": "write false"
    default: nil
    }
  }

  /// Names the habit of another number syntax.
  private func hint(forNumber text: String) -> String? {
    if text.hasSuffix("%") { return "write it without '%'" }
    let digits = text.filter { $0 != "_" && $0 != "," }
    if digits.count < text.count, !digits.isEmpty, digits.utf8.allSatisfy(isDigit) {
      return "write \(shortened(digits))"
    }
    if text.hasPrefix("."), !text.dropFirst().isEmpty, text.dropFirst().utf8.allSatisfy(isDigit) {
      return "write 0\(shortened(text))"
    }
    if text.hasPrefix("+") { return "write it without '+'" }
    return nil
  }
}

/// Writes thousandths as a decimal number without zeros at its end: 900 is `0.9`.
func decimalText(thousandths: Int) -> String {
  let value = thousandths.magnitude
  var text = (thousandths < 0 ? "-" : "") + String(value / 1000)
  var fraction = String(1000 + value % 1000).dropFirst()
  while fraction.last == "0" { fraction.removeLast() }
  if !fraction.isEmpty { text += "." + fraction }
  return text
}

private func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}
