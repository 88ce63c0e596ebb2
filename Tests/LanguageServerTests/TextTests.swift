import Diagnostics
import Formats
import TestSupport
import Testing

@testable import LanguageServer

@Suite("Places in a text")
struct TextTests {
  /// `é` has two bytes and one unit of UTF-16, `𝄞` four bytes and two units.
  private static let text = "a: é𝄞x\r\nb\rc\n"

  @Test(arguments: [
    (PositionEncoding.utf8, [0, 3, 5, 9, 10]), (.utf16, [0, 3, 4, 6, 7]),
    (.utf32, [0, 3, 4, 5, 6]),
  ])
  func charactersCountAsAgreed(_ encoding: PositionEncoding, _ units: [Int]) {
    let bytes = Array(Self.text.utf8)
    bytes.withUnsafeBufferPointer { buffer in
      let lines = TextLines(buffer)
      for (offset, unit) in zip([0, 3, 5, 9, 10], units) {
        let position = LSP.Position(line: 0, character: unit)
        #expect(lines.position(of: offset, in: buffer, encoding) == position)
        #expect(lines.offset(of: position, in: buffer, encoding) == offset)
      }
    }
  }

  @Test
  func placesOutsideOfTheTextAreMovedIntoIt() {
    let bytes = Array(Self.text.utf8)
    bytes.withUnsafeBufferPointer { buffer in
      let lines = TextLines(buffer)
      func offset(_ line: Int, _ character: Int, _ encoding: PositionEncoding = .utf16) -> Int {
        lines.offset(of: LSP.Position(line: line, character: character), in: buffer, encoding)
      }
      #expect(lines.lineCount == 4)
      // After the end of a line, within a character, after the last line.
      #expect(offset(0, 99) == 10)
      #expect(offset(0, 5) == 5)
      #expect(offset(0, 4, .utf8) == 3)
      #expect(offset(1, 0) == 12)
      #expect(offset(2, 7) == 15)
      #expect(offset(3, 0) == 16)
      #expect(offset(9, 9) == 16)
      #expect(lines.position(of: 99, in: buffer, .utf16) == LSP.Position(line: 3, character: 0))
    }
  }

  @Test
  func aMarkAtTheStartOfAFileOnDiskIsNoCharacter() {
    let file = SourceFile(path: "a.yaml", text: "\u{FEFF}ab\nc")
    let (hidden, shown) = (TextLines(file, hidesMark: true), TextLines(file))
    #expect(hidden.position(of: 4, in: file.bytes, .utf16).character == 1)
    #expect(shown.position(of: 4, in: file.bytes, .utf16).character == 2)
    #expect(hidden.position(of: 0, in: file.bytes, .utf16).character == 0)
  }

  @Test(arguments: [
    ([], PositionEncoding.utf16), (["utf-32", "utf-16"], .utf32), (["utf-16", "utf-8"], .utf8),
    (["utf-7"], .utf16),
  ])
  func bytesArePreferred(_ offered: [String], _ chosen: PositionEncoding) {
    #expect(PositionEncoding(offered: offered) == chosen)
  }

  @Test(arguments: [
    ("file:///a/b.yaml", "/a/b.yaml"), ("file:///a%20b/%C3%A9.yaml", "/a b/é.yaml"),
    ("FILE://localhost/a/", "/a"), ("file:///", "/"), ("file:///a#b", "/a"),
  ])
  func aURIOfAFileHasItsPath(_ uri: String, _ path: String) {
    #expect(FileURI.path(uri) == path)
  }

  @Test(arguments: [
    "untitled:Untitled-1", "https://example.com/a", "file://host/a", "file:a", "file:///%zz",
    "file:///%00", "file:///%FF", "file:///%4",
  ])
  func otherURIsHaveNone(_ uri: String) {
    #expect(FileURI.path(uri) == nil)
  }

  @Test
  func aPathBecomesAURI() {
    #expect(FileURI.uri("/a b/é:#.yaml") == "file:///a%20b/%C3%A9%3A%23.yaml")
  }

  // MARK: Changes

  private static func change(_ range: [Int]?, _ text: String) -> JSONValue {
    guard let range else { return ["text": JSONValue(text)] }
    return [
      "range": [
        "start": ["line": .int(range[0]), "character": .int(range[1])],
        "end": ["line": .int(range[2]), "character": .int(range[3])],
      ],
      "text": JSONValue(text),
    ]
  }

  @Test
  func changesAreMadeOneAfterTheOther() throws {
    var document = OpenDocument(uri: "", path: "", version: 1, bytes: Array("é: 1\nb: 2\n".utf8))
    let changes = [
      Self.change([0, 1, 0, 1], "x"), Self.change([0, 2, 1, 1], ""),
      Self.change([9, 9, 9, 9], "c"),
    ]
    try document.apply(changes, version: 2, .utf16)
    #expect(String(decoding: document.bytes, as: UTF8.self) == "éx: 2\nc")
    #expect(document.version == 2)
    // A range that is the wrong way round is read the right way round.
    try document.apply([Self.change([1, 0, 0, 1], "-")], version: 3, .utf16)
    #expect(String(decoding: document.bytes, as: UTF8.self) == "é-c")
    try document.apply([Self.change(nil, "new")], version: 4, .utf16)
    #expect(String(decoding: document.bytes, as: UTF8.self) == "new")
  }

  @Test(arguments: [
    "{}", "{\"text\":1}", "{\"range\":{},\"text\":\"\"}",
    "{\"range\":{\"start\":{\"line\":-1,\"character\":0},\"end\":{\"line\":0,\"character\":0}},\"text\":\"\"}",
  ])
  func whatIsNoChangeIsSaid(_ json: String) throws {
    var document = OpenDocument(uri: "file:///a", path: "/a", version: 1, bytes: [])
    let change = try JSONReader.read(Array(json.utf8))
    #expect(throws: ResponseError.self) {
      try document.apply([change], version: 2, .utf16)
    }
  }

  @Test
  func aLineBeforeTheFirstIsTheStart() {
    Array("a\nb\n".utf8).withUnsafeBufferPointer { bytes in
      let place = LSP.Position(line: -1, character: 1)
      #expect(TextLines(bytes).offset(of: place, in: bytes, .utf8) == 0)
    }
  }
}
