import Foundation

@testable import ReferrerLogs

/// The formats of rules/logs.
let builtInFormats: LogFormatSet = {
  let folder = URL(filePath: #filePath).appending(path: "../../../rules/logs").standardized
  do {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }.sorted()
    return try LogFormatSet(
      parsing: names.map { name in
        (file: name, text: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
      })
  } catch {
    fatalError("\(error)")
  }
}()

/// A reader of all formats of the family that lines of Apache and nginx have.
func makeReader() -> LogReader {
  guard let combined = builtInFormats.format(named: "combined") else {
    fatalError("the format 'combined' is missing")
  }
  return LogReader(LogDetection(combined, in: builtInFormats))
}

/// What a reader reports about bytes, one text a line.
func outline(_ bytes: [UInt8], cutAt cut: Int? = nil) -> [String] {
  var reader = makeReader()
  var result: [String] = []
  let formats = reader.formats
  func note(_ text: Span<UInt8>, _ number: Int, _ outcome: LogOutcome) {
    switch outcome {
    case .blank: result.append("\(number) blank")
    case .noRequest: result.append("\(number) no request")
    case .rejected(let reason): result.append("\(number) \(reason.rawValue)")
    case .line(let line):
      let format = formats[line.format]
      let fields = LogField.known.compactMap { field in
        format.text(field, of: line, in: text).map { "\(field.name)=\($0)" }
      }
      result.append("\(number) \(format.name) \(fields.joined(separator: "|"))")
    }
  }
  var rest = 0
  if let cut {
    rest = reader.consume(bytes.span.extracting(0..<cut), isLast: false, note)
  }
  let used = reader.consume(bytes.span.extracting(rest..<bytes.count), isLast: true, note)
  precondition(rest + used == bytes.count, "bytes are left over")
  return result
}
