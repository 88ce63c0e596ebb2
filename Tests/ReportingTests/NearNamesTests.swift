import Testing
import YAML

@testable import Reporting

@Suite("Names near by")
struct NearNamesTests {
  private static func near(_ name: StaticString, _ names: [StaticString], most: Int) -> [String] {
    NearNames(names.map { Text($0) }).of(Text(name), most: most)
  }

  @Test
  func thoseWithTheLongestCommonStartComeFirstAndEachOnce() {
    let names: [StaticString] = [
      "pull-rocket-unit", "pull-rocket-lint", "pull-engine", "pull-rocket", "pull-rocket-unit-2",
      "pull-rocket-unit-2", "pull-rocket-e2e", "pu", "post-rocket", "pull-rocket-unit-1",
    ]
    #expect(
      Self.near("pull-rocket-unit", names, most: 4) == [
        "pull-rocket-unit-1", "pull-rocket-unit-2", "pull-rocket-e2e", "pull-rocket-lint",
      ]
    )
    #expect(
      Self.near("pull-rocket-unit", names, most: 99).suffix(2) == ["pull-rocket", "pull-engine"]
    )
    #expect(Self.near("other", names, most: 4) == [])
  }
}
