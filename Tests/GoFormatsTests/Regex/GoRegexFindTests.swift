import GoFormats
import Testing

@Suite("GoRegex, places of matches")
struct GoRegexFindTests {
  @Test(arguments: [
    ("b+", "abbcb", "bb,b"), ("a|b", "xaby", "a,b"), ("", "aö", ",,"), ("a*", "baac", ",aa,"),
    ("^a", "aa", "a"), ("(?m)^a", "a\na", "a,a"), ("\\bx", "x xx", "x,x"),
    ("main$", "main-main", "main"),
    ("é", "aéé", "é,é"), ("x", "abc", ""),
  ])
  func findsAllAsGoDoes(_ pattern: String, _ text: String, _ matches: String) throws {
    let regex = try GoRegex.compile(pattern).get()
    var copy = text
    let found = copy.withUTF8 { bytes in
      var found: [String] = []
      regex.findAll(in: bytes) { range in
        found.append(String(decoding: bytes[range], as: UTF8.self))
        return true
      }
      return found
    }
    #expect(found.joined(separator: ",") == matches)
  }

  @Test func saysWhereGroupsAre() throws {
    let regex = try GoRegex.compile("(?P<key>[a-z]+)=(x)?([0-9]+)").get()
    #expect(regex.groupCount == 3)
    var text = "--ab=12"
    let match = text.withUTF8 { regex.match(in: $0) }
    #expect(match == [2..<7, 2..<4, nil, 5..<7])
    #expect(text.withUTF8 { regex.match(in: $0, from: 5) } == nil)
    #expect(text.withUTF8 { regex.find(in: $0, from: 3) } == 3..<7)
  }

  @Test func stopsWhereItIsAskedTo() throws {
    let regex = try GoRegex.compile("a").get()
    var text = "aaaa"
    let counts = text.withUTF8 { bytes in
      var (limited, stopped) = (0, 0)
      regex.findAll(in: bytes, limit: 2) { _ in
        limited += 1
        return true
      }
      regex.findAll(in: bytes) { _ in
        stopped += 1
        return stopped < 3
      }
      return [limited, stopped]
    }
    #expect(counts == [2, 3])
  }
}
