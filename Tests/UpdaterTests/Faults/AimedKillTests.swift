import ClusterDouble
import TestSupport
import Testing
import Updater

/// The real program, killed at each moment that matters, again and again.
@Suite("Kills at aimed moments")
struct AimedKillTests {
  /// Four lines beside each other with 52 kills each.
  @Test(.timeLimit(.minutes(10)), arguments: 0..<4)
  func nothingThatWasMergedStaysUntold(_ line: Int) async throws {
    let seed = Seed.value(default: 500) &+ UInt64(line)
    let run = try await KillRun(seed: seed)
    let aims = KillRun.Aim.allCases
    for index in 0..<52 { try await run.kill(aims[(index + line) % aims.count]) }
    #expect(run.kills == 52)
    try await run.finish()
    for merge in run.merges {
      let comments = run.gitHub.comments(on: merge.number).map(\.body)
      guard let key = merge.key else {
        #expect(comments.isEmpty, "it changes no ConfigMap; seed \(seed)")
        continue
      }
      #expect(comments.count == 1, "pull request \(merge.number); seed \(seed)")
      let text = comments.first ?? ""
      #expect(text.contains("<!-- commit \(merge.commit) -->\nUpdated the `job-config`"), "\(text)")
      #expect(text.contains("key `\(key)`"), "\(key) is not in \(text); seed \(seed)")
      let statuses = run.gitHub.statuses(of: merge.commit)
      #expect(!statuses.isEmpty && statuses.allSatisfy { $0.hasPrefix("success ") }, "\(statuses)")
    }
    var held = await run.bed.data(of: "job-config")
    #expect(held.removeValue(forKey: "VERSION") == run.merges.last?.commit)
    for (name, text) in held {
      #expect(try run.bed.remote.folder.text("config/jobs/\(name)") == text)
    }
    await run.close()
  }
}
