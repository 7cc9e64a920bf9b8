extension SourceText {
  /// Says in the words of an author, not of a parser, why the text is not YAML.
  ///
  /// - Parameters:
  ///   - failure: What libyaml reports; its place is often not that of the mistake.
  ///   - lastQuoted: Where the latest quoted scalar begins and ends.
  /// - Returns: The problem at the place where the author can mend it.
  func explain(
    _ failure: YAMLSyntaxFailure, lastQuoted: (start: SourcePosition, end: SourcePosition)?
  ) -> YAMLProblem {
    let place = failure.position
    let origin = failure.contextPosition
    switch (failure.context, failure.text) {
    case ("while parsing a quoted scalar", _) where failure.text.contains("escape"),
      ("while parsing a quoted scalar", "did not find expected hexdecimal number"):
      return escapeProblem(at: place, quote: origin)
    case ("while scanning a quoted scalar", _):
      return problem("the quote is not closed", at: origin, hint: "add the closing quote")
    case (
      "while scanning a block scalar",
      "found a tab character where an indentation space is expected"
    ),
      (_, "found a tab character that violates indentation"):
      return tabProblem(at: place)
    case ("while scanning a block scalar", _):
      return valueProblem(
        "'\(character(at: origin))' starts a block of text", from: origin, what: "the value")
    case ("while scanning an alias", _):
      return valueProblem("'*' starts a YAML alias", from: origin, what: "it")
    case ("while scanning an anchor", _):
      return valueProblem("'&' starts a YAML anchor", from: origin, what: "it")
    case ("while scanning a tag", _), ("while parsing a tag", _), (_, "found undefined tag handle"):
      let start = character(at: place) == "!" ? place : origin
      return valueProblem("'!' starts a YAML tag", from: start, what: "it")
    case ("while scanning a directive", _), ("while scanning a %YAML directive", _),
      ("while scanning a %TAG directive", _), (_, "found incompatible YAML document"),
      (_, "found duplicate %YAML directive"), (_, "found duplicate %TAG directive"):
      return problem(
        "a '%' directive is not used here", at: SourcePosition(line: place.line, column: 1),
        hint: "remove the line")
    case (_, "found character that cannot start any token"):
      if character(at: place) == "\t" { return tabProblem(at: place) }
      return valueProblem(
        "a value cannot begin with '\(character(at: place))'", from: place, what: "it")
    case ("while scanning a simple key", "could not find expected ':'"):
      return missingColon(after: origin)
    case (_, "mapping values are not allowed in this context"): return colonProblem(at: place)
    case (_, "block sequence entries are not allowed in this context"):
      return problem(
        "a list item cannot begin here", at: place,
        hint: "begin the list on a line of its own, or write it as [a, b]")
    default: return structureProblem(failure, lastQuoted: lastQuoted)
    }
  }

  /// A backslash in double quotes that starts no escape of YAML's: usually a regular expression.
  private func escapeProblem(at place: SourcePosition, quote: SourcePosition) -> YAMLProblem {
    let head = scalars(ofLine: place.line).prefix(place.column)
    let column = head.lastIndex(of: "\\") ?? place.column - 1
    let backslash = SourcePosition(line: place.line, column: column + 1)
    let escape = String(String.UnicodeScalarView(scalars(from: backslash).prefix(2)))
    var hint = "use single quotes"
    let inner = scalars(from: quote).dropFirst()
    if quote.line == place.line, let end = inner.lastIndex(of: "\"") {
      let content = String(String.UnicodeScalarView(inner[..<end]))
      if content.count <= 60 { hint += ": " + singleQuoted(content) }
    }
    return problem(
      "'\(escape)' is not an escape of double quotes", at: backslash, width: 2, hint: hint)
  }

  private func tabProblem(at place: SourcePosition) -> YAMLProblem {
    problem("a tab is used for indentation", at: place, hint: "use spaces")
  }

  /// A value that begins with a character of YAML's own.
  private func valueProblem(
    _ text: String, from start: SourcePosition, what: String
  ) -> YAMLProblem {
    let value = unquotedValue(from: start)
    let hint = value.count <= 60 ? ": " + singleQuoted(value) : ""
    return problem(
      text, at: start, width: value.unicodeScalars.count, hint: "quote \(what)" + hint)
  }

  private func missingColon(after start: SourcePosition) -> YAMLProblem {
    let word = unquotedValue(from: start)
    return problem(
      "missing ':' after '\(shortened(word))'", at: start, width: word.unicodeScalars.count)
  }

  /// libyaml met a `:` where no key can be.
  private func colonProblem(at place: SourcePosition) -> YAMLProblem {
    let indent = indentation(ofLine: place.line)
    let head = String(
      String.UnicodeScalarView(scalars(ofLine: place.line).prefix(place.column - 1)))
    if head.contains(": ") {
      let start = valueStart(onLine: place.line)
      return valueProblem(
        "a second ': ' stands in the value", from: start, what: "the value")
    }
    if place.column > 1024 { return problem("a key is longer than 1024 characters", at: place) }
    let here = SourcePosition(line: place.line, column: indent + 1)
    guard let above = lineWithContent(above: place.line) else {
      return problem("a key cannot be here", at: here)
    }
    if let bare = bareWord(above: place.line) { return missingColon(after: bare) }
    let start = SourcePosition(line: above, column: indentation(ofLine: above) + 1)
    return problem(
      "the line begins in column \(here.column), the key above in column \(start.column)", at: here,
      hint: "keys of one mapping begin in one column, and the key above has its value already",
      related: start)
  }

  /// A list or mapping that does not go on as it began.
  private func structureProblem(
    _ failure: YAMLSyntaxFailure, lastQuoted: (start: SourcePosition, end: SourcePosition)?
  ) -> YAMLProblem {
    let place = failure.position
    if let lastQuoted, lastQuoted.start.line < lastQuoted.end.line,
      lastQuoted.end.line == place.line
    {
      return problem(
        "the quote that opens here is closed only at \(lastQuoted.end)", at: lastQuoted.start,
        hint: "close it on its own line", related: place)
    }
    if place.line <= lineCount {
      let start = valueStart(onLine: place.line)
      let first = character(at: start)
      if ["[", "{", "'", "\""].contains(first), start < place, failure.context.contains("block") {
        return problem(
          "text follows the end of a value that starts with \(first)", at: start,
          width: place.column - start.column,
          hint: "quote the whole value: " + requoted(shortened(unquotedValue(from: start))))
      }
    }
    if failure.context.hasPrefix("while parsing a flow") {
      let isList = failure.context.hasSuffix("sequence")
      return problem(
        "the \(isList ? "list" : "mapping") in \(isList ? "[ ]" : "{ }") does not go on here",
        at: place.line > lineCount ? failure.contextPosition : place,
        hint: "write ',' or '\(isList ? "]" : "}")', or quote the text before",
        related: failure.contextPosition)
    }
    if failure.context.hasPrefix("while parsing a block"),
      place.column == indentation(ofLine: place.line) + 1
    {
      return indentationProblem(at: place, in: failure)
    }
    if failure.text == "did not find expected node content" {
      return valueProblem(
        "a value cannot begin with '\(character(at: place))'", from: place, what: "it")
    }
    let context = failure.context.isEmpty ? "" : " \(failure.context)"
    return problem("YAML syntax\(context): \(failure.text)", at: place)
  }

  /// A line that continues no list or mapping around it.
  private func indentationProblem(
    at place: SourcePosition, in failure: YAMLSyntaxFailure
  ) -> YAMLProblem {
    let origin = failure.contextPosition
    if place.column == origin.column {
      let isList = failure.context.hasSuffix("collection") || failure.context.hasSuffix("sequence")
      return problem(
        isList ? "a key stands among list items" : "a list item stands among keys", at: place,
        hint: "indent it, or make it like line \(origin.line)", related: origin)
    }
    return problem(
      "the line begins in column \(place.column), the lines it belongs to in column \(origin.column)",
      at: place, hint: "indent it like line \(origin.line)", related: origin)
  }
}
