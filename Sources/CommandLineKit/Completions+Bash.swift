extension Completions {
  /// Runs in bash 3.2, which macOS has; bash hands `--out=x` over as three words.
  var bash: String {
    let paths = CommandPath(root).tree
    let commands = paths.dropFirst().map(\.key).joined(separator: " | ")
    let withValue = Set(paths.flatMap(\.options).filter { !$0.isFlag }.flatMap(\.spellings))
    return """
      # bash completion for \(root.name)
      \(functionName)() {
        local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}"
        local path="" word index IFS=$'\\n'
        COMPREPLY=()
        for ((index = 1; index < COMP_CWORD; index++)); do
          word="${COMP_WORDS[index]}"
          case "$word" in
            \(alternatives(withValue.sorted()))) ((index++)); [[ ${COMP_WORDS[index]} == = ]] && ((index++)); continue ;;
          esac
          case "$path/$word" in
            \(commands.isEmpty ? "''" : commands)) path="$path/$word" ;;
          esac
        done
        if [[ $current == = ]]; then
          current=""
        elif [[ $previous == = ]]; then
          previous="${COMP_WORDS[COMP_CWORD - 2]}"
        fi
        case "$path $previous" in
      \(paths.flatMap(bashValues).joined(separator: "\n"))
        esac
        if [[ $current == -* ]]; then
          case "$path" in
      \(paths.map(bashOptions).joined(separator: "\n"))
          esac
          return
        fi
        case "$path" in
      \(paths.map(bashArguments).joined(separator: "\n"))
        esac
      }
      complete -F \(functionName) \(root.name)

      """
  }

  private func alternatives(_ words: [String]) -> String {
    words.isEmpty ? "''" : words.joined(separator: " | ")
  }

  private func bashValues(_ path: CommandPath) -> [String] {
    path.options.filter { !$0.isFlag }.map { option in
      let cases = option.spellings.map { "\"\(path.key) \($0)\"" }.joined(separator: " | ")
      return "    \(cases)) \(bashReply(option.choices, option.completion)) return ;;"
    }
  }

  private func bashOptions(_ path: CommandPath) -> String {
    "      \"\(path.key)\") \(bashReply(path.options.map(\.dashed), .nothing)) ;;"
  }

  /// Offers subcommands, or the values and files that any of the arguments may take.
  private func bashArguments(_ path: CommandPath) -> String {
    let arguments = path.command.arguments
    let words = path.command.subcommands.map(\.name) + arguments.flatMap(\.choices)
    let completion = arguments.filter(\.choices.isEmpty).map(\.completion).first { $0 != .nothing }
    return "    \"\(path.key)\") \(bashReply(words, completion ?? .nothing)) ;;"
  }

  private func bashReply(_ words: [String], _ completion: Command.Completion) -> String {
    // compgen divides its list at line breaks, as IFS says, so that file names may have spaces.
    let list = words.isEmpty ? "" : " -W $'\(words.joined(separator: "\\n"))'"
    switch completion {
    case .nothing where words.isEmpty: return "COMPREPLY=();"
    case .nothing: return "COMPREPLY=($(compgen\(list) -- \"$current\"));"
    case .files:
      return "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f\(list) -- \"$current\"));"
    case .directories:
      return "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d\(list) -- \"$current\"));"
    }
  }
}
