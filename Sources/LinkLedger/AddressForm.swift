/// How an exporter wrote an address whose host and path are known: the scheme, and whether a bare host
/// had a slash behind it.
struct AddressForm: Equatable {
  private static let schemes: [[UInt8]] = [[], Array("http://".utf8), Array("https://".utf8)]
  private static let bareFlag: Int64 = 4

  /// What is kept: 0 for no scheme, 1 for http, 2 for https, plus 4 without the slash.
  let code: Int64

  /// The form of an address; nil when host and path do not give it back.
  ///
  /// - Parameters:
  ///   - url: The address as exported.
  ///   - host: Its canonical host.
  ///   - path: Its path and query as exported, which may be empty.
  init?(of url: Span<UInt8>, host: Span<UInt8>, path: Span<UInt8>) {
    for (code, scheme) in AddressForm.schemes.enumerated().reversed() {
      guard url.count == scheme.count + host.count + path.count,
        AddressForm.equal(url.extracting(0..<scheme.count), scheme.span),
        AddressForm.equal(url.extracting(scheme.count..<scheme.count + host.count), host),
        AddressForm.equal(url.extracting(url.count - path.count..<url.count), path)
      else { continue }
      self.code = Int64(code) | (path.isEmpty ? AddressForm.bareFlag : 0)
      return
    }
    return nil
  }

  /// The form with that code; of an unknown one https.
  init(code: Int64) {
    self.code = AddressForm.schemes.indices.contains(Int(code & 3)) ? code : 2
  }

  /// The address.
  func text(host: String, path: String) -> String {
    let scheme = String(decoding: AddressForm.schemes[Int(code & 3)], as: UTF8.self)
    let isBare = code & AddressForm.bareFlag != 0 && path == "/"
    return scheme + host + (isBare ? "" : path)
  }

  static func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }
}
