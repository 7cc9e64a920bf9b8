package import CalendarTime
package import LinkProfile

/// What a rule run is told.
package struct RuleOptions: Sendable {
  /// Which rules run.
  package var statuses: Set<Rule.Status> = [.stable]
  /// What is known of the site: its settings, and when reading has ended its facts.
  package var profile = ProfileFacts()
  /// The day that `within_days` counts back from.
  package var asOf = Day(rawValue: 0)

  /// What the site is about; word groups of these names are not spam to it.
  package var topics: Set<String> {
    get { Set(profile[texts: .topics] ?? []) }
    set { profile[texts: .topics] = newValue.sorted() }
  }

  package init() {}
}
