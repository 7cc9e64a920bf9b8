import NearestName

/// Reads a command line by a tree of commands.
///
/// Options may stand anywhere, even before the command they belong to: `--out DIR`, `--out=DIR`,
/// `-o DIR`, `-oDIR`, `-qv`. After `--` everything is an argument; a lone `-` is one always.
package struct CommandLineParser: Sendable {
  private let root: Command

  /// Creates a parser.
  ///
  /// - Precondition: No command understands two options of one name or letter.
  package init(_ root: Command) {
    for path in CommandPath(root).tree {
      let names = path.options.map(\.name)
      let letters = path.options.compactMap(\.letter)
      precondition(
        Set(names).count == names.count && Set(letters).count == letters.count,
        "'\(path.words)' has two options of one name")
    }
    self.root = root
  }

  /// Reads the words after the program's name.
  ///
  /// - Parameters:
  ///   - words: The command line without the program's name.
  ///   - environment: The value of an environment variable, or `nil` when it is not set.
  /// - Returns: The command that was called, with its values.
  /// - Throws: ``UsageError`` for the first thing that is wrong.
  package func parse(
    _ words: [String], environment: (String) -> String? = { _ in nil }
  ) throws(UsageError) -> ParsedCommand {
    var reading = Reading(root)
    try reading.read(words)
    return try reading.finish(environment: environment)
  }
}

/// The state of one parse.
private struct Reading {
  private struct Setting {
    let written: String
    let option: Command.Option?
    let value: String
  }

  private var path: CommandPath
  private var arguments: [String] = []
  private var settings: [Setting] = []

  init(_ root: Command) { path = CommandPath(root) }

  mutating func read(_ words: [String]) throws(UsageError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        for argument in rest { try take(argument) }
        return
      } else if word.hasPrefix("--") {
        try readLong(word, &rest)
      } else if word.hasPrefix("-"), word != "-" {
        try readLetters(word, &rest)
      } else {
        try take(word)
      }
    }
  }

  /// Takes a word that is no option: the name of a subcommand, or an argument.
  private mutating func take(_ word: String) throws(UsageError) {
    let subcommands = path.command.subcommands
    if subcommands.isEmpty {
      arguments.append(word)
    } else if let command = subcommands.first(where: { $0.name == word }) {
      path = path.appending(command)
    } else {
      throw failure(.unknownCommand(word, nearest: path.nearestCommand(to: word)))
    }
  }

  private mutating func readLong(
    _ word: String, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    let parts = word.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let attached = parts.count == 2 ? String(parts[1]) : nil
    let option = find { $0.name == name }
    try set(option, "--" + name, attached, &rest)
  }

  private mutating func readLetters(
    _ word: String, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      let option = find { $0.letter == letter }
      guard let option, !option.isFlag else {
        try set(option, "-\(letter)", nil, &rest)
        if option == nil { return }
        continue
      }
      if letters.first == "=" { letters.removeFirst() }
      try set(option, "-\(letter)", letters.isEmpty ? nil : String(letters), &rest)
      return
    }
  }

  private mutating func set(
    _ option: Command.Option?, _ written: String, _ attached: String?,
    _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    guard let option, let placeholder = option.value else {
      if option != nil, let attached {
        throw failure(.unexpectedValue(option: written, value: attached))
      }
      settings.append(Setting(written: written, option: option, value: ""))
      return
    }
    if let attached {
      settings.append(Setting(written: written, option: option, value: attached))
    } else if let next = rest.first, next == "-" || !next.hasPrefix("-") {
      settings.append(Setting(written: written, option: option, value: next))
      rest.removeFirst()
    } else {
      throw failure(.missingValue(option: written, placeholder: placeholder))
    }
  }

  /// The option of the command so far, or else of a command that may still follow.
  private func find(_ isMeant: (Command.Option) -> Bool) -> Command.Option? {
    path.options.first(where: isMeant)
      ?? path.tree.lazy.flatMap(\.command.options).first(where: isMeant)
  }

  /// Checks the whole line, now that the command is known.
  consuming func finish(environment: (String) -> String?) throws(UsageError) -> ParsedCommand {
    var given: [String: [String]] = [:]
    for setting in settings {
      guard let option = path.options.first(where: { $0.name == setting.option?.name }) else {
        throw failure(.unknownOption(setting.written, nearest: nearestOption(to: setting.written)))
      }
      if !option.isRepeatable, given[option.name] != nil {
        throw failure(.repeated(option: setting.written))
      }
      try check(setting.value, option.choices, "option '\(option.dashed)'")
      given[option.name, default: []].append(setting.value)
    }
    let standsAlone = path.options.contains { $0.standsAlone && given[$0.name] != nil }
    if !standsAlone {
      try ask(environment, &given)
      if !path.command.subcommands.isEmpty {
        throw failure(.missingCommand(choices: path.command.subcommands.map(\.name)))
      }
    }
    let bound = try bind(isLenient: standsAlone)
    return ParsedCommand(path, arguments: arguments, given: given, bound: bound)
  }

  /// Asks the environment for options that the command line leaves open.
  ///
  /// An empty variable is not set; a switch is also left off by `0` and `false`.
  private func ask(
    _ environment: (String) -> String?, _ given: inout [String: [String]]
  ) throws(UsageError) {
    for option in path.options where given[option.name] == nil {
      guard let name = option.environment, let value = environment(name), !value.isEmpty else {
        continue
      }
      if option.isFlag {
        if value != "0", value != "false" { given[option.name] = [""] }
      } else {
        try check(value, option.choices, "environment variable \(name)")
        given[option.name] = [value]
      }
    }
  }

  /// Gives each argument its values: a repeatable one takes what the later ones do not need.
  private func bind(isLenient: Bool) throws(UsageError) -> [String: [String]] {
    var bound: [String: [String]] = [:]
    var rest = arguments[...]
    for (index, argument) in path.command.arguments.enumerated() {
      let needed = path.command.arguments[(index + 1)...].count { !$0.isOptional }
      let available = max(0, rest.count - needed)
      let count = argument.isRepeatable ? available : min(1, available)
      if count == 0, !argument.isOptional, !isLenient {
        throw failure(.missingArgument(firstMissing ?? argument.name))
      }
      let values = Array(rest.prefix(count))
      for value in values where !isLenient { try check(value, argument.choices, argument.name) }
      bound[argument.name] = values
      rest = rest.dropFirst(count)
    }
    if let extra = rest.first, !isLenient { throw failure(.unexpectedArgument(extra)) }
    return bound
  }

  /// The required argument that is left over when each of them gets one word, from the left.
  private var firstMissing: String? {
    path.command.arguments.filter { !$0.isOptional }.dropFirst(arguments.count).first?.name
  }

  private func check(
    _ value: String, _ choices: [String], _ subject: String
  ) throws(UsageError) {
    guard !choices.isEmpty, !choices.contains(value) else { return }
    throw failure(
      .notAChoice(
        subject: subject, value: value, choices: choices, nearest: nearest(to: value, in: choices)))
  }

  /// The option that was meant: the only one that begins so, or the nearest name.
  private func nearestOption(to written: String) -> String? {
    guard written.hasPrefix("--") else { return nil }
    let name = String(written.dropFirst(2))
    let names = path.options.map(\.name)
    let longer = names.filter { name.count > 1 && $0.hasPrefix(name) }
    let found = longer.count == 1 ? longer[0] : nearest(to: name, in: names)
    return found.map { "--" + $0 }
  }

  private func failure(_ reason: UsageError.Reason) -> UsageError {
    UsageError(reason, path: path.names)
  }
}
