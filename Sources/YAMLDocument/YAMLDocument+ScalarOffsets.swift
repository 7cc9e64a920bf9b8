extension YAMLDocument {
  /// The place in the file of a character of a scalar, to point into a pattern.
  ///
  /// Exact for scalars on one line that are plain, single-quoted, or double-quoted without escapes;
  /// else the scalar's start.
  ///
  /// - Parameters:
  ///   - node: A scalar of this document.
  ///   - offset: In code points from 0; the length of the text is the place after it.
  /// - Returns: The place; the scalar's start also for offsets outside the text.
  package func position(in node: YAMLNode, characterOffset offset: Int) -> SourcePosition {
    guard case .scalar(let text, let style) = node.content,
      offset >= 0, offset <= text.unicodeScalars.count
    else { return node.position }
    let source = source.scalars(from: node.position).prefix(node.width)
    guard let columns = Self.columns(of: text, written: Array(source), style) else {
      return node.position
    }
    return node.position.advanced(by: columns[offset])
  }

  /// The place in the file of a character of a scalar, by its UTF-8 offset in the text.
  package func position(in node: YAMLNode, utf8Offset offset: Int) -> SourcePosition {
    let head = String(decoding: (node.text ?? "").utf8.prefix(max(0, offset)), as: UTF8.self)
    return position(in: node, characterOffset: head.unicodeScalars.count)
  }

  /// The column of each character of `text` relative to its scalar's start, and of its end.
  ///
  /// - Returns: `nil` when the written characters are not the text itself.
  private static func columns(
    of text: String, written: [Unicode.Scalar], _ style: YAMLNode.Style
  ) -> [Int]? {
    var columns: [Int] = []
    var column = style == .plain ? 0 : 1
    for scalar in text.unicodeScalars {
      guard column < written.count, written[column] == scalar else { return nil }
      columns.append(column)
      switch (style, scalar) {
      case (.block, _), (.doubleQuoted, "\\"): return nil
      case (.singleQuoted, "'"): column += 2
      default: column += 1
      }
    }
    columns.append(column)
    let end = style == .plain ? written.count : written.count - 1
    return column == end ? columns : nil
  }
}
