import JSONText

/// JSON gives the same records, whole or cut in two, and every value lies in its record.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard input.count > 2 else { return 0 }
  let path = ["", "a", "a.b", "links"][Int(input[0] & 3)]
  let text = Array(input.dropFirst(2))
  let cut = text.isEmpty ? 0 : Int(input[1]) % (text.count + 1)
  precondition(
    records(text, path, cut: 0) == records(text, path, cut: cut), "a cut changes the records")
  var reader = JSONRecordReader(JSONPaths(["a", "a.b", "links.x"]))
  _ = reader.read(text.span)
  return 0
}

private func records(_ text: [UInt8], _ path: String, cut: Int) -> [String] {
  var scanner = JSONScanner(path: path)
  var index = JSONIndex(JSONPaths(), learns: true)
  var found: [String] = []
  var start = 0
  for (end, isLast) in [(cut, false), (text.count, true)] where isLast || end > 0 {
    let piece = Array(text[start..<end])
    index.removeAll()
    let used = scanner.scan(piece.span, isLast: isLast, into: &index)
    for record in index.records {
      var bytes: [UInt8] = []
      for value in index.values[record.values] {
        precondition(record.range.contains(value.range.lowerBound), "a value outside its record")
        JSONString.append(piece.span.extracting(value.range), to: &bytes)
        bytes.append(UInt8(truncatingIfNeeded: value.path))
      }
      let place = record.range.lowerBound + start
      let problem = record.problem.map { "\($0)" } ?? "\(record.range.upperBound + start)"
      found.append("\(place) \(record.line) \(problem) \(bytes)")
    }
    start += used
  }
  return found
}
