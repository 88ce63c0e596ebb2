import Testing

/// Whoever looks a message up finds it, and no message is looked up that nobody gets.
@Suite("Messages of docs/operations.md", .timeLimit(.minutes(15)))
struct DocumentedMessageTests {
  @Test(.serialized, arguments: ProvokedMessage.all)
  func itIsSaid(_ message: ProvokedMessage) async throws {
    let said = try await message.provoke()
    #expect(said == message.text)
  }

  @Test
  func everyMessageOfTheTablesIsProvoked() throws {
    let rows = try DocumentedMessages.rows()
    #expect(rows.count > 28, "the tables are found")
    for pattern in rows.flatMap(\.self) {
      #expect(
        ProvokedMessage.all.contains { $0.fits(pattern) },
        "no event of ProvokedMessage.all leads to \"\(pattern)\""
      )
    }
  }

  @Test
  func everyProvokedMessageIsInATable() throws {
    let patterns = try DocumentedMessages.rows().flatMap(\.self)
    for message in ProvokedMessage.all {
      #expect(patterns.contains { message.fits($0) }, "no row for \"\(message)\"")
    }
  }
}
