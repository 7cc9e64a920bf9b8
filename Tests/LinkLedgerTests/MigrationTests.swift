import LinkModel
import Testing

@testable import LinkLedger

@Suite struct MigrationTests {
  /// What a ledger of each earlier version held, as it was written then: statements behind the tables.
  ///
  /// Rows of a version stay here for ever.
  private static let recorded: [Int: [String]] = [
    1: [
      "INSERT INTO site VALUES (1, 'shop.example', 40, 3)",
      "INSERT INTO domain VALUES (1, 'a.example')",
      "INSERT INTO host VALUES (1, 'www.a.example', 1), (2, 'shop.example', 1)",
      "INSERT INTO page VALUES (1, 2, '/')",
      "INSERT INTO report VALUES (1, 'semrush', 'backlinks')",
      "INSERT INTO link VALUES (1, 77, 0, 1, '/p', 1, 'lamps')",
      "INSERT INTO observation VALUES (1, 77, 1, 20700, NULL, 12, X'B8C302', X'')",
      "INSERT INTO delivery VALUES (1, 1, 0, 20700, 1, 1)",
      "INSERT INTO decision VALUES ('a.example', 0, 'keep', 'a note', 'me', 20700)",
      """
      INSERT INTO referral VALUES (1, 'https://a.example/', 'https://shop.example/', 0, 5, 1, 1, 2,
        '200:5', X'000001')
      """,
    ],
    2: [
      "INSERT INTO site VALUES (1, 'shop.example', 40, 3)",
      "INSERT INTO domain VALUES (1, 'a.example')",
      "INSERT INTO host VALUES (1, 'www.a.example', 1), (2, 'shop.example', 1)",
      "INSERT INTO page VALUES (1, 2, '/')",
      "INSERT INTO report VALUES (1, 'semrush', 'backlinks')",
      "INSERT INTO run VALUES (1, 'ingest', 1, 2, 1, 1, 0, 0)",
      "INSERT INTO link VALUES (1, 77, 0, 1, '/p', 1, 'lamps')",
      "INSERT INTO observation VALUES (1, 77, 1, 20700, NULL, 12, X'B8C302', X'', X'')",
      "INSERT INTO delivery VALUES (1, 1, 0, 20700, 1, 1)",
      "INSERT INTO arrival VALUES (1, 1, 20700, 1)",
      "INSERT INTO decision VALUES ('a.example', 0, 'keep', 'a note', 'me', 20700)",
    ],
  ]

  /// How many bytes the tables of each version took when it was released: they never change again.
  private static let sizes = [1: 4_464, 2: 4_758]

  @Test func `the tables of a version never change`() {
    for (version, size) in Self.sizes {
      let statements = Schema.migrations.prefix(version).flatMap(\.statements)
      #expect(statements.joined().utf8.count == size)
    }
    #expect(Self.sizes.count == Schema.version)
  }

  @Test(arguments: 1...Schema.version)
  func `a ledger of every version becomes one of the newest and loses nothing`(_ version: Int)
    throws
  {
    let folder = try Folder()
    let path = folder.path("x.db")
    let statements = try #require(Self.recorded[version], "record rows of version \(version)")
    do {
      let database = try Database(path: path, mode: .create)
      try Ledger.migrate(database, from: 0, Array(Schema.migrations.prefix(version)))
      for statement in statements { try database.execute(statement) }
    }
    let ledger = try Ledger(path: path, .writing)
    #expect(try ledger.check() == [])
    #expect(try ledger.decisions().map(\.note) == ["a note"])
    #expect(try ledger.sites() == ["shop.example"])
    let history = try #require(try LinkHistory(ledger, site: "shop.example"))
    var links: [String] = []
    try history.forEachLink { link in
      links.append("\(link.host)\(link.path ?? "") \(link.targetHost) \(link.anchor ?? "")")
      #expect(link.observations.map(\.stand?.isThere) == [true])
    }
    #expect(links == ["www.a.example/p shop.example lamps"])
  }

  private static let two =
    Schema.migrations + [
      Schema.Migration(statements: ["ALTER TABLE site ADD COLUMN title TEXT NOT NULL DEFAULT '?'"])
    ]

  @Test func `a step runs once, and tells the version`() throws {
    let database = try Database(path: ":memory:", mode: .create)
    try Ledger.migrate(database, from: 0)
    try database.execute("INSERT INTO site (host) VALUES ('shop.example')")
    try Ledger.migrate(database, from: Schema.version, Self.two)
    try Ledger.migrate(database, from: Self.two.count, Self.two)
    let version = try database.number("PRAGMA user_version")
    #expect(version == Int64(Self.two.count))
    let titles = try database.number("SELECT count(*) FROM site WHERE title = '?'")
    #expect(titles == 1)
  }

  @Test func `a step that fails leaves the ledger as it was`() throws {
    let database = try Database(path: ":memory:", mode: .create)
    try Ledger.migrate(database, from: 0)
    let broken =
      Schema.migrations + [
        Schema.Migration(statements: ["CREATE TABLE new (id INTEGER)", "CREATE TABLE site (id)"])
      ]
    #expect(throws: LedgerError.self) {
      try Ledger.migrate(database, from: Schema.version, broken)
    }
    let kept = try database.number("PRAGMA user_version")
    #expect(kept == Int64(Schema.version))
    let tables = try database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'new'")
    #expect(tables == 0)
    let isInside = database.isInTransaction
    #expect(!isInside)
  }
}
