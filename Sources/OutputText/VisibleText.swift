/// Text in one line of which a reader sees every character, and in the order it is stored.
enum VisibleText {
  /// Line breaks and tabs become blanks; control characters and marks that reorder text are spelled
  /// out as `\u{1b}`; what else is invisible is left out.
  static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var visible = ""
    visible.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch treatment(of: scalar) {
      case .shown: visible.unicodeScalars.append(scalar)
      case .blank: visible.unicodeScalars.append(" ")
      case .spelled: visible += "\\u{" + String(scalar.value, radix: 16) + "}"
      case .leftOut: break
      }
    }
    return visible
  }

  private enum Treatment {
    case shown, blank, spelled, leftOut
  }

  private static func treatment(of scalar: Unicode.Scalar) -> Treatment {
    switch scalar.value {
    case 0x20..<0x7F: return .shown
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: return .blank
    case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: return .spelled
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .surrogate, .privateUse, .unassigned: return .spelled
    case .format: return scalar.properties.isDefaultIgnorableCodePoint ? .leftOut : .spelled
    default: return scalar.properties.isDefaultIgnorableCodePoint ? .leftOut : .shown
    }
  }
}
