import Linting
import Reporting
import TestSupport
import Testing

@Suite("Pages of rules")
struct RulePageTests {
  /// `plimsoll rules --write docs/rules` makes them so.
  @Test
  func pagesAreFresh() async throws {
    let pages = try await RulePages.all()
    for page in pages {
      #expect(try Project.text("docs/rules/\(page.name)") == page.text, "\(page.name) is stale")
    }
    let names = try Project.names(in: "docs/rules")
    #expect(names == pages.map(\.name).sorted(), "pages of rules that are gone")
  }
}
