import ConfigMaps
import TestSupport
import Testing

@testable import Updater

/// With several branches, one of them makes the ConfigMap of a component.
@Suite("Components of several branches")
struct ComponentClaimTests {
  private static let tide = ConfigMapTarget(cluster: "lost", namespace: "default", name: "tide")

  /// A bed with a component that the first branch does not make, and a second branch.
  private func bed() async throws -> (run: LoadBed, other: FollowedBranch) {
    let run = try await LoadBed(
      LoadBed.canary.replacing(
        "stages:",
        with: "- {name: tide, url: \"http://tide/v\", configMap: lost/default/tide}\nstages:"
      )
    )
    let repository = try #require(RepositoryName("acme/other"))
    let other = FollowedBranch(repository: repository, branch: "main", remote: "x")
    try await run.journal.follow([try run.bed.remote.source(), other])
    return (run, other)
  }

  /// The second branch was looked at.
  private func look(_ run: LoadBed, _ other: FollowedBranch, isMade: Bool) async throws {
    var entry = JournalEntry(of: other, at: 1)
    entry.expectations = [
      ComponentExpectation(
        name: "tide",
        target: ComponentClaimTests.tide,
        version: isMade ? "a" : nil,
        reason: isMade ? nil : "config_updater of acme/other makes no ConfigMap lost/default/tide",
        isMade: isMade
      )
    ]
    try await run.journal.keep(entry)
  }

  @Test
  func whatNoBranchMakesIsSaidWhenAllWereLookedAt() async throws {
    let (run, other) = try await bed()
    let place = ["repo", "acme/rocket", "branch", "main", "component", "tide"]
    _ = await run.reconciler.pass(.start)
    await run.watch.check()
    #expect(try await run.component("tide") == nil)
    #expect(run.metrics.value(.componentUnknown, place) == nil)
    try await look(run, other, isMade: false)
    await run.watch.check()
    #expect(
      try await run.journal.components().filter { $0.name == "tide" }.map(\.note) == [
        "config_updater of acme/other makes no ConfigMap lost/default/tide",
        "config_updater of acme/rocket makes no ConfigMap lost/default/tide",
      ]
    )
    #expect(run.metrics.value(.componentUnknown, place) == 1)
    let model = try await StatusModel.read(run.journal, names: nil, isLeading: true, at: 0)
    #expect(model.branches.allSatisfy(model.isBehind))
    #expect(
      await run.reconciler.pass(.timer).message
        == "stopped after stage canary: tide does not tell what it has loaded: "
        + "config_updater of acme/rocket makes no ConfigMap lost/default/tide"
    )
    try await look(run, other, isMade: true)
    await run.watch.check()
    #expect(
      try await run.journal.components().filter { $0.name == "tide" }.map(\.source)
        == ["acme/other@main"]
    )
    #expect(run.metrics.value(.componentUnknown, place) == nil)
    await run.bed.close()
  }

  @Test(arguments: [true, false])
  func whatAnotherBranchMakesIsNotWaitedFor(_ isMade: Bool) async throws {
    let (run, other) = try await bed()
    if isMade { try await look(run, other, isMade: true) }
    try await run.settle()
    #expect(await run.reconciler.pass(.timer).kind == .unchanged, "it is done")
    #expect(try await run.component("tide")?.source != "acme/rocket@main")
    await run.bed.close()
  }
}
