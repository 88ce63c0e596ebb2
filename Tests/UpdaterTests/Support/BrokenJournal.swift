import TestSupport

extension TestBed {
  /// Lets every save fail that has something to do with a table, as a kill right before it would.
  func breakSaves(of table: String) throws {
    let trigger = "CREATE TRIGGER broken BEFORE INSERT ON \(table)"
    try alterJournal("\(trigger) BEGIN SELECT RAISE(ABORT, 'broken'); END")
  }

  func mendSaves() throws { try alterJournal("DROP TRIGGER broken") }

  private func alterJournal(_ sql: String) throws {
    try state.write(sql, to: "sql")
    try state.shell(
      "python3 -c \"import sqlite3; c = sqlite3.connect('\(state.path)/journal.sqlite'); "
        + "c.execute(open('\(state.path)/sql').read()); c.commit()\""
    )
  }
}
