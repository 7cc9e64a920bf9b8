/// One token of a JSON text: what it is, and where its content stands.
package struct JSONToken: Hashable, Sendable {
  /// What a token is.
  package enum Kind: UInt8, Sendable {
    case objectStart, objectEnd, arrayStart, arrayEnd
    /// The name of a member.
    case key
    case string, number, `true`, `false`, null
  }

  package let kind: Kind
  /// The content: of keys and strings what stands between the quotes.
  package let range: Range<Int>
  /// The content has a backslash; ``JSONString`` resolves it.
  package let hasEscapes: Bool

  /// Whether this is a value that holds no others.
  package var isScalar: Bool {
    switch kind {
    case .string, .number, .true, .false, .null: true
    case .objectStart, .objectEnd, .arrayStart, .arrayEnd, .key: false
    }
  }
}

/// Why a JSON text, or one record of it, cannot be read.
package enum JSONProblem: Error, Hashable, Sendable {
  /// This byte stands where it must not.
  case unexpected(UInt8)
  /// A line ends inside a string.
  case unclosedString
  /// Objects and arrays are nested deeper than the limit.
  case tooDeep
  /// A record has more bytes than the limit.
  case tooLong
  /// A record has more values than the limit.
  case tooManyValues
  /// A value stands where a record, an object, is expected.
  case notAnObject
  /// An outermost value has nothing where the records of the others are.
  case noRecords
  /// The text ends inside a record.
  case cutOff
}

extension JSONProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unexpected(let byte) where byte > 0x20 && byte < 0x7F:
      "'\(Character(UnicodeScalar(byte)))' stands where JSON does not allow it"
    case .unexpected(let byte): "byte \(byte) stands where JSON does not allow it"
    case .unclosedString: "the line ends inside a string"
    case .tooDeep: "nested deeper than \(JSONTokenizer.depthLimit) levels"
    case .tooLong: "longer than the limit of a record"
    case .tooManyValues: "more than \(JSONValues.limit) values in one record"
    case .notAnObject: "a value where an object is expected"
    case .noRecords: "no records where the file has them"
    case .cutOff: "the text ends inside this record"
    }
  }
}
