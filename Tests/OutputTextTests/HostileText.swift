import SeededRandom

/// Bytes and texts that strangers may send, the same in every run.
struct HostileText {
  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  private static let pieces: [[UInt8]] = [
    "|", "\\", "`", "``", "<script>", "=HYPERLINK(\"", "\u{1B}[2J", "\u{9B}31m", "\u{202E}", "\n",
    "\r\n", "\u{2028}", "\u{2029}", "\u{7F}", "\0", "日本語", "👩‍👩‍👧", "e\u{301}", "\u{200B}", "# ", "- ",
    "https://", "www.", "&lt;", "\"", "'", " ", "a", "|\u{301}", "\u{FEFF}", "\u{E0041}", "\t",
  ].map { Array($0.utf8) }

  /// Up to `limit` pieces, each a hostile text, a damaged sequence or any byte.
  mutating func bytes(limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<random.below(limit + 1) {
      switch random.below(4) {
      case 0: bytes.append(UInt8(random.below(256)))
      case 1: bytes.append(contentsOf: [0xE2, 0x80, UInt8(random.below(256))])
      default: bytes += HostileText.pieces[random.below(HostileText.pieces.count)]
      }
    }
    return bytes
  }

  /// As ``bytes(limit:)``, repaired.
  mutating func text(limit: Int) -> String {
    String(decoding: bytes(limit: limit), as: UTF8.self)
  }
}
