import CalendarTime
import Testing
import YAMLDocument

@testable import ReferrerLogs

@Suite struct LogFormatSetTests {
  @Test(arguments: builtInFormats.formats.map(\.name))
  func `every format reads its samples as it says, and refuses what it says`(
    _ name: String
  ) throws {
    let format = try #require(builtInFormats.format(named: name))
    for sample in format.samples {
      let bytes = Array(sample.line.utf8)
      let found = fields(of: sample, in: format)
      let line = try #require(found, "\(sample.line)")
      for (field, expected) in sample.fields {
        let field = try #require(LogField.allCases.first { $0.name == field })
        let found =
          field == .time
          ? format.moment(of: line, in: bytes.span)?.description
          : format.text(field, of: line, in: bytes.span)
        #expect(found == expected, "\(field) of \(sample.line)")
      }
      let whole = Array(((sample.header.map { $0 + "\n" } ?? "") + sample.line).utf8)
      let detected = try LogDetection(of: whole.span, in: builtInFormats).name
      #expect(detected == name, "\(sample.line)")
    }
    for line in format.refused {
      let sample = LogFormat.Sample(header: nil, line: line, fields: [:])
      #expect(fields(of: sample, in: format) == nil, "\(line)")
    }
    #expect(!format.samples.isEmpty)
    #expect(format.documentation.hasPrefix("http"))
    #expect(format.hasReferrer || format.withoutReferrer != nil)
  }

  /// The fields of a line in one format alone, below its header.
  private func fields(of sample: LogFormat.Sample, in format: LogFormat) -> LogLine? {
    var programs = LogProgramSet([format])
    if let header = sample.header { programs.readDirective(Array(header.utf8).span) }
    let bytes = Array(sample.line.utf8)
    guard case .line(let line) = programs.outcome(of: bytes.span) else { return nil }
    return line
  }

  private func problems(_ change: (String) -> String) -> [String] {
    let text = """
      name: x
      title: X
      family: x
      syntax: apache
      format: '%h %t "%r"'
      escaping: none
      extra_columns: true
      documentation: https://e.example/
      samples: [{ line: a, fields: { client: a } }]
      """
    do throws(YAMLProblems) {
      _ = try LogFormatSet(parsing: [(file: "logs/x.yaml", text: change(text))])
      return []
    } catch {
      return error.problems.map(\.headline)
    }
  }

  @Test(
    arguments: [
      ("'%h %t", "'%h %l %t", []),
      ("name: x", "name: y", ["logs/x.yaml:1:7: the name differs from that of the file"]),
      ("'%h %t \"%r\"'", "'%h %t'", ["logs/x.yaml:5:10: no variable is a request or a target"]),
      ("'%h %t", "'%h", ["logs/x.yaml:5:10: no variable is a time or a referrer"]),
      (
        "'%h %t", "'%h%u %t",
        [
          "logs/x.yaml:5:10: two variables follow each other without text between them"
        ]
      ),
      ("'%h %t", "'%h %t %{Referer", ["logs/x.yaml:5:17: '{' is not closed"]),
      ("'%h %t", "'%h %{%s}t", ["logs/x.yaml:5:13: times of the form '%s' are not known"]),
      (
        "'%h %t", "'%h %t %~",
        [
          "logs/x.yaml:5:16: unknown directive; write %% for a percent sign"
        ]
      ),
      ("'%h %t", "'%h %a %t", ["logs/x.yaml:5:10: 'client' occurs twice"]),
      (
        "apache", "apache2",
        [
          "logs/x.yaml:4:9: 'apache2' is not one of apache, nginx, columns, w3c, json; did you mean 'apache'?"
        ]
      ),
      (
        "client: a", "agnet: a",
        [
          "logs/x.yaml:9:32: 'agnet' is not one of host, port, client, user, time, request, method, "
            + "target, status, referrer, agent, scheme, query, date, fetch; did you mean 'agent'?"
        ]
      ),
    ] as [(String, String, [String])])
  func `a mistake in a file is reported at its place`(
    _ old: String, _ new: String, _ expected: [String]
  ) {
    #expect(problems { $0.replacing(old, with: new) } == expected)
  }

  @Test func `the strings of both servers mean the same`() throws {
    let apache = try LogFormatString(
      #"%h - %u %t \"%r\" %>s %b \"%{Referer}i\" \"%!200{User-agent}i\" %%"#, syntax: .apache)
    let nginx = try LogFormatString(
      #"$remote_addr - $remote_user [$time_local] "$request" $status ${body_bytes_sent} "#
        + #""$http_referer" "$http_user_agent" %"#, syntax: .nginx)
    let texts = [apache, nginx].map { format in
      format.pieces.map { piece in
        switch piece {
        case .text(let bytes): String(decoding: bytes, as: UTF8.self)
        case .variable(let field, _, _): "<\(field.name)>"
        }
      }.joined()
    }
    #expect(texts[0] == texts[1])
  }
}
