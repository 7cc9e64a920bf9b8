package import HostLists
import LinkModel
import LinkProfile
package import YAMLDocument

extension Rule {
  private static let keys = [
    "id", "title", "status", "family", "role", "scope", "severity", "weight", "finds", "why",
    "wrong_when", "sources", "clause", "match", "message", "tests",
  ]

  /// Reads a rule file; its name without `.yaml` is the id that the rule must have.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: Its name in messages.
  ///   - families: The closed list of families.
  ///   - lists: The names of word lists and of host lists.
  /// - Throws: All problems of the file.
  package init(
    parsing bytes: [UInt8], file: String, families: [String], lists: RuleListNames
  ) throws(YAMLProblems) {
    let document = try YAMLDocument(parsing: bytes, file: file)
    let reader = YAMLReader(document)
    let parser = RuleParser(reader: reader, families: families, lists: lists)
    self = try reader.finish(parser.rule(document.root, file: file, keys: Rule.keys))
  }
}

/// The names that rules may refer to.
package struct RuleListNames: Sendable {
  /// Word lists, each with the names of its groups.
  package let words: [(name: String, groups: [String])]
  package let hosts: [String]

  package init(words: [(name: String, groups: [String])], hosts: [String]) {
    self.words = words
    self.hosts = hosts
  }

  /// The names of these lists.
  package init(_ lists: [ListFile]) {
    words = lists.filter { $0.kind == .words }.map { ($0.name, $0.groups.map(\.name)) }
    hosts = lists.filter(\.kind.namesHosts).map(\.name)
  }
}

struct RuleParser {
  let reader: YAMLReader
  var families: [String] = []
  var lists = RuleListNames(words: [], hosts: [])

  func rule(_ root: YAMLNode, file: String, keys known: [String]) -> Rule? {
    guard let keys = reader.mapping(root, known: known) else { return nil }
    let id = reader.string(keys.required("id"))
    if let id, let node = keys.optional("id") {
      let name = file.split(separator: "/").last.map(String.init) ?? file
      if name != id + ".yaml" {
        reader.report("the id '\(id)' is not the name of the file '\(name)'", at: node)
      }
    }
    let title = reader.string(keys.required("title"))
    let status = reader.oneOf(keys.required("status"), as: Rule.Status.self)
    let family = reader.oneOf(keys.required("family"), families)
    let role = reader.oneOf(keys.required("role"), as: Rule.Role.self)
    let scope = reader.oneOf(keys.required("scope"), as: Rule.Scope.self)
    let severity = reader.oneOf(keys.required("severity"), Severity.names)
    let weight = weight(keys, role)
    let finds = reader.string(keys.required("finds"))
    let why = reader.string(keys.required("why"))
    let wrongWhen = reader.strings(keys.required("wrong_when"))
    let sources = reader.strings(keys.required("sources"))
    let clause = reader.string(keys.required("clause"))
    let condition = keys.required("match").flatMap { self.condition($0, scope: scope) }
    let message = template(keys.required("message"), scope: scope)
    let tests = reader.mapping(
      keys.required("tests"), known: ["fires", "quiet", "known_misses", "known_false_alarms"])
    let fires = examples(tests?.required("fires"), scope: scope)
    let quiet = examples(tests?.required("quiet"), scope: scope)
    let misses = examples(tests?.optional("known_misses"), scope: scope)
    let falseAlarms = examples(tests?.optional("known_false_alarms"), scope: scope)
    if let scope, let role, let node = keys.optional("role") { check(role, in: scope, at: node) }
    if role == .decisive, let node = keys.optional("role") {
      if weight ?? 100 < Rule.decisiveWeight {
        reader.report("a decisive rule needs a weight of 75 or more", at: node)
      }
      if clause == "none" { reader.report("a decisive rule needs a clause", at: node) }
      if quiet.count < 3 { reader.report("a decisive rule needs three quiet tests", at: node) }
    }
    guard let id, let title, let status, let family, let role, let scope, let weight, let finds,
      let why, let wrongWhen, let sources, let clause, let condition, let message,
      let severity = severity.flatMap(Severity.init(named:))
    else { return nil }
    return Rule(
      id: id, title: title, status: status, family: family, role: role, scope: scope,
      severity: severity, weight: weight, finds: finds, why: why, wrongWhen: wrongWhen,
      sources: sources, clause: clause, condition: condition, message: message, fires: fires,
      quiet: quiet, knownMisses: misses, knownFalseAlarms: falseAlarms, file: file)
  }

  private func weight(_ keys: MappingReader, _ role: Rule.Role?) -> Int? {
    guard role == .alert else { return reader.int(keys.required("weight"), in: 0...100) }
    if let node = keys.optional("weight") {
      reader.report("an alert weighs nothing; remove the weight", at: node)
    }
    return 0
  }

  private func check(_ role: Rule.Role, in scope: Rule.Scope, at node: YAMLNode) {
    if scope == .referrer, role != .evidence {
      reader.report(
        "a rule of scope referrer has the role evidence: a log alone decides nothing", at: node)
    }
    if (scope == .profile) != (role == .alert) {
      reader.report("the role alert and the scope profile belong together", at: node)
    }
  }
}
