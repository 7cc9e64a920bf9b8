extension LogFormatString {
  /// The string in `LogFormat "…" nickname`; anything else as it is.
  static func string(inLogFormat text: [UInt8]) -> [UInt8] {
    var rest = text.trimmed
    for word in ["LogFormat", "CustomLog"] where rest.starts(with: Array(word.utf8)) {
      rest = rest.dropFirst(word.utf8.count)
    }
    guard rest.count < text.trimmed.count, let first = rest.firstIndex(of: UInt8(ascii: "\"")),
      let last = rest.lastIndex(of: UInt8(ascii: "\"")), last > first
    else { return text }
    return Array(rest[first + 1..<last])
  }

  /// The strings in `log_format name escape=json '…' '…';`, one behind the other; anything else as it is.
  static func string(inLogFormatDirective text: [UInt8]) -> [UInt8] {
    let rest = text.trimmed
    guard rest.starts(with: Array("log_format".utf8)) else { return text }
    var string: [UInt8] = []
    var index = rest.firstIndex { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }
    while let start = index {
      let end = rest[(start + 1)...].firstIndex(of: rest[start]) ?? rest.endIndex
      string += rest[(start + 1)..<end]
      guard end < rest.endIndex else { break }
      index = rest[(end + 1)...].firstIndex { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }
    }
    return string
  }

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
      try appendTime(argument, offset: start)
    case UInt8(ascii: "i"): append(LogFormatString.field(ofHeader: argument), offset: start)
    case let letter where letter.isLetter:
      append(LogFormatString.field(ofApache: letter), offset: start)
    default:
      throw Mistake(offset: start, message: "unknown directive; write %% for a percent sign")
    }
    return index
  }

  /// Appends what `%t` or `%{argument}t` writes.
  private mutating func appendTime(_ argument: String, offset: Int) throws(Mistake) {
    switch argument {
    case "":
      append(UInt8(ascii: "["))
      append(.time, offset: offset)
      append(UInt8(ascii: "]"))
    case "%d/%b/%Y:%H:%M:%S %z": append(.time, offset: offset)
    case "sec", "msec", "usec": append(.time, .word, offset: offset)
    default:
      guard argument.hasPrefix("%Y-%m-%d") || argument.hasPrefix("%F") else {
        throw Mistake(offset: offset, message: "times of the form '\(argument)' are not known")
      }
      append(.time, argument.contains(" ") ? .text : .word, offset: offset)
    }
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
    case "sec-fetch-dest": .fetch
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
      switch name {
      case "time_iso8601", "msec": append(.time, .word, offset: start)
      // Names that nginx does not have, for servers whose formats are written in its way.
      case "time": append(.time, .text, offset: start)
      case "number": append(.ignored, .number, offset: start)
      case "captures": append(.ignored, .captures, offset: start)
      default: append(LogFormatString.field(ofNginx: name), offset: start)
      }
    }
  }

  private static func field(ofNginx name: String) -> LogField {
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
    case "scheme": return .scheme
    case "args", "query_string": return .query
    case "http_sec_fetch_dest": return .fetch
    default: return .ignored
    }
  }
}

extension [UInt8] {
  /// Without blanks and line ends at both ends.
  fileprivate var trimmed: ArraySlice<UInt8> {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    let start = firstIndex { !isBlank($0) } ?? endIndex
    let end = lastIndex { !isBlank($0) } ?? startIndex - 1
    return start <= end ? self[start...end] : self[start..<start]
  }
}
