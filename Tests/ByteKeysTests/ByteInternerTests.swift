import ByteKeys
import Testing

@Suite struct ByteInternerTests {
  @Test func `equal bytes have one number, in the order of first appearance`() {
    var table = ByteInterner()
    let words = ["a", "b", "a", "", "example.com", "b", "example.com"]
    let numbers = words.map { word in
      let bytes = Array(word.utf8)
      return table.intern(bytes.span)
    }
    #expect(numbers == [0, 1, 0, 2, 3, 1, 3])
    #expect(table.count == 4)
    #expect(table.text(3) == "example.com")
  }

  @Test func `a hundred thousand keys keep their numbers and their bytes while the table grows`() {
    var table = ByteInterner(key: 7)
    for number in 0..<100_000 {
      let bytes = Array("host-\(number).example".utf8)
      #expect(table.intern(bytes.span) == number)
    }
    for number in stride(from: 0, to: 100_000, by: 997) {
      let bytes = Array("host-\(number).example".utf8)
      #expect(table.number(of: bytes.span) == number)
      #expect(table.text(number) == "host-\(number).example")
    }
    let absent = Array("host-x.example".utf8)
    #expect(table.number(of: absent.span) == nil)
  }

  @Test func `a string longer than a block is kept whole`() {
    var table = ByteInterner()
    let long = [UInt8](repeating: 97, count: 200_000)
    let number = table.intern(long.span)
    #expect(table.bytes(number).count == 200_000)
    #expect(table.intern(long.span) == number)
  }
}
