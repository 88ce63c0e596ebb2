import ClusterDouble
import TestSupport
import Testing
import Updater

/// The real program, killed between two stages, against a Deck that loads what is in the ConfigMap.
@Suite("Stages, with a kill between them", .timeLimit(.minutes(10)))
struct StageKillTests {
  @Test
  func aKillBetweenStagesLosesNothing() async throws {
    let bed = try await TestBed()
    let gitHub = GitHubDouble()
    try await gitHub.withServer { gitHubPort in
      try await DeckServer.run(
        answering: {
          .text("config_version_sha: \(await bed.text("VERSION", of: "config") ?? "none")\n")
        },
        during: { try await run(bed, gitHub, gitHubPort: gitHubPort, deckPort: $0) }
      )
    }
    await bed.close()
  }

  private func run(
    _ bed: TestBed,
    _ gitHub: GitHubDouble,
    gitHubPort: Int,
    deckPort: Int
  ) async throws {
    let folder = bed.state.path
    try bed.state.write("token-1", to: "token")
    try bed.state.write(
      """
      components:
      - {name: deck, url: "http://127.0.0.1:\(deckPort)/config", configMap: default/default/config}
      stages:
      - {name: canary, configMaps: [default/default/config], stayWell: 2s}

      """,
      to: "rollout.yaml"
    )
    func start(_ log: String) throws -> ServeProcess {
      try ServeProcess(
        [
          "--repo", "acme/rocket", "--remote", bed.remote.url, "--listen", "127.0.0.1:0",
          "--state", "\(folder)/state", "--kubeconfig", "\(folder)/kubeconfig",
          "--webhook-secret-env", "HOOK_SECRET", "--head-interval", "1",
          "--github-token-file", "\(folder)/token", "--github-api",
          "http://127.0.0.1:\(gitHubPort)", "--rollout", "\(folder)/rollout.yaml",
        ],
        log: "\(folder)/\(log)",
        environment: ["HOOK_SECRET": HookTesting.secret]
      )
    }
    var process = try start("log-first")
    try await Waiting.until("the first commit") {
      await bed.text("VERSION", of: "job-config") != nil
    }
    for number in 1...6 {
      try bed.remote.folder.write(
        RemoteRepository.config + "# \(number)\n",
        to: "config/prow/config.yaml"
      )
      if number.isMultiple(of: 3) {
        // It dies before it can save that the first stage has the commit.
        let victim = process
        bed.cluster.inject(.then { victim.kill() }) { $0.isWrite && $0.path.hasSuffix("/config") }
      }
      let job = RemoteRepository.job("job-\(number)")
      let head = try bed.remote.commit(job, to: "config/jobs/job-\(number).yaml")
      gitHub.merge(number, as: head)
      try await Waiting.until("the first stage has \(number)") {
        await bed.text("VERSION", of: "config") == head
      }
      #expect(await bed.text("job-\(number).yaml", of: "job-config") == nil)
      if number == 2 || number == 4 {
        try await Task.sleep(for: .milliseconds(300 * number))
      }
      if !number.isMultiple(of: 3) { process.kill() }
      process = try start("log-\(number)")
      try await Waiting.until("all have \(number)") {
        await bed.text("VERSION", of: "job-config") == head
      }
      try await Waiting.until("it is told") {
        gitHub.comments(on: number).count == 1
          && gitHub.comments(on: number)[0].body.contains("`deck` has loaded `config`, ")
      }
    }
    #expect(process.stop() == 0)
    for number in 1...6 {
      let comments = gitHub.comments(on: number).map(\.body)
      #expect(comments.count == 1)
      #expect(comments[0].contains("Updated the following 2 configmaps:"), "\(comments)")
    }
  }
}
