package import LinkReports
import LinkRules

/// One row a referring domain of a judged site, by name; each is made when it is asked for.
package struct DomainRows: RandomAccessCollection {
  private let judgement: SiteJudgement
  /// The lines of the disavow file, by domain.
  private let entries: [String: [String]]

  init(_ judgement: SiteJudgement, entries: [String: [String]]) {
    self.judgement = judgement
    self.entries = entries
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { judgement.domains.count }

  package subscript(place: Int) -> DomainRow {
    let judged = judgement.domains[place]
    return judgement.row(of: judged, judgement.facts(of: judged), entries: entries)
  }

  /// The places of the rows that the report page has room for, ascending.
  var shownPlaces: [Int] {
    ReportPage.places(shownOf: count) { place in
      (judgement.domains[place].verdict.verdict, judgement.domains[place].value)
    }
  }
}
