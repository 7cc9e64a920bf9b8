extension LogFormatString {
  /// Reads the string of an Apache `LogFormat`, with or without the backslashes of the configuration.
  ///
  /// - Source: Apache HTTP Server 2.4, mod_log_config, custom log formats.
  mutating func readApache(_ format: [UInt8]) throws(Mistake) {
    var index = 0
    while index < format.count {
      let byte = format[index]
      if byte == UInt8(ascii: "\\"), index + 1 < format.count {
        append(format[index + 1] == UInt8(ascii: "t") ? 0x09 : format[index + 1])
        index += 2
      } else if byte == UInt8(ascii: "%") {
        index = try readDirective(format, at: index)
      } else {
        append(byte)
        index += 1
      }
    }
  }

  /// Reads `%h`, `%>s`, `%!200,304{Referer}i`; returns the index behind it.
  private mutating func readDirective(_ format: [UInt8], at start: Int) throws(Mistake) -> Int {
    var index = start + 1
    while index < format.count, format[index].isDigit || "!,<>".utf8.contains(format[index]) {
      index += 1
    }
    var argument = ""
    if index < format.count, format[index] == UInt8(ascii: "{") {
      guard let close = format[index...].firstIndex(of: UInt8(ascii: "}")) else {
        throw Mistake(offset: index, message: "'{' is not closed")
      }
      argument = String(decoding: format[index + 1..<close], as: UTF8.self)
      index = close + 1
    }
    guard index < format.count else {
      throw Mistake(offset: start, message: "a directive ends early")
    }
    let letter = format[index]
    index += 1
    switch letter {
    case UInt8(ascii: "%"): append(letter)
    case UInt8(ascii: "t"):
      guard argument.isEmpty else {
        throw Mistake(offset: start, message: "times of the form '\(argument)' are not known")
      }
      append(UInt8(ascii: "["))
      append(.time, offset: start)
      append(UInt8(ascii: "]"))
    case UInt8(ascii: "i"): append(LogFormatString.field(ofHeader: argument), offset: start)
    case let letter where letter.isLetter:
      append(LogFormatString.field(ofApache: letter), offset: start)
    default:
      throw Mistake(offset: start, message: "unknown directive; write %% for a percent sign")
    }
    return index
  }

  private static func field(ofApache letter: UInt8) -> LogField {
    switch letter {
    case UInt8(ascii: "h"), UInt8(ascii: "a"): .client
    case UInt8(ascii: "u"): .user
    case UInt8(ascii: "r"): .request
    case UInt8(ascii: "s"): .status
    case UInt8(ascii: "v"), UInt8(ascii: "V"): .host
    case UInt8(ascii: "p"): .port
    case UInt8(ascii: "m"): .method
    case UInt8(ascii: "U"), UInt8(ascii: "q"): .target
    default: .ignored
    }
  }

  private static func field(ofHeader name: String) -> LogField {
    switch name.lowercased() {
    case "referer": .referrer
    case "user-agent": .agent
    case "host": .host
    default: .ignored
    }
  }

  /// Reads the string of an nginx `log_format`.
  ///
  /// - Source: nginx, ngx_http_log_module and the index of variables.
  mutating func readNginx(_ format: [UInt8]) throws(Mistake) {
    var index = 0
    while index < format.count {
      guard format[index] == UInt8(ascii: "$") else {
        append(format[index])
        index += 1
        continue
      }
      let start = index
      index += 1
      let isBraced = index < format.count && format[index] == UInt8(ascii: "{")
      if isBraced { index += 1 }
      let nameStart = index
      while index < format.count, format[index].isHostByte, format[index] != UInt8(ascii: "."),
        format[index] != UInt8(ascii: "-")
      { index += 1 }
      let name = String(decoding: format[nameStart..<index], as: UTF8.self)
      if isBraced {
        guard index < format.count, format[index] == UInt8(ascii: "}") else {
          throw Mistake(offset: start, message: "'{' is not closed")
        }
        index += 1
      }
      guard !name.isEmpty else { throw Mistake(offset: start, message: "a variable has no name") }
      append(try LogFormatString.field(ofNginx: name, offset: start), offset: start)
    }
  }

  private static func field(ofNginx name: String, offset: Int) throws(Mistake) -> LogField {
    switch name {
    case "remote_addr", "realip_remote_addr": return .client
    case "remote_user": return .user
    case "time_local": return .time
    case "request": return .request
    case "request_method": return .method
    case "request_uri", "uri": return .target
    case "status": return .status
    case "http_referer": return .referrer
    case "http_user_agent": return .agent
    case "host", "http_host", "server_name": return .host
    case "server_port": return .port
    case "time_iso8601", "msec":
      throw Mistake(offset: offset, message: "times of the form '$\(name)' are not known")
    default: return .ignored
    }
  }
}
