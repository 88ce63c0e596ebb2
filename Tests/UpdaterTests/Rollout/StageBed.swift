import TestSupport
import Testing
import Updater

extension LoadBed {
  /// `config` gets a commit first, and Deck shows it; the others get it after 10 minutes.
  static let canary = """
    components:
    - name: deck
      url: http://deck.prow/config
      configMap: default/default/config
    stages:
    - {name: canary, configMaps: ["default/default/config", "lost/**"]}

    """

  /// A bed in which the first commit is everywhere.
  static func staged(
    _ rollout: String = LoadBed.canary,
    takenBack: @escaping @Sendable ([String]) async throws -> String? = { _ in nil }
  ) async throws -> LoadBed {
    let run = try await LoadBed(rollout, takenBack: takenBack)
    #expect(await run.reconciler.pass(.start).kind == .staged)
    if rollout == LoadBed.canary {
      #expect(await run.bed.data(of: "job-config").isEmpty, "the rest waits at the first time, too")
    }
    run.answers["deck"] = .shows([try run.bed.remote.head])
    await run.watch.check()
    await run.advance(1260)
    #expect(await run.reconciler.pass(.timer).kind == .unchanged, "it is done")
    #expect(await run.bed.data(of: "job-config").count == 2)
    #expect(await run.bed.data(of: "plugins").count == 2)
    return run
  }

  /// Brings the first commit everywhere where `config` gets it before all else.
  func settle() async throws {
    _ = await reconciler.pass(.start)
    answers["deck"] = .shows([try bed.remote.head])
    await advance(660)
  }

  /// Merges a change of `config` and of `job-config`.
  func mergeBoth(_ number: Int) throws -> String {
    try bed.remote.folder.write(
      RemoteRepository.config + "# \(number)\n",
      to: "config/prow/config.yaml"
    )
    return try merge(number, job: "job-\(number)")
  }
}
