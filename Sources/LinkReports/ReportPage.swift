import CReportPage
package import LinkModel
import OutputText

/// report.html: the summary to read and the page to review in, one file that asks no network for anything.
///
/// Its policy allows the script and the style sheet inside by their hashes, and nothing else. Texts of
/// strangers are escaped, and addresses are text. Same input, same bytes.
public enum ReportPage {
  /// The file's bytes.
  ///
  /// - Parameters:
  ///   - summary: What the audit came to.
  ///   - domains: One row a referring domain, by name.
  ///   - disavow: The disavow file that the audit wrote.
  /// - Returns: HTML in UTF-8.
  public static func render(
    _ summary: AuditSummary, domains: [DomainRow], disavow: [UInt8]
  ) -> [UInt8] {
    let places = places(shownOf: domains.count) { (domains[$0].verdict, domains[$0].value) }
    var page: [UInt8] = []
    write(summary, shown: places.map { domains[$0] }, total: domains.count, disavow: disavow) {
      page += $0
    }
    return page
  }

  /// The places of the domains that a page has room for, ascending: when there are more, the harmless ones
  /// of least value stay out.
  package static func places(
    shownOf count: Int, standing: (Int) -> (verdict: Verdict, value: Int64)
  ) -> [Int] {
    if count <= ReportModel.limit { return Array(0..<count) }
    let order = (0..<count).sorted { left, right in
      let (a, b) = (standing(left), standing(right))
      if a.verdict != b.verdict { return a.verdict > b.verdict }
      return a.value != b.value ? a.value > b.value : left < right
    }
    return order.prefix(ReportModel.limit).sorted()
  }

  /// Hands on the file piece by piece, with the rows of ``places(shownOf:standing:)`` only.
  package static func write(
    _ summary: AuditSummary, shown: [DomainRow], total: Int, disavow: [UInt8],
    to emit: @escaping ([UInt8]) -> Void
  ) {
    let style = ReportParts.style
    let script = ReportParts.script
    let policy =
      "default-src 'none'; script-src 'sha256-\(SHA256.base64(SHA256.hash(script)))'; "
      + "style-src 'sha256-\(SHA256.base64(SHA256.hash(style)))'; base-uri 'none'; "
      + "form-action 'none'"
    var overview = HTMLPage()
    writeSummary(of: summary, to: &overview)
    var profile = HTMLPage()
    writeProfile(of: summary, to: &profile)
    let parts: [String: [UInt8]] = [
      "policy": Array(policy.utf8),
      "title": Array(HTMLText.safe("Backlinks of \(summary.site)").utf8),
      "site": Array(HTMLText.safe(summary.site).utf8),
      "style": style,
      "script": script,
      "summary": Array(overview.text.utf8),
      "profile": Array(profile.text.utf8),
    ]
    forEachPart(of: ReportParts.frame) { part in
      switch part {
      case .text(let text): emit(text)
      case .name("model"):
        ReportModel.write(summary, rows: shown, total: total, disavow: disavow, to: emit)
      case .name(let name):
        guard let part = parts[name] else { preconditionFailure("the frame asks for '\(name)'") }
        emit(part)
      }
    }
  }

  /// A piece of the frame: text as it is, or the name of what goes there, written `{{name}}`.
  private enum FramePart {
    case text([UInt8])
    case name(String)
  }

  private static func forEachPart(of frame: [UInt8], _ body: (FramePart) -> Void) {
    let brace = UInt8(ascii: "{")
    var start = 0
    var index = 0
    while index < frame.count {
      guard frame[index] == brace, index + 1 < frame.count, frame[index + 1] == brace,
        let end = frame[index...].firstIndex(of: UInt8(ascii: "}"))
      else {
        index += 1
        continue
      }
      body(.text(Array(frame[start..<index])))
      body(.name(String(decoding: frame[index + 2..<end], as: UTF8.self)))
      index = end + 2
      start = index
    }
    body(.text(Array(frame[start...])))
  }
}

/// The parts of the page that the program carries inside.
private enum ReportParts {
  static var frame: [UInt8] {
    var count = 0
    let start = unsafe creportpage_frame(&count)
    return unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }

  static var style: [UInt8] {
    var count = 0
    let start = unsafe creportpage_style(&count)
    return unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }

  static var script: [UInt8] {
    var count = 0
    let start = unsafe creportpage_script(&count)
    return unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }
}
