import LanguageServer
import TestSupport
import Testing

/// Bytes of a client that may be anything.
@Suite("The message reader")
struct MessageReaderTests {
  private static func items(_ text: String, chunk: Int = Int.max) -> [MessageReader.Item] {
    var (reader, rest, items) = (MessageReader(), Array(text.utf8)[...], [MessageReader.Item]())
    while !rest.isEmpty {
      reader.append(rest.prefix(chunk))
      rest = rest.dropFirst(chunk)
      while let item = reader.next() { items.append(item) }
    }
    return items
  }

  private static func body(_ text: String) -> MessageReader.Item { .body(Array(text.utf8)) }

  private static let garbage = MessageReader.Item.fault(
    "bytes that are no message were skipped up to the next Content-Length"
  )

  @Test(arguments: [1, 2, 7, 1000])
  func messagesComeWholeHoweverTheirBytesCome(chunk: Int) {
    let text = """
      Content-Length: 2\r\n\r\n{}Content-Type: application/vscode-jsonrpc; charset=utf-8\r
      content-length:3\r\n\r\n[1]Content-Length: 0\r\n\r\nContent-Length: 1\n\n7
      """
    let expected = ["{}", "[1]", "", "7"].map(Self.body)
    #expect(Self.items(text, chunk: chunk) == expected)
  }

  @Test(arguments: [1, 5, 1000])
  func garbageIsSkippedAndSaidOnce(chunk: Int) {
    let text = "hello\r\n\r\nthere, this is HTTP/1.1Content-Length: 2\r\n\r\n{}rest"
    #expect(
      Self.items(text + "Content-Length: 1\r\n\r\n7", chunk: chunk) == [
        Self.garbage, Self.body("{}"), Self.garbage, Self.body("7"),
      ]
    )
  }

  @Test(arguments: ["-1", "", "two", "1e3", "0x10"])
  func aLengthThatIsNoNumberIsSaid(length: String) {
    let items = Self.items("Content-Length: \(length)\r\n\r\n{}Content-Length: 1\r\n\r\n7")
    #expect(
      items == [
        .fault("the Content-Length of a message is not a number"), Self.body("7"),
      ]
    )
  }

  @Test
  func aHugeMessageIsSkippedWithoutBeingKept() {
    let most = MessageReader.mostBytes
    var reader = MessageReader()
    reader.append(Array("Content-Length: \(most + 1)\r\n\r\n".utf8))
    #expect(
      reader.next()
        == .fault("a message of \(most + 1) bytes was skipped: at most \(most) are read")
    )
    let block = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    for _ in 0..<(most >> 20) {
      reader.append(block)
      #expect(reader.next() == nil)
    }
    reader.append(Array("xContent-Length: 2\r\n\r\n{}".utf8))
    #expect(reader.next() == Self.body("{}"))
  }

  @Test
  func aLengthBeyondAllNumbersIsTooLarge() {
    let items = Self.items("Content-Length: 99999999999999999999\r\n\r\n{}")
    #expect(items.count == 1)
  }

  /// Whatever comes in, the reader goes on, and finds a message after it.
  @Test(arguments: 0..<50)
  func noBytesStopIt(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let pieces = [
      "Content-Length: ", "content-", "\r\n", "\r\n\r\n", "{}", "5", "Content-Type: x\r\n", "\u{0}",
      ":", "-3", "Content-Length: 1\r\n\r\n",
    ]
    var text = ""
    for _ in 0..<40 { text += pieces.randomElement(using: &random) ?? "" }
    // No length so far is longer than this.
    text += String(repeating: "\n", count: 60_000)
    let items = Self.items(text + "Content-Length: 6\r\n\r\n\"last\"", chunk: 13)
    #expect(items.last == Self.body("\"last\""))
  }
}
