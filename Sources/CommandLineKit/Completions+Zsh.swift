extension Completions {
  /// One function a command, each on top of zsh's `_arguments`.
  var zsh: String {
    let functions = CommandPath(root).tree.map(zshFunction).joined(separator: "\n")
    return """
      #compdef \(root.name)
      \(functions)
      if [[ $funcstack[1] == \(functionName) ]]; then
        \(functionName) "$@"
      else
        compdef \(functionName) \(root.name)
      fi

      """
  }

  private func zshFunction(_ path: CommandPath) -> String {
    let name = zshName(path)
    var lines = path.options.flatMap(zshSpecifications)
    if path.command.subcommands.isEmpty {
      lines += path.command.arguments.map(zshSpecification)
      return """
        \(name)() {
          _arguments -s -S \\
            \(lines.joined(separator: " \\\n    "))
        }
        """
    }
    lines += ["'1: :->command'", "'*:: :->rest'"]
    let names = path.command.subcommands.map { command in
      Self.quoted(Self.zshEscaped(command.name) + ":" + command.summary)
    }
    let calls = path.command.subcommands.map { command in
      "        \(command.name)) \(zshName(path.appending(command))) ;;"
    }
    return """
      \(name)() {
        local state line
        local -a commands
        commands=(
          \(names.joined(separator: "\n    "))
        )
        _arguments -C \\
          \(lines.joined(separator: " \\\n    "))
        case $state in
          command) _describe -t commands command commands ;;
          rest)
            case $line[1] in
      \(calls.joined(separator: "\n"))
            esac ;;
        esac
      }
      """
  }

  private func zshName(_ path: CommandPath) -> String {
    functionName + path.names.dropFirst().map { "_" + Self.identifier($0) }.joined()
  }

  private func zshSpecifications(_ option: Command.Option) -> [String] {
    option.spellings.map { spelling in
      let isLong = spelling.hasPrefix("--")
      var text = option.isRepeatable ? "*" : "(\(option.spellings.joined(separator: " ")))"
      text += spelling
      if let value = option.value {
        text += isLong ? "=" : "+"
        text += "[\(Self.zshEscaped(option.help))]:\(Self.zshEscaped(value)):"
        text += zshAction(option.choices, option.completion)
      } else {
        text += "[\(Self.zshEscaped(option.help))]"
      }
      return Self.quoted(text)
    }
  }

  private func zshSpecification(_ argument: Command.Argument) -> String {
    let separator = argument.isRepeatable ? "*:" : argument.isOptional ? "::" : ":"
    return Self.quoted(
      separator + Self.zshEscaped(argument.name) + ":"
        + zshAction(argument.choices, argument.completion))
  }

  private func zshAction(_ choices: [String], _ completion: Command.Completion) -> String {
    if !choices.isEmpty { return "(\(choices.joined(separator: " ")))" }
    switch completion {
    case .files: return "_files"
    case .directories: return "_files -/"
    case .nothing: return " "
    }
  }

  /// The text with a backslash before what ends a part of a specification.
  private static func zshEscaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "[]:\\".contains(character) { result += "\\" }
      result.append(character)
    }
    return result
  }
}
