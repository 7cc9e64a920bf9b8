import LinkModel
import Testing

@testable import BacklinkExports

@Suite struct ColumnReaderTests {
  /// What a reader makes of a cell, in words.
  private func outcome(
    _ text: String, _ field: Field, _ conversion: ColumnReader.Conversion,
    words: [String: Int64] = [:]
  ) -> String {
    let reader = ColumnReader(column: 0, slot: 0, field: field, conversion: conversion)
    let bytes = Array(text.utf8)
    switch reader.read(0..<bytes.count, in: bytes.span, words: WordTable(words)) {
    case .value(let cell): return "\(cell.number)"
    case .blank: return "blank"
    case .unknownWord: return "unknown word"
    case .notANumber: return "no number"
    case .notADate: return "no date"
    }
  }

  static let flags: [(text: String, plain: String, inverted: String, unlessBlank: String)] = [
    ("true", "1", "0", "1"),
    ("FALSE", "0", "1", "1"),
    ("Yes", "1", "0", "1"),
    ("no", "0", "1", "1"),
    (" 1 ", "1", "0", "1"),
    ("0", "0", "1", "1"),
    ("x", "1", "0", "1"),
    ("nofollow", "1", "0", "1"),
    ("DoFollow", "0", "1", "1"),
    ("", "blank", "blank", "0"),
    ("  ", "blank", "blank", "0"),
    ("maybe", "unknown word", "unknown word", "1"),
  ]

  @Test(arguments: flags)
  func `a flag is true, false or not said`(
    _ example: (text: String, plain: String, inverted: String, unlessBlank: String)
  ) {
    let modes = [(false, false), (true, false), (false, true)].map { isInverted, isUnlessBlank in
      outcome(
        example.text, .nofollow,
        .flag(isInverted: isInverted, isTrueUnlessBlank: isUnlessBlank))
    }
    #expect(modes == [example.plain, example.inverted, example.unlessBlank], "\(example.text)")
  }

  static let numbers: [(text: String, integer: String, stretched: String)] = [
    ("12", "12", "70584"),
    ("3.7", "3", "21763"),
    ("-1", "blank", "blank"),
    ("-", "blank", "blank"),
    ("null", "blank", "blank"),
    ("N/A", "blank", "blank"),
    ("", "blank", "blank"),
    ("many", "no number", "no number"),
  ]

  @Test(arguments: numbers)
  func `a number below zero, a dash and null say nothing`(
    _ example: (text: String, integer: String, stretched: String)
  ) {
    #expect(outcome(example.text, .externalLinks, .integer) == example.integer)
    #expect(outcome(example.text, .spamScore, .decimal(scale: 5_882)) == example.stretched)
  }

  static let words: [(text: String, types: String)] = [
    ("text", "1"),
    ("Text, Image", "3"),
    ("image,redirect", "6"),
    ("hologram", "512"),
    ("", "blank"),
  ]

  @Test(arguments: words)
  func `a set collects its words, and a word it does not know is other`(
    _ example: (text: String, types: String)
  ) {
    var bits: [String: Int64] = [:]
    for name in LinkTypes.names { bits[name] = Field.linkTypes.number(ofWord: name) }
    #expect(
      outcome(example.text, .linkTypes, .word(isSet: true), words: bits) == example.types)
  }

  @Test func `one of a closed list is found by its word, an unknown word is said`() {
    let places: [String: Int64] = ["content": 0, "footer": 3]
    #expect(outcome("Footer", .placement, .word(isSet: false), words: places) == "3")
    #expect(outcome("elsewhere", .placement, .word(isSet: false), words: places) == "unknown word")
  }

  @Test func `a date that is none spoils its row`() {
    #expect(outcome("2025-13-01", .firstSeen, .moment) == "no date")
    #expect(outcome("", .firstSeen, .moment) == "blank")
  }
}
