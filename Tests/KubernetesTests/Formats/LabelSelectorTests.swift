import Kubernetes
import Testing

@Suite("LabelSelector")
struct LabelSelectorTests {
  @Test(arguments: [
    ("", true), (" \t\r\n", true), ("\0a", true), ("a", false), ("!a", false), ("! a", false),
    ("a=b,c in (d,e),!x,y notin (z),k>5", false), ("a==b", false), ("a!=b", false), ("a=", false),
    ("a=,b", false), ("example.com/a = b", false), ("in in (in,notin)", false), ("a in ()", false),
    ("a in (,)", false), ("a in (,b)", false), ("a in (b,)", false), ("a in (b,,c)", false),
    ("a in (b,,,c)", false), ("a in(b)", false), ("a=in", false),
  ])
  func reads(_ text: String, isEmpty: Bool) throws {
    #expect(try LabelSelector.parse(text).get().isEmpty == isEmpty)
  }

  @Test(arguments: [
    (",", #"found "," instead of a key"#),
    ("a,", "found the end instead of a key"),
    ("a,,b", #"found "," instead of a key"#),
    ("!", "found the end instead of a key"),
    ("!!a", #"found "!" instead of a key"#),
    ("!a=b", #"found "=" instead of a comma or the end"#),
    ("=a", #"found "=" instead of a key"#),
    ("a b", #"found "b" instead of an operator"#),
    ("a=b c", #"found "c" instead of a comma or the end"#),
    ("a=(b)", #"found "(" instead of a value"#),
    ("a===b", #"found "=" instead of a value"#),
    ("a>=5", #"found "=" instead of a value"#),
    ("a>b", #"value "b" is not a whole number"#),
    ("a>", #"value "" is not a whole number"#),
    ("a<-5", #"value "-5" does not start with a letter or digit"#),
    ("a in b", #"found "b" instead of "(""#),
    ("a in (", #"found the end instead of "," or a value"#),
    ("a in (b", #"found the end instead of "," or ")""#),
    ("a in (b c)", #"found "c" instead of "," or ")""#),
    ("a in (b,,)", #"found ")" instead of a value"#),
    ("a in (=)", #"found "=" instead of "," or a value"#),
    ("a in (-b)", #"value "-b" does not start with a letter or digit"#),
    ("a=b)", #"found ")" instead of a comma or the end"#),
    (
      "a$=b", #"key "a$" has "$", but only letters, digits, "-", "_" and "." are allowed"#
    ),
    ("a/b/c", #"key "a/b/c" has more than one "/""#),
    ("a=b/c", #"value "b/c" has "/", but only letters, digits, "-", "_" and "." are allowed"#),
  ])
  func refuses(_ text: String, because reason: String) {
    #expect(throws: LabelSelectorError(reason: reason)) { try LabelSelector.parse(text).get() }
  }

  @Test func longSelectorsEndSoon() throws {
    let many = String(repeating: "a in (b,c),", count: 20_000) + "d"
    #expect(try !LabelSelector.parse(many).get().isEmpty)
  }
}
