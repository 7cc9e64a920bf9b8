/// Metrics in the text format of Prometheus, as the textfile collector of its node exporter reads them.
///
/// - Source: https://prometheus.io/docs/instrumenting/exposition_formats/
package struct MetricsText {
  package typealias Label = (name: String, value: String)

  /// What a metric is.
  package enum Kind: String, Sendable {
    /// It only grows; names end in `_total`.
    case counter
    case gauge
  }

  /// What was added so far.
  package private(set) var text = ""
  private let common: [Label]

  /// - Parameter common: The labels that every sample has.
  package init(common: [Label]) {
    self.common = common
  }

  /// Adds a metric with one sample.
  package mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Int64) {
    add(name, kind, help, [([], value)])
  }

  /// Adds a metric; one without samples is left out.
  ///
  /// - Parameters:
  ///   - name: Its name, each once.
  ///   - kind: What it is.
  ///   - help: A sentence for people.
  ///   - samples: Its values, each with its labels.
  package mutating func add(
    _ name: String, _ kind: Kind, _ help: String, _ samples: [(labels: [Label], value: Int64)]
  ) {
    if samples.isEmpty { return }
    text += "# HELP \(name) \(MetricsText.escaped(help, quotes: false))\n"
    text += "# TYPE \(name) \(kind.rawValue)\n"
    for sample in samples {
      let labels = (common + sample.labels).map { label in
        "\(label.name)=\"\(MetricsText.escaped(label.value, quotes: true))\""
      }
      text += name + (labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}")
      text += " \(sample.value)\n"
    }
  }

  /// A text in which nothing ends the line, or the value of a label.
  private static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
