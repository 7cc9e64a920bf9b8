import FoldedText

/// Folds patterns as the plain view folds texts.
final class PatternFolder {
  private var folder = TextFolder()
  private var view: [UInt8] = []

  init() {}

  /// The plain view of a pattern.
  func folded(_ pattern: String) -> [UInt8] {
    let bytes = Array(pattern.utf8)
    folder.plain(bytes.span, into: &view)
    return view
  }

  /// The plain view of a stretch of literals inside a pattern, where blanks at the ends remain.
  func folded(_ run: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    var start = 0
    for index in 0...run.count where index == run.count || ScalarClass.blanks.contains(run[index]) {
      result += folded(word: run[start..<index])
      if index < run.count && result.last != 0x20 { result.append(0x20) }
      start = index + 1
    }
    return result
  }

  private func folded(word: ArraySlice<UInt32>) -> [UInt32] {
    if word.isEmpty { return [] }
    let text = String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init)))
    return String(decoding: folded(text), as: UTF8.self).unicodeScalars.map(\.value)
  }
}
