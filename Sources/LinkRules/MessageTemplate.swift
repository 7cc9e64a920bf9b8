/// A sentence with names in braces: `{domain.source_pages} pages link with "{domain.top_anchor}"`.
package struct MessageTemplate: Sendable {
  enum Part: Sendable {
    case text(String)
    case subject(Subject)
  }

  /// What is wrong with a template.
  package struct Problem: Error {
    package let message: String
    package let offset: Int
  }

  let parts: [Part]

  /// Reads a template.
  package init(parsing text: String) throws(Problem) {
    var parts: [Part] = []
    var literal = ""
    var name: String?
    for (offset, character) in text.enumerated() {
      switch (character, name) {
      case ("{", nil):
        if !literal.isEmpty { parts.append(.text(literal)) }
        literal = ""
        name = ""
      case ("}", let found?):
        guard let subject = Subject(named: found) else {
          throw Problem(message: "unknown field '\(found)'", offset: offset - found.count)
        }
        parts.append(.subject(subject))
        name = nil
      case (_, let found?): name = found + String(character)
      default: literal.append(character)
      }
    }
    if name != nil { throw Problem(message: "'{' without '}'", offset: text.count - 1) }
    if !literal.isEmpty { parts.append(.text(literal)) }
    self.parts = parts
  }

  /// The values that the template asks for.
  package var subjects: [Subject] {
    parts.compactMap { if case .subject(let subject) = $0 { subject } else { nil } }
  }

  /// The sentence, with a value for each name; a value that is not known is "?".
  package func rendered(_ value: (Subject) -> String?) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .subject(let subject): value(subject) ?? "?"
      }
    }.joined()
  }
}
