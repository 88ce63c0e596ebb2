import Schema
import Testing

@Suite("Suggestion")
struct SuggestionTests {
  private static let names = [
    "name", "labels", "missingLabels", "run_if_changed", "skip_if_only_changed", "env", "envFrom",
    "branch-protection", "s", "xl", "volumeMounts", "volumes",
  ]

  @Test(arguments: [
    ("nmae", "name"), ("nam", "name"), ("Labels", "labels"), ("lables", "labels"),
    ("missing_labels", "missingLabels"), ("missing-lables", "missingLabels"),
    ("runIfChanged", "run_if_changed"), ("run_if_chnaged", "run_if_changed"),
    ("branch_protection", "branch-protection"), ("en", "env"), ("S", "s"),
    ("volumeMount", "volumeMounts"), ("voulmeMuonts", "volumeMounts"), ("volume", "volumes"),
  ])
  func findsTheNearestName(misspelt: String, meant: String) {
    #expect(Suggestion.nearest(to: misspelt, among: Self.names) == meant)
  }

  @Test(arguments: ["", "_", "q", "spec", "nxyz", "lbls", "skip_run_if", "ノード"])
  func findsNothingWhereNothingIsNear(text: String) {
    #expect(Suggestion.nearest(to: text, among: Self.names) == nil)
  }

  @Test
  func letsTheFirstOfEquallyNearNamesWin() {
    #expect(Suggestion.nearest(to: "cat", among: ["hat", "bat"]) == "hat")
    #expect(Suggestion.nearest(to: "cat", among: ["hat", "cats", "c_at"]) == "c_at")
  }

  @Test
  func isNotSlowedDownByHugeNames() {
    let huge = String(repeating: "ab", count: 100_000)
    for _ in 0..<1_000 {
      #expect(Suggestion.nearest(to: huge, among: Self.names) == nil)
    }
  }
}
