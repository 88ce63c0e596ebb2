import GoFormats
import Testing

@Suite("Go templates")
struct GoTemplateTests {
  @Test(arguments: [
    "", "plain } }} text", "{{.}}", "{{ .A.B }}", "{{- .A -}}", "a {{- /* c */ -}} b", "{{/**/}}",
    "{{\n.A\n}}", "{{.A .B 1}}", "{{.A |}}", "{{.A}}}}", "{{nil}}", "{{(.A).B}}",
    "{{if .A}}x{{else if .B}}y{{else}}z{{end}}", "{{with .A}}{{else with .B}}{{end}}",
    "{{range .A}}{{break}}{{continue}}{{else}}{{end}}", "{{range $i, $e := .A}}{{$i}}{{$e}}{{end}}",
    "{{range $e := .A}}{{end}}", "{{range $i, $e = .A}}{{end}}", "{{$x := 1}}{{$x = 2}}{{$x}}",
    "{{if .A}}{{$v := 1}}{{else}}{{$v}}{{end}}", "{{$}}{{$.A.B}}",
    "{{define \"x\"}}{{.}}{{end}}{{template \"x\"}}{{template `y` .A}}",
    "{{block \"b\" .A}}x{{end}}", "{{define \"a\"}} {{end}}{{define \"a\"}}x{{end}}",
    "{{and .A (or .B true) | not | printf \"%v\"}}", "{{print 'a' '\\n' '\\'' '\\x41' 'é'}}",
    "{{print 1 -1 +1 1.5 .5 1. 1e3 0x1F 0x1p4 0b1 0o7 017 1_000 0x_1 3i 1+2i 1e+1-2e-1i}}",
    "{{print 18446744073709551615 -9223372036854775808 0xe 0e0}}",
    "{{print \"a\\\"\\u00e9\\U0001F600\\101\\x41\" `raw \\ {{\n`}}", "{{len \"}}\"}}",
    "{{extra .A}}", "{{urlquery (html (js .A))}}",
  ])
  func areAcceptedByGo(_ text: String) {
    let found = refusal { () throws(FormatError) in try GoTemplate(text, functions: ["extra"]) }
    #expect(found == nil)
  }

