import TestSupport

/// Journals as former versions of the program have left them, with data in every table.
enum FormerJournal {
  /// - Parameters:
  ///   - version: How many migrations were known.
  ///   - folder: Where the file is made.
  /// - Throws: If there is no Python.
  static func write(_ version: Int, in folder: TemporaryFolder) throws {
    var sql = ""
    for (name, migration) in [("1", first), ("2", second), ("followed", followed)].prefix(version) {
      sql += "\(migration)INSERT INTO grdb_migrations VALUES ('\(name)');\n"
    }
    try folder.write(sql, to: "former.sql")
    try folder.shell(
      "python3 -c \"import sqlite3; c = sqlite3.connect('\(folder.path)/journal.sqlite'); "
        + "c.executescript(open('\(folder.path)/former.sql').read()); c.close()\""
    )
  }

  private static let first = """
    CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
    CREATE TABLE deliveries (
      id TEXT PRIMARY KEY, event TEXT NOT NULL, receivedAt REAL NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE hints (
      id INTEGER PRIMARY KEY, source TEXT NOT NULL, revision TEXT, pullRequest INTEGER,
      forcedFrom TEXT, receivedAt REAL NOT NULL, isDone INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX hintsOfSource ON hints (source, isDone);
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY, source TEXT NOT NULL, cause TEXT NOT NULL, revision TEXT,
      startedAt REAL NOT NULL, endedAt REAL, outcome TEXT NOT NULL, message TEXT NOT NULL
    );
    CREATE INDEX runsOfSource ON runs (source, id);
    CREATE TABLE changes (
      run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      cluster TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL,
      kind TEXT NOT NULL, keys TEXT NOT NULL, error TEXT, diff TEXT NOT NULL,
      PRIMARY KEY (run, cluster, namespace, name)
    ) WITHOUT ROWID;
    CREATE TABLE targets (
      source TEXT NOT NULL, cluster TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL,
      revision TEXT, bytes INTEGER NOT NULL, checkedAt REAL NOT NULL, changedAt REAL,
      driftAt REAL, error TEXT,
      PRIMARY KEY (source, cluster, namespace, name)
    ) WITHOUT ROWID;
    CREATE TABLE branches (
      source TEXT PRIMARY KEY, head TEXT, headTime REAL, seenAt REAL,
      attempted TEXT, applied TEXT, appliedAt REAL, refusal TEXT
    ) WITHOUT ROWID;
    CREATE TABLE outbox (
      key TEXT PRIMARY KEY, repository TEXT NOT NULL, branch TEXT NOT NULL,
      revision TEXT NOT NULL, state TEXT, body TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0, dueAt REAL NOT NULL
    ) WITHOUT ROWID;
    INSERT INTO deliveries VALUES ('d1', 'push', 100);
    INSERT INTO hints (source, revision, pullRequest, receivedAt) VALUES
      ('acme/rocket@main', 'bbb', 7, 100);
    INSERT INTO runs VALUES (1, 'acme/rocket@main', 'hint', 'aaa', 90, 91, 'applied', 'one');
    INSERT INTO changes VALUES
      (1, 'default', 'prow', 'jobs', 'updated', '[["k.yaml","changed","p/k.yaml"]]', NULL, 'd');
    INSERT INTO targets VALUES
      ('acme/rocket@main', 'default', 'prow', 'jobs', 'aaa', 12, 91, 91, NULL, NULL);
    INSERT INTO branches VALUES ('acme/rocket@main', 'bbb', 99, 100, 'bbb', 'aaa', 91, 'bad');
    INSERT INTO outbox VALUES
      ('acme/rocket@main status aaa', 'acme/rocket', 'main', 'aaa', 'success', 'done', 2, 95);

    """

  private static let second = """
    ALTER TABLE branches ADD COLUMN first TEXT;
    ALTER TABLE branches ADD COLUMN waitFound TEXT;
    ALTER TABLE branches ADD COLUMN waitUntil REAL;
    ALTER TABLE changes ADD COLUMN publicError TEXT;
    CREATE TABLE failures (
      source TEXT NOT NULL, revision TEXT NOT NULL, PRIMARY KEY (source, revision)
    ) WITHOUT ROWID;
    UPDATE branches SET first = 'aa0', waitFound = 'an old head', waitUntil = 120;
    INSERT INTO failures VALUES ('acme/rocket@main', 'ccc');

    """

  private static let followed = """
    ALTER TABLE branches ADD COLUMN isFollowed INTEGER NOT NULL DEFAULT 1;

    """
}
