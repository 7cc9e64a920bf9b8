import DelimitedText

/// Delimited text gives the same records, whole or cut in two, and every record lies in the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard input.count > 2 else { return 0 }
  let text = Array(input.dropFirst(2))
  var dialect = Dialect(separator: [0x2C, 0x09, 0x3B, 0x7C][Int(input[0] & 3)])
  if input[0] & 4 != 0 { (dialect.lineLimit, dialect.byteLimit) = (3, 40) }
  let width = Int(input[0] >> 4)
  let cut = text.isEmpty ? 0 : Int(input[1]) % (text.count + 1)

  var whole = RecordIndex()
  var scanner = RecordScanner(dialect: dialect, width: width)
  let used = scanner.scan(text.span, isLast: true, into: &whole)
  precondition(used == text.count, "bytes are left over")
  let records = whole.records.map { [$0.start, $0.end, $0.line, $0.fieldCount] }

  var parts: [[Int]] = []
  var second = RecordScanner(dialect: dialect, width: width)
  var index = RecordIndex()
  let head = Array(text[..<cut])
  let kept = head.isEmpty ? 0 : second.scan(head.span, isLast: false, into: &index)
  parts += index.records.map { [$0.start, $0.end, $0.line, $0.fieldCount] }
  index.removeAll()
  let tail = Array(text[kept...])
  _ = second.scan(tail.span, isLast: true, into: &index)
  parts += index.records.map { [$0.start + kept, $0.end + kept, $0.line, $0.fieldCount] }
  precondition(parts == records, "a cut changes the records")

  for record in whole.records {
    for field in 0..<record.fieldCount {
      _ = FieldText.string(whole.rawField(field, of: record), in: text.span, quote: dialect.quote)
    }
  }
  return 0
}
