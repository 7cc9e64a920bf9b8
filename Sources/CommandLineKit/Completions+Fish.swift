extension Completions {
  /// One function that finds the command so far, and one line for each thing to offer.
  var fish: String {
    let paths = CommandPath(root).tree
    let keys = paths.dropFirst().map(\.key).joined(separator: " ")
    let at = "_\(functionName)_at"
    return """
      # fish completion for \(root.name)
      function \(at)
        set -l path ''
        for word in (commandline -opc)[2..-1]
          switch "$path/$word"
            case \(keys.isEmpty ? "''" : keys)
              set path "$path/$word"
          end
        end
        test "$path" = "$argv[1]"
      end
      complete -c \(root.name) -f
      \(paths.flatMap { lines($0, at) }.joined(separator: "\n"))

      """
  }

  private func lines(_ path: CommandPath, _ at: String) -> [String] {
    let head = "complete -c \(root.name) -n '\(at) \(path.key.isEmpty ? "\"\"" : path.key)'"
    let commands = path.command.subcommands.map {
      "\(head) -a \($0.name) -d \(Self.fishQuoted($0.summary))"
    }
    let arguments = path.command.arguments.map { argument in
      head + fishValues(argument.choices, argument.completion)
        + " -d \(Self.fishQuoted(argument.help))"
    }
    let options = path.options.map { option in
      var line = head + " -l \(option.name)"
      if let letter = option.letter { line += " -s \(letter)" }
      if !option.isFlag { line += " -r" + fishValues(option.choices, option.completion) }
      return line + " -d \(Self.fishQuoted(option.help))"
    }
    return commands + arguments + options
  }

  private func fishValues(_ choices: [String], _ completion: Command.Completion) -> String {
    if !choices.isEmpty { return " -f -a \(Self.fishQuoted(choices.joined(separator: " ")))" }
    switch completion {
    case .files: return " -F"
    case .directories: return " -f -a '(__fish_complete_directories)'"
    case .nothing: return " -f"
    }
  }

  /// The text in single quotes of fish.
  private static func fishQuoted(_ text: String) -> String {
    var result = ""
    for character in text {
      if character == "'" || character == "\\" { result += "\\" }
      result.append(character)
    }
    return "'\(result)'"
  }
}
