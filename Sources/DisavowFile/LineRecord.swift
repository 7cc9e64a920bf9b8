/// Where the parts of a line lie, and what it is.
struct LineRecord {
  private var start: UInt32
  private var length: UInt32
  private var valueStart: UInt32
  private var valueLength: UInt32
  private var commentLength: UInt32
  /// The number of what is said of the line.
  var remarks: UInt32
  /// Bytes of the line end: none, LF, CR or CR LF.
  var endLength: UInt8
  var kind: DisavowDocument.Line.Kind
  /// Whether the value lies among the forms and not in the text.
  var isForm: Bool

  /// A line whose value is a part of its text.
  init(
    _ kind: DisavowDocument.Line.Kind, raw: Range<Int>, endLength: Int, value: Range<Int>
  ) {
    start = UInt32(raw.lowerBound)
    length = UInt32(raw.count)
    valueStart = UInt32(value.lowerBound)
    valueLength = UInt32(value.count)
    commentLength = 0
    remarks = 0
    self.endLength = UInt8(endLength)
    self.kind = kind
    isForm = false
  }

  /// A line whose value, and the comment behind it, were written anew.
  init(
    _ kind: DisavowDocument.Line.Kind, raw: Range<Int>, endLength: Int, form: Range<Int>,
    commentLength: Int, remarks: UInt32
  ) {
    self.init(kind, raw: raw, endLength: endLength, value: form)
    self.commentLength = UInt32(commentLength)
    self.remarks = remarks
    isForm = true
  }

  var raw: Range<Int> { Int(start)..<Int(start) + Int(length) }
  var value: Range<Int> { Int(valueStart)..<Int(valueStart) + Int(valueLength) }
  /// The comment, which lies behind the form.
  var comment: Range<Int> {
    let start = isForm ? value.upperBound : 0
    return start..<start + Int(commentLength)
  }
  var isEntry: Bool { kind == .domain || kind == .url }
}

/// What is said of a line: repairs, oddities, and why it is rejected.
struct LineRemarks: Hashable, Sendable {
  /// In the order found.
  var codes: [DisavowCode] = []
  var rejection: DisavowCode?
}
