/// Bytes and texts that strangers may send, the same in every run.
struct HostileText {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  private mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  private static let pieces: [[UInt8]] = [
    "|", "\\", "`", "``", "<script>", "=HYPERLINK(\"", "\u{1B}[2J", "\u{9B}31m", "\u{202E}", "\n",
    "\r\n", "\u{2028}", "\u{2029}", "\u{7F}", "\0", "日本語", "👩‍👩‍👧", "e\u{301}", "\u{200B}", "# ", "- ",
    "https://", "www.", "&lt;", "\"", "'", " ", "a", "|\u{301}", "\u{FEFF}", "\u{E0041}", "\t",
  ].map { Array($0.utf8) }

  /// Up to `limit` pieces, each a hostile text, a damaged sequence or any byte.
  mutating func bytes(limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<next(below: limit + 1) {
      switch next(below: 4) {
      case 0: bytes.append(UInt8(next(below: 256)))
      case 1: bytes.append(contentsOf: [0xE2, 0x80, UInt8(next(below: 256))])
      default: bytes += HostileText.pieces[next(below: HostileText.pieces.count)]
      }
    }
    return bytes
  }

  /// As ``bytes(limit:)``, repaired.
  mutating func text(limit: Int) -> String {
    String(decoding: bytes(limit: limit), as: UTF8.self)
  }
}
