import Kubernetes
import Testing

@Suite("NameFormat")
struct NameFormatTests {
  @Test(
    arguments: [
      ("a", nil),
      ("a-1", nil),
      ("1a", nil),
      (name(63), nil),
      ("", "is empty"),
      (name(64), "is longer than 63 bytes"),
      ("Web", #"has "W", but only lower-case letters, digits and "-" are allowed"#),
      ("a.b", #"has ".", but only lower-case letters, digits and "-" are allowed"#),
      ("a b", #"has a space, but only lower-case letters, digits and "-" are allowed"#),
      ("a\n", #"has U+000A, but only lower-case letters, digits and "-" are allowed"#),
      ("é", #"has "é", but only lower-case letters, digits and "-" are allowed"#),
      ("-a", "does not start with a lower-case letter or digit"),
      ("a-", "does not end with a lower-case letter or digit"),
    ] as [(String, String?)]
  )
  func dns1123Label(_ name: String, fault: String?) {
    #expect(NameFormat.dns1123LabelFault(name) == fault)
    #expect(NameFormat.isDNS1123Label(name) == (fault == nil))
  }

  @Test(
    arguments: [
      ("a", nil),
      ("a.b-c.1", nil),
      (name(253), nil),
      ("", "is empty"),
      (name(254), "is longer than 253 bytes"),
      ("a_b", #"has "_", but only lower-case letters, digits, "-" and "." are allowed"#),
      ("a..b", "has an empty part between full stops"),
      (".a", "has an empty part between full stops"),
      ("a.", "has an empty part between full stops"),
      ("a.-b", "has a part that does not start and end with a lower-case letter or digit"),
      ("a-.b", "has a part that does not start and end with a lower-case letter or digit"),
    ] as [(String, String?)]
  )
  func dns1123Subdomain(_ name: String, fault: String?) {
    #expect(NameFormat.dns1123SubdomainFault(name) == fault)
    #expect(NameFormat.isDNS1123Subdomain(name) == (fault == nil))
  }

  @Test(
    arguments: [
      ("a1", nil),
      ("1a", "does not start with a lower-case letter"),
      ("a-", "does not end with a lower-case letter or digit"),
    ] as [(String, String?)]
  )
  func dns1035Label(_ name: String, fault: String?) {
    #expect(NameFormat.dns1035LabelFault(name) == fault)
    #expect(NameFormat.isDNS1035Label(name) == (fault == nil))
  }

  @Test(
    arguments: [
      ("app", nil),
      ("App_1.x", nil),
      ("example.com/App", nil),
      (name(253) + "/" + name(63), nil),
      ("", "is empty"),
      (name(64), "is longer than 63 bytes"),
      ("a b", #"has a space, but only letters, digits, "-", "_" and "." are allowed"#),
      ("_a", "does not start with a letter or digit"),
      ("a.", "does not end with a letter or digit"),
      ("/a", "has a prefix that is empty"),
      ("a/", #"has a name after the "/" that is empty"#),
      ("a/b/c", #"has more than one "/""#),
      (
        "Example.com/a",
        #"has a prefix that has "E", but only lower-case letters, digits, "-" and "." are allowed"#
      ),
      ("a/-b", #"has a name after the "/" that does not start with a letter or digit"#),
    ] as [(String, String?)]
  )
  func qualifiedName(_ name: String, fault: String?) {
    #expect(NameFormat.qualifiedNameFault(name) == fault)
    #expect(NameFormat.isQualifiedName(name) == (fault == nil))
  }

  @Test(
    arguments: [
      ("", nil),
      ("A", nil),
      ("a-_.B", nil),
      (name(63), nil),
      (name(64), "is longer than 63 bytes"),
      ("a/b", #"has "/", but only letters, digits, "-", "_" and "." are allowed"#),
      ("a-", "does not end with a letter or digit"),
    ] as [(String, String?)]
  )
  func labelValue(_ value: String, fault: String?) {
    #expect(NameFormat.labelValueFault(value) == fault)
    #expect(NameFormat.isLabelValue(value) == (fault == nil))
  }

  @Test(
    arguments: [
      ("config.yaml", nil),
      (".hidden", nil),
      ("-", nil),
      ("a..b", nil),
      (name(253), nil),
      ("", "is empty"),
      (name(254), "is longer than 253 bytes"),
      (".", #"is ".""#),
      ("..", #"starts with "..""#),
      ("..a", #"starts with "..""#),
      ("a/b", #"has "/", but only letters, digits, "-", "_" and "." are allowed"#),
    ] as [(String, String?)]
  )
  func configMapKey(_ key: String, fault: String?) {
    #expect(NameFormat.configMapKeyFault(key) == fault)
    #expect(NameFormat.isConfigMapKey(key) == (fault == nil))
  }

  @Test(
    arguments: [
      ("GOPATH", nil, nil),
      ("a.b-c_d", nil, nil),
      ("1A", nil, "starts with a digit"),
      (".", nil, #"is ".""#),
      ("..a", nil, #"starts with "..""#),
      ("a b", nil, #"has a space, but only letters, digits, "-", "_" and "." are allowed"#),
      ("", "is empty", "is empty"),
      (
        "A=B", #"has "=", but only printable ASCII characters except "=" are allowed"#,
        #"has "=", but only letters, digits, "-", "_" and "." are allowed"#
      ),
      (
        "é", #"has "é", but only printable ASCII characters except "=" are allowed"#,
        #"has "é", but only letters, digits, "-", "_" and "." are allowed"#
      ),
      (
        "a\t", #"has U+0009, but only printable ASCII characters except "=" are allowed"#,
        #"has U+0009, but only letters, digits, "-", "_" and "." are allowed"#
      ),
    ] as [(String, String?, String?)]
  )
  func envVarName(_ name: String, fault: String?, strictFault: String?) {
    #expect(NameFormat.envVarNameFault(name) == fault)
    #expect(NameFormat.isEnvVarName(name) == (fault == nil))
    #expect(NameFormat.strictEnvVarNameFault(name) == strictFault)
    #expect(NameFormat.isStrictEnvVarName(name) == (strictFault == nil))
  }

  @Test(
    arguments: [
      ("http", nil),
      ("8080a", nil),
      ("a-b-c", nil),
      (name(15), nil),
      ("", "is empty"),
      (name(16), "is longer than 15 bytes"),
      ("HTTP", #"has "H", but only lower-case letters, digits and "-" are allowed"#),
      ("8080", "has no letter"),
      ("-a", #"starts or ends with "-""#),
      ("a-", #"starts or ends with "-""#),
      ("a--b", #"has "--""#),
    ] as [(String, String?)]
  )
  func portName(_ name: String, fault: String?) {
    #expect(NameFormat.portNameFault(name) == fault)
    #expect(NameFormat.isPortName(name) == (fault == nil))
  }

  private static func name(_ length: Int) -> String {
    String(repeating: "a", count: length)
  }
}

@Suite("IntOrString")
struct IntOrStringTests {
  @Test(
    arguments: [
      ("80", .int(80)), ("-1", .int(-1)), ("+5", .int(5)), ("2147483648", .string("2147483648")),
      ("http", .string("http")), ("", .string("")), ("50%", .string("50%")),
    ] as [(String, IntOrString)]
  )
  func reads(_ text: String, as value: IntOrString) {
    #expect(IntOrString(parsing: text) == value)
  }
}
