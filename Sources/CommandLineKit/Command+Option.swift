extension Command {
  /// A value or a switch that is set by name: `--out DIR`, `--quiet`.
  package struct Option: Sendable {
    /// The name without the dashes.
    package var name: String
    /// The short form: `q` for `-q`.
    package var letter: Character?
    /// What stands for the value in help, such as `DIR`; `nil` for a switch.
    package var value: String?
    /// What it does, in one sentence.
    package var help: String
    /// Whether it may be given more than once; a repeated switch is no error.
    package var isRepeatable: Bool
    /// The values that are allowed; empty when any is.
    package var choices: [String]
    /// The value when none is given.
    package var defaultValue: String?
    /// The environment variable that is asked when the option is not given.
    package var environment: String?
    /// Whether nothing else is needed when it is set, as with `--version`.
    package var standsAlone: Bool
    /// What a shell offers as its value.
    package var completion: Completion

    /// Creates an option with a value.
    package init(
      _ name: String, _ letter: Character? = nil, value: String, help: String,
      isRepeatable: Bool = false, choices: [String] = [], default defaultValue: String? = nil,
      environment: String? = nil, completion: Completion = .nothing
    ) {
      self.name = name
      self.letter = letter
      self.value = value
      self.help = help
      self.isRepeatable = isRepeatable
      self.choices = choices
      self.defaultValue = defaultValue
      self.environment = environment
      self.standsAlone = false
      self.completion = completion
    }

    /// Creates a switch.
    package init(
      flag name: String, _ letter: Character? = nil, help: String, environment: String? = nil,
      standsAlone: Bool = false
    ) {
      self.name = name
      self.letter = letter
      self.value = nil
      self.help = help
      self.isRepeatable = true
      self.choices = []
      self.defaultValue = nil
      self.environment = environment
      self.standsAlone = standsAlone
      self.completion = .nothing
    }

    /// The switch that every command has.
    static let help = Option(flag: "help", "h", help: "Show this help.", standsAlone: true)

    /// Whether it is a switch without a value.
    package var isFlag: Bool { value == nil }

    /// How it is written: `--out`.
    var dashed: String { "--" + name }

    /// How usage and help show it: `--out DIR`.
    var synopsis: String { dashed + (value.map { " " + $0 } ?? "") }

    /// The help with choices, default and environment.
    var fullHelp: String {
      var notes: [String] = []
      if !choices.isEmpty { notes.append("one of " + choices.joined(separator: ", ")) }
      if let defaultValue { notes.append("default: \(defaultValue)") }
      if let environment { notes.append("environment: \(environment)") }
      if isRepeatable, !isFlag { notes.append("repeatable") }
      return notes.isEmpty ? help : "\(help) (\(notes.joined(separator: "; ")))"
    }
  }

  /// A value that is given by its place: `INPUT...`.
  package struct Argument: Sendable {
    /// What stands for it in help, in capitals.
    package var name: String
    /// What it is, in one sentence.
    package var help: String
    /// Whether it takes any number of values.
    package var isRepeatable: Bool
    /// Whether it may be left out.
    package var isOptional: Bool
    /// The values that are allowed; empty when any is.
    package var choices: [String]
    /// What a shell offers.
    package var completion: Completion

    /// Creates an argument.
    package init(
      _ name: String, help: String, isRepeatable: Bool = false, isOptional: Bool = false,
      choices: [String] = [], completion: Completion = .files
    ) {
      self.name = name
      self.help = help
      self.isRepeatable = isRepeatable
      self.isOptional = isOptional
      self.choices = choices
      self.completion = completion
    }

    /// How usage shows it: `[INPUT...]`.
    var synopsis: String {
      let text = name + (isRepeatable ? "..." : "")
      return isOptional ? "[\(text)]" : text
    }

    /// The help with the choices.
    var fullHelp: String {
      choices.isEmpty ? help : "\(help) (one of \(choices.joined(separator: ", ")))"
    }
  }
}