  @Test(
    arguments: [
      ("a {{", "4: unclosed action"), ("{{.A", "4: unclosed action"),
      ("{{.A}", "2: bad character in action"),
      ("{{.A }", "5: unexpected \"}\" in operand"), ("{{}}", "2: missing value for command"),
      ("{{ | .A}}", "3: unexpected \"|\" in command"), ("{{if}}{{end}}", "4: missing value for if"),
      ("{{()}}", "3: missing value for parenthesized pipeline"),
      ("{{(.A}}", "5: unclosed left paren"),
      ("{{.A)}}", "4: unexpected right paren"),
      ("{{.A | 1}}", "7: non executable command in pipeline stage 2"),
      ("{{.A | len | \"x\"}}", "13: non executable command in pipeline stage 3"),
      ("{{end}}", "0: unexpected {{end}}"), ("{{else}}", "0: unexpected {{else}}"),
      ("{{if .A}}x", "10: unexpected EOF"),
      ("{{if .A}}{{else}}{{else}}{{end}}", "17: expected end; found {{else}}"),
      ("{{if .A}}{{else with .B}}{{end}}{{end}}", "16: unexpected \"with\" in input"),
      ("{{range .A}}{{else range .B}}{{end}}", "19: unexpected \"range\" in else"),
      ("{{foo}}", "2: function \"foo\" not defined"),
      ("{{Print 1}}", "2: function \"Print\" not defined"),
      ("{{$x}}", "2: undefined variable \"$x\""),
      ("{{if $x := .A}}{{end}}{{$x}}", "24: undefined variable \"$x\""),
      ("{{$x := 1}}{{define \"d\"}}{{$x}}{{end}}", "27: undefined variable \"$x\""),
      ("{{break}}", "2: {{break}} outside {{range}}"),
      (
        "{{range .A}}{{block \"b\" .}}{{continue}}{{end}}{{end}}",
        "29: {{continue}} outside {{range}}"
      ),
      ("{{range $a, $b, $c := .A}}{{end}}", "12: too many declarations in range"),
      ("{{$a, $b := .A}}", "2: too many declarations in command"),
      ("{{range $a, 1 := .A}}{{end}}", "8: range can only initialize variables"),
      ("{{range $a, }}{{end}}", "12: missing value for range"),
      ("{{nil.A}}", "5: unexpected . after term \"nil\""), ("{{1 .A.B}}", nil),
      ("{{\"a}}", "2: unterminated quoted string"), ("{{`a}}", "2: unterminated raw quoted string"),
      ("{{'a}}", "2: unterminated character constant"),
      ("{{\"\\q\"}}", "2: invalid escape in a string"),
      ("{{\"\\ud800\"}}", "2: invalid escape in a string"),
      ("{{'ab'}}", "2: malformed character constant \"'ab'\""),
      ("{{''}}", "2: malformed character constant \"''\""),
      ("{{089}}", "2: illegal number syntax \"089\""),
      ("{{18446744073709551616}}", "2: illegal number syntax \"18446744073709551616\""),
      ("{{1e999}}", "2: illegal number syntax \"1e999\""),
      ("{{1__0}}", "2: illegal number syntax \"1__0\""),
      ("{{0x}}", "2: illegal number syntax \"0x\""), ("{{1a}}", "2: bad number syntax"),
      ("{{1+2}}", "2: bad number syntax"),
      ("{{.A+1}}", "2: bad character in action"), ("{{.A, .B}}", "4: unexpected \",\" in operand"),
      ("{{a:b}}", "2: function \"a\" not defined"), ("{{.A : 1}}", "5: expected :="),
      ("{{\u{2014}}}", "2: unrecognized character in action"),
      ("{{/* x", "0: unclosed comment"),
      ("{{/* x */ }}", "0: comment ends before closing delimiter"),
      ("{{template}}", "10: unexpected \"}}\" in template clause"),
      ("{{template x}}", "11: unexpected \"x\" in template clause"),
      ("{{define \"a\" .}}{{end}}", "13: unexpected \".\" in define clause"),
      ("{{if .A}}{{define \"a\"}}{{end}}{{end}}", "11: unexpected \"define\" in command"),
      ("{{block \"b\"}}{{end}}", "11: missing value for block clause"),
      (
        "{{define \"a\"}}x{{end}}{{define \"a\"}}y{{end}}",
        "31: multiple definition of template \"a\""
      ),
      ("{{define \"main\"}}x{{end}}y", "26: multiple definition of template \"main\""),
    ] as [(String, String?)]
  )
  func areRefusedWithAReason(_ text: String, reason: String?) {
    #expect(refusal { () throws(FormatError) in try GoTemplate(text, name: "main") } == reason)
  }

  @Test func takeBreakForAFunctionWhereOneIsCalledThat() {
    let found = refusal { () throws(FormatError) in
      try GoTemplate("{{break}}", functions: ["break"])
    }
    #expect(found == nil)
  }
}

@Suite("Field paths of Go templates")
struct GoTemplateFieldPathTests {
  @Test(arguments: [
    ("{{.A.B}} {{ .C }}", ["2 A.B", "12 C"]), ("{{.}}{{$}}{{(.A).B}}", ["13 A"]),
    ("{{printf \"%s\" .A | len}}", ["14 A"]), ("{{$.A.B}}", ["2 A.B"]),
    ("{{if .A}}{{.B}}{{else}}{{.C}}{{end}}{{.D}}", ["5 A", "11 B?", "25 C?", "38 D"]),
    ("{{if .A}}{{else if .B}}{{end}}", ["5 A", "19 B?"]),
    ("{{with .A}}{{.B}}{{$.C}}{{else}}{{.D}}{{end}}", ["7 A", "19 C?", "34 D?"]),
    ("{{range $x := .A}}{{.B}}{{$x.C}}{{end}}{{.D}}", ["14 A", "41 D"]),
    ("{{define \"d\"}}{{.A}}{{$.B}}{{end}}{{block \"b\" .C}}{{.D}}{{end}}", ["46 C"]),
    ("{{and .A .B}}{{(or 1 .C)}}", ["6 A", "9 B?", "21 C?"]),
    ("{{or (eq .A .B) .C}}", ["9 A", "12 B", "16 C?"]),
    ("{{$ := .A}}{{$.B}}", ["7 A"]), ("{{$x := .A}}{{$x.B}}", ["8 A"]),
  ])
  func beginAtTheRoot(_ text: String, paths: [String]) throws {
    let found = try GoTemplate(text).fieldPaths.map {
      "\($0.offset) \($0.components.joined(separator: "."))\($0.isConditional ? "?" : "")"
    }
    #expect(found == paths)
  }
}
