import Linting
import TestSupport
import Testing

@Suite("Pages of rules")
struct RulePageTests {
  /// `plimsoll rules --write docs/rules` mends it.
  @Test
  func pagesAreFresh() throws {
    for page in RulePages.all() {
      #expect(try Project.text("docs/rules/\(page.name)") == page.text, "\(page.name) is stale")
    }
    let names = try Project.names(in: "docs/rules")
    #expect(names == RulePages.all().map(\.name).sorted(), "pages of rules that are gone")
  }
}
