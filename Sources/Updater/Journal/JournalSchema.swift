internal import SQLite

/// The tables of the journal, as one version of this program after the other has made them.
enum JournalSchema {
  static let migrations = Migrations([
    (name: "1", sql: first), (name: "2", sql: second), (name: "followed", sql: followed),
    (name: "3", sql: third),
  ])

  /// Times are seconds since 1970.
  ///
  /// Lists are JSON arrays.
  private static let first = """
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
      revision TEXT NOT NULL, state TEXT, body TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, dueAt REAL NOT NULL
    ) WITHOUT ROWID;
    """

  private static let second = """
    ALTER TABLE branches ADD COLUMN first TEXT;
    ALTER TABLE branches ADD COLUMN waitFound TEXT;
    ALTER TABLE branches ADD COLUMN waitUntil REAL;
    ALTER TABLE changes ADD COLUMN publicError TEXT;
    CREATE TABLE failures (
      source TEXT NOT NULL, revision TEXT NOT NULL, PRIMARY KEY (source, revision)
    ) WITHOUT ROWID;
    """

  private static let followed = """
    ALTER TABLE branches ADD COLUMN isFollowed INTEGER NOT NULL DEFAULT 1;
    """

  private static let third = """
    CREATE TABLE components (
      source TEXT NOT NULL, name TEXT NOT NULL, cluster TEXT NOT NULL, namespace TEXT NOT NULL,
      configMap TEXT NOT NULL, expected TEXT, since REAL NOT NULL, shown TEXT, shownAt REAL,
      loadedAt REAL, missingSince REAL, state TEXT NOT NULL, note TEXT, isMade INTEGER NOT NULL,
      PRIMARY KEY (source, name)
    ) WITHOUT ROWID;
    CREATE TABLE awaited (
      source TEXT NOT NULL, revision TEXT NOT NULL, body TEXT NOT NULL, appliedAt REAL NOT NULL,
      isLate INTEGER NOT NULL, components TEXT NOT NULL,
      PRIMARY KEY (source, revision)
    ) WITHOUT ROWID;
    CREATE TABLE stages (
      source TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, revision TEXT NOT NULL,
      appliedAt REAL NOT NULL, lineSince REAL NOT NULL, wellSince REAL, wellAt REAL, until REAL,
      held TEXT, isWritten INTEGER NOT NULL,
      PRIMARY KEY (source, position)
    ) WITHOUT ROWID;
    ALTER TABLE branches ADD COLUMN takenBack TEXT;
    ALTER TABLE branches ADD COLUMN isOvertaken INTEGER NOT NULL DEFAULT 0;
    """
}
