import WebAddress

/// Decides what the path of a request asks for, and writes it without parameters of campaigns.
struct TargetPath: Sendable {
  /// The bytes of each extension, the first one lowest, at the place that ``slot(_:)`` names or behind it;
  /// 0 is free.
  private let assetExtensions: [UInt64]
  private let trackingNames: Set<[UInt8]>
  private let trackingPrefixes: [[UInt8]]

  init(_ settings: ReferralSettings) {
    var extensions = [UInt64](repeating: 0, count: 257 + settings.assetExtensions.count)
    for name in settings.assetExtensions {
      let word = name.utf8.prefix(6).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      var slot = TargetPath.slot(word)
      while extensions[slot] != 0 { slot += 1 }
      extensions[slot] = word
    }
    assetExtensions = extensions
    let names = settings.trackingParameters.map { Array($0.utf8) }
    trackingNames = Set(names.filter { $0.last != UInt8(ascii: "*") })
    trackingPrefixes = names.filter { $0.last == UInt8(ascii: "*") }.map { Array($0.dropLast()) }
  }

  /// True when the path, without its query, ends with the extension of an asset.
  func isAsset(_ path: Span<UInt8>) -> Bool {
    let end = firstIndex(of: UInt8(ascii: "?"), in: path, from: 0) ?? path.count
    var dot = end
    // No asset has an extension of more than six letters.
    var name: UInt64 = 0
    while dot > 0, end - dot < 7 {
      dot &-= 1
      let byte = path[dot]
      if byte == UInt8(ascii: "/") { return false }
      if byte == UInt8(ascii: ".") { return isAsset(extension: name) }
      name = name << 8 | UInt64(byte.lowercased)
    }
    return false
  }

  private func isAsset(extension word: UInt64) -> Bool {
    var slot = TargetPath.slot(word)
    while assetExtensions[slot] != 0 {
      if assetExtensions[slot] == word { return true }
      slot &+= 1
    }
    return false
  }

  private static func slot(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }

  /// Appends path and query.
  ///
  /// - Returns: False when control bytes stand in it.
  func write(_ path: Span<UInt8>, to url: inout [UInt8]) -> Bool {
    guard let mark = firstIndex(of: UInt8(ascii: "?"), in: path, from: 0) else {
      return appendEscaped(path, 0..<path.count, to: &url)
    }
    guard appendEscaped(path, 0..<mark, to: &url) else { return false }
    var separator = UInt8(ascii: "?")
    var start = mark + 1
    // A query without parameters stays: `/p?` is not `/p`.
    if start == path.count { url.append(separator) }
    while start < path.count {
      let end = firstIndex(of: UInt8(ascii: "&"), in: path, from: start) ?? path.count
      if !isTracking(path.extracting(start..<end)) {
        url.append(separator)
        separator = UInt8(ascii: "&")
        guard appendEscaped(path, start..<end, to: &url) else { return false }
      }
      start = end + 1
    }
    return true
  }

  private func isTracking(_ parameter: Span<UInt8>) -> Bool {
    var name: [UInt8] = []
    for index in parameter.indices {
      if parameter[index] == UInt8(ascii: "=") { break }
      name.append(parameter[index].lowercased)
    }
    return trackingNames.contains(name) || trackingPrefixes.contains { name.starts(with: $0) }
  }
}
