import LinkModel
import Testing

@Suite struct FieldTests {
  @Test func `every field has a name of its own in snake case, and is found by it`() {
    let names = Field.allCases.map(\.name)
    #expect(Set(names).count == names.count)
    for field in Field.allCases {
      #expect(Field(named: field.name) == field)
      let isSnakeCase = field.name.utf8.allSatisfy {
        ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F
      }
      #expect(isSnakeCase, "\(field.name)")
    }
    #expect(Field(named: "no_such_field") == nil)
  }

  @Test func `the name of a field is its case's, written with underscores`() {
    for field in Field.allCases {
      let plain = field.name.split(separator: "_").joined()
      #expect("\(field)".lowercased() == plain)
    }
  }

  @Test func `every meaning is a sentence`() {
    for field in Field.allCases {
      #expect(field.meaning.hasSuffix("."), "\(field.name)")
      #expect(field.meaning.first?.isUppercase == true, "\(field.name)")
    }
  }

  @Test func `the words of a field are distinct`() {
    for field in Field.allCases {
      switch field.kind {
      case .choice(let words), .choices(let words): #expect(Set(words).count == words.count)
      default: break
      }
    }
  }
}
