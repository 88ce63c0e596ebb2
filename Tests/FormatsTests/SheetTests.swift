import Formats
import Testing

@Suite("Sheets")
struct SheetTests {
  private static func sheet() -> Sheet {
    var sheet = Sheet("\("unit"), a job")
    sheet.add(
      "runs",
      ["yes, as \("always_run") says so, and because nothing else is there", "twice"]
    )
    sheet.add("nothing", "")
    sheet.addHeading("Long labels")
    sheet.add("a longer label", "short")
    sheet.add("a line of its own")
    sheet.addTable(["NAME", "STARTS"], [["\("unit")", "\("always")"]])
    sheet.addTable(["NAME", "STARTS"], [])
    return sheet
  }

  @Test
  func wrapTheirLinesBetweenWords() {
    #expect(
      SheetTests.sheet().text(width: 40, usesColor: false).string == """
        unit, a job
          runs  yes, as always_run says so, and
                because nothing else is there
                twice

        Long labels
          a longer label  short
          a line of its own
          NAME  STARTS
          unit  always

        """
    )
  }

  @Test
  func areHTMLWithValuesAsCode() {
    #expect(
      SheetTests.sheet().html.text == """
        <h1><code>unit</code>, a job</h1>
        <dl>
        <dt>runs</dt><dd>yes, as <code>always_run</code> says so, and because nothing else is there</dd>\
        <dd>twice</dd>
        </dl>
        <h2>Long labels</h2>
        <dl>
        <dt>a longer label</dt><dd>short</dd>
        </dl>
        <p>a line of its own</p>
        <div class="wide" tabindex="0" role="region" aria-label="Long labels">
        <table>
        <thead><tr><th scope="col">NAME</th><th scope="col">STARTS</th></tr></thead>
        <tbody>
        <tr><td><code>unit</code></td><td><code>always</code></td></tr>
        </tbody>
        </table>
        </div>

        """
    )
  }

  @Test
  func linksAndStylesOfALineAreOneElementEach() {
    let place = SheetLine(" (line \(7))").linked(to: "https://x/?a=1&b=2").styled(.faint)
    let line = SheetLine(value: "<b>") + place + " and " + SheetLine(value: "x", link: "y.html")
    #expect(
      line.html.text == """
        <code>&lt;b&gt;</code><i><a href="https://x/?a=1&amp;b=2"> (line 7)</a></i> \
        and <a href="y.html"><code>x</code></a>
        """
    )
  }

  @Test
  func areMarkdownWithValuesAsCode() {
    #expect(
      SheetTests.sheet().markdown == """
        # `unit`, a job

        - runs:
          - yes, as `always_run` says so, and because nothing else is there
          - twice

        ## Long labels

        - a longer label: short

        a line of its own

        | NAME | STARTS |
        | --- | --- |
        | `unit` | `always` |

        """
    )
  }

  @Test
  func aValueStaysAValue() {
    var sheet = Sheet("\("a\u{1B}[31m`b")")
    sheet.add("\("x\ny")", "\("<b> | @everyone\u{202E}")")
    #expect(
      sheet.text(usesColor: false).string == """
        a\\x1b[31m`b
          x\\ny  <b> | @everyone\\u202e

        """
    )
    #expect(
      sheet.markdown == """
        # ``a\\x1b[31m`b``

        - `x\\ny`: `<b> | @everyone\\u202e`

        """
    )
  }

  @Test
  func partsHaveStylesAndWholeOnesNoLineEnd() {
    var sheet = Sheet("t")
    sheet.add("a", "yes" + SheetLine("line 7").whole.styled(.faint))
    #expect(
      sheet.text(usesColor: true).string
        == "\u{1B}[1mt\u{1B}[0m\n  a  yes\u{1B}[2mline 7\u{1B}[0m\n"
    )
  }
}

@Suite("Tables")
struct TextTableTests {
  private static let rows = [
    ["NAME", "RUNS", "DEFINED"],
    ["pull-rocket-engine-integration", "always", "config/jobs/acme/rocket.yaml:12:9"],
    ["unit", "if changed", "a.yaml:1:2"],
  ]

  @Test
  func areWholeWithoutAWidth() {
    #expect(
      TextTable.render(TextTableTests.rows).string == """
        NAME                            RUNS        DEFINED
        pull-rocket-engine-integration  always      config/jobs/acme/rocket.yaml:12:9
        unit                            if changed  a.yaml:1:2

        """
    )
  }

  @Test
  func fitTheirWidth() {
    var look = TextTable.Look(width: 56)
    look.keepsEnd = [2]
    let text = TextTable.render(TextTableTests.rows, look: look).string
    #expect(
      text == """
        NAME                   RUNS        DEFINED
        pull-rocket-engine-i…  always      …cme/rocket.yaml:12:9
        unit                   if changed  a.yaml:1:2

        """
    )
    look.least = [0: 30]
    #expect(
      TextTable.render(TextTableTests.rows, look: look).string == """
        NAME                            RUNS        DEFINED
        pull-rocket-engine-integration  always      …t.yaml:12:9
        unit                            if changed  a.yaml:1:2

        """
    )
  }

  @Test
  func aWideCharacterIsNotCutInTwo() {
    let rows = [["NAME"], ["日本語日本語日本語"]]
    #expect(TextTable.render(rows, look: TextTable.Look(width: 10)).string == "NAME\n日本語日…\n")
  }

  @Test
  func cellsHaveStyles() {
    let look = TextTable.Look(usesColor: true) { column, cell in column == 1 ? "32" : nil }
    #expect(
      TextTable.render([["A", "B"], ["a", "b"]], look: look).string
        == "\u{1B}[1mA\u{1B}[0m  \u{1B}[1mB\u{1B}[0m\na  \u{1B}[32mb\u{1B}[0m\n"
    )
  }
}
