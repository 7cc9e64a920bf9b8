import LinkModel
import LinkProfile
import LinkRules

/// docs/rules.md: every rule in words, made from the rule files.
package struct RuleCatalogue {
  private let pack: RulePack

  package init(_ pack: RulePack) {
    self.pack = pack
  }

  /// The page.
  package var markdown: String {
    var text = """
      # Rules

      Made by `backlinks rules docs rules`; do not edit.

      A decisive rule is enough alone. Evidence counts together with other families, support only goes
      with spam, noise marks what is harmless. An alert tells the owner of something about the site itself.


      """
    for family in pack.families {
      let rules = pack.rules.rules.filter { $0.family == family.id }
      if rules.isEmpty { continue }
      text += "## \(family.title)\n\n\(family.meaning)\n\n"
      for rule in rules { text += section(rule) }
    }
    return text
  }

  private func section(_ rule: Rule) -> String {
    var text = "### \(rule.id)\n\n\(rule.title). "
    text += "*\(rule.role.rawValue), weight \(rule.weight), scope \(rule.scope.rawValue), "
    text += "\(rule.status.rawValue), clause \(rule.clause).*\n\n"
    text += "Finds: \(oneLine(rule.finds))\n\nWhy: \(oneLine(rule.why))\n\nWrong when:\n\n"
    for reason in rule.wrongWhen { text += "- \(oneLine(reason))\n" }
    text += "\nSources: " + rule.sources.map { "<\($0)>" }.joined(separator: ", ") + "\n\n"
    return text
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// docs/fields.md: every field and fact that rules and mappings may name.
package enum FieldCatalogue {
  /// The page.
  package static var markdown: String {
    var text = """
      # Fields

      Made by `backlinks rules docs fields`; do not edit.

      ## The common record

      Keys of `convert`, of mapping files, and, with `link.` before them, of rules.

      | key | values | meaning |
      |---|---|---|

      """
    for field in Field.allCases {
      text += "| `\(field.name)` | \(values(field.kind)) | \(field.meaning) |\n"
    }
    text += "\n## What rules know beside them\n\n| name | values | meaning |\n|---|---|---|\n"
    for subject in Subject.all {
      if case .link = subject { continue }
      text += "| `\(subject.name)` | \(values(subject.kind)) | \(subject.meaning) |\n"
    }
    text += "\n## Operators\n\n| operator | holds when |\n|---|---|\n"
    for op in RuleOperator.allCases { text += "| `\(op.rawValue)` | \(op.meaning) |\n" }
    return text
  }

  private static func values(_ kind: FieldKind) -> String {
    switch kind {
    case .text: "text"
    case .list: "words"
    case .flag: "true, false"
    case .integer: "whole number"
    case .decimal: "number"
    case .moment: "day or second"
    case .choice(let names): names.joined(separator: ", ")
    case .choices(let names): "any of " + names.joined(separator: ", ")
    }
  }
}
