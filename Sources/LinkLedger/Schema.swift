/// The tables of a ledger, by version, and how an older ledger becomes a newer one.
enum Schema {
  /// Marks a file as a ledger of this program: "BLnk".
  static let applicationID: Int32 = 0x424C_6E6B

  /// One step from a version to the next: statements, run in one transaction.
  struct Migration: Sendable {
    let statements: [String]
  }

  /// The version that this program writes.
  static var version: Int { migrations.count }

  /// The steps from nothing to the newest version; step 0 makes version 1.
  static let migrations: [Migration] = [
    Migration(statements: version1), Migration(statements: version2),
  ]

  /// Sites, hosts, links and what exporters and logs said of them.
  ///
  /// Moments are raw values (twice the seconds since 1970, plus one when the time of day is known), days
  /// count from 1970-01-01.
  private static let version1 = [
    """
    CREATE TABLE site (
      id INTEGER PRIMARY KEY,
      host TEXT NOT NULL UNIQUE,
      log_lines INTEGER NOT NULL DEFAULT 0,
      log_visits INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    """
    CREATE TABLE domain (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    """
    CREATE TABLE host (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      domain INTEGER NOT NULL REFERENCES domain
    ) STRICT
    """,
    """
    CREATE TABLE page (
      id INTEGER PRIMARY KEY,
      host INTEGER NOT NULL REFERENCES host,
      path TEXT NOT NULL,
      UNIQUE (host, path)
    ) STRICT
    """,
    """
    CREATE TABLE report (
      id INTEGER PRIMARY KEY,
      tool TEXT NOT NULL,
      name TEXT NOT NULL,
      UNIQUE (tool, name)
    ) STRICT
    """,
    """
    CREATE TABLE field (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    """
    CREATE TABLE link (
      site INTEGER NOT NULL REFERENCES site,
      key INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      host INTEGER NOT NULL REFERENCES host,
      path TEXT,
      page INTEGER REFERENCES page,
      anchor TEXT,
      PRIMARY KEY (site, key)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE observation (
      site INTEGER NOT NULL,
      link INTEGER NOT NULL,
      report INTEGER NOT NULL REFERENCES report,
      day INTEGER NOT NULL,
      first_seen INTEGER,
      last_seen INTEGER,
      days BLOB NOT NULL,
      facts BLOB NOT NULL,
      PRIMARY KEY (site, link, report)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE delivery (
      site INTEGER NOT NULL REFERENCES site,
      report INTEGER NOT NULL REFERENCES report,
      page INTEGER NOT NULL,
      day INTEGER NOT NULL,
      links INTEGER NOT NULL,
      is_whole INTEGER NOT NULL,
      PRIMARY KEY (site, report, page, day)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE input (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      head_length INTEGER NOT NULL,
      head_hash INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE head (
      hash INTEGER NOT NULL,
      length INTEGER NOT NULL,
      input INTEGER NOT NULL REFERENCES input,
      PRIMARY KEY (hash, length, input)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE checkpoint (
      input INTEGER NOT NULL REFERENCES input,
      site INTEGER NOT NULL REFERENCES site,
      offset INTEGER NOT NULL,
      tail INTEGER NOT NULL,
      packed_size INTEGER,
      packed_tail INTEGER,
      reader TEXT NOT NULL,
      PRIMARY KEY (input, site)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE export (
      size INTEGER NOT NULL,
      hash INTEGER NOT NULL,
      member TEXT NOT NULL,
      scope TEXT NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (size, hash, member, scope)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE referral (
      site INTEGER NOT NULL REFERENCES site,
      source TEXT NOT NULL,
      page TEXT NOT NULL,
      type INTEGER NOT NULL,
      hits INTEGER NOT NULL,
      bot_hits INTEGER NOT NULL,
      first_seen INTEGER,
      last_seen INTEGER,
      statuses TEXT NOT NULL,
      clients BLOB NOT NULL,
      PRIMARY KEY (site, source, page, type)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE daily (
      site INTEGER NOT NULL REFERENCES site,
      day INTEGER NOT NULL,
      host INTEGER NOT NULL REFERENCES host,
      hits INTEGER NOT NULL,
      bot_hits INTEGER NOT NULL,
      PRIMARY KEY (site, day, host)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE visitor (
      site INTEGER NOT NULL REFERENCES site,
      chunk INTEGER NOT NULL,
      marks BLOB NOT NULL,
      PRIMARY KEY (site, chunk)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE served (
      site INTEGER NOT NULL REFERENCES site,
      host INTEGER NOT NULL REFERENCES host,
      PRIMARY KEY (site, host)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      command TEXT NOT NULL,
      began INTEGER NOT NULL,
      ended INTEGER,
      inputs INTEGER NOT NULL DEFAULT 0,
      used INTEGER NOT NULL DEFAULT 0,
      skipped INTEGER NOT NULL DEFAULT 0,
      rejected INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    """
    CREATE TABLE verdict (
      site INTEGER NOT NULL REFERENCES site,
      domain INTEGER NOT NULL REFERENCES domain,
      day INTEGER NOT NULL,
      verdict TEXT NOT NULL,
      class TEXT NOT NULL,
      score INTEGER NOT NULL,
      rules TEXT NOT NULL,
      PRIMARY KEY (site, domain, day)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE evidence (
      site INTEGER NOT NULL REFERENCES site,
      domain INTEGER NOT NULL REFERENCES domain,
      day INTEGER NOT NULL,
      score INTEGER NOT NULL,
      pack INTEGER NOT NULL,
      rules TEXT NOT NULL,
      PRIMARY KEY (site, domain)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE decision (
      subject TEXT NOT NULL,
      is_request INTEGER NOT NULL,
      decision TEXT NOT NULL,
      note TEXT NOT NULL,
      author TEXT NOT NULL,
      day INTEGER NOT NULL,
      PRIMARY KEY (subject, is_request)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE uploaded (
      site INTEGER NOT NULL REFERENCES site,
      day INTEGER NOT NULL,
      content BLOB NOT NULL,
      PRIMARY KEY (site, day)
    ) STRICT, WITHOUT ROWID
    """,
  ]

  /// The days of the exports that say that a link is lost, and which run brought the exports of a day.
  private static let version2 = [
    "ALTER TABLE observation ADD COLUMN lost BLOB NOT NULL DEFAULT X''",
    """
    CREATE TABLE arrival (
      site INTEGER NOT NULL REFERENCES site,
      report INTEGER NOT NULL REFERENCES report,
      day INTEGER NOT NULL,
      run INTEGER NOT NULL REFERENCES run,
      PRIMARY KEY (site, report, day)
    ) STRICT, WITHOUT ROWID
    """,
  ]
}
