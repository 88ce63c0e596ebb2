import Cluster
import ClusterDouble
import Foundation
import Synchronization
import TestSupport
import Testing
import Updater

/// The real program, killed again and again.
@Suite("Kills", .timeLimit(.minutes(15)))
struct KillTests {
  /// Six lines with ten kills each; odd ones have two replicas and a Lease.
  @Test(arguments: 0..<6)
  func aKilledProcessGoesOnWhereItWas(_ line: Int) async throws {
    let seed = Seed.value(default: 100) &+ UInt64(line)
    var random = SeededRandom(seed: seed)
    let bed = try await TestBed()
    let foreign = try await writeForeign(bed)
    let count = line % 2 == 0 ? 1 : 2
    for kill in 0..<(10 / count) {
      var processes: [ServeProcess] = []
      for replica in 0..<count { processes.append(try start(bed, replica, count, "\(kill)")) }
      for _ in 0..<Int.random(in: 0...2, using: &random) { try commit(bed, &random) }
      if Bool.random(using: &random) {
        let fault: Fault =
          [.status(500), .cutAfter, .status(429, retryAfter: 1)]
          .randomElement(using: &random) ?? .cutBefore
        bed.cluster.inject(fault, times: 2) { $0.path.contains("/configmaps/") }
      }
      for process in processes.shuffled(using: &random) {
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...900, using: &random)))
        process.kill()
      }
    }
    bed.cluster.clearFaults()
    try commit(bed, &random)
    let last = try start(bed, 0, count, "last")
    try await expectHead(bed, seed, last)
    #expect(last.stop() == 0, "seed \(seed)")
    #expect(await bed.text("foreign", of: "job-config") == foreign, "seed \(seed)")
    try checkOrder(bed, seed)
    for replica in 0..<count {
      let said = Mutex<[String]>([])
      _ = try Journal(folder: "\(bed.state.path)/state-\(replica)") { text in
        said.withLock { $0.append(text) }
      }
      #expect(said.withLock { $0 } == [], "the journal opens; seed \(seed)")
    }
    await bed.close()
  }

  private func start(
    _ bed: TestBed,
    _ replica: Int,
    _ count: Int,
    _ name: String
  ) throws -> ServeProcess {
    let folder = bed.state.path
    let lease = count > 1 ? ["--lease", "default/updater", "--lease-seconds", "3"] : []
    return try ServeProcess(
      [
        "--repo", "acme/rocket", "--remote", bed.remote.url, "--listen", "127.0.0.1:0",
        "--state", "\(folder)/state-\(replica)", "--kubeconfig", "\(folder)/kubeconfig",
        "--webhook-secret-env", "HOOK_SECRET", "--head-interval", "1", "--drift-interval", "2",
      ] + lease,
      log: "\(folder)/log-\(replica)-\(name)",
      environment: ["HOOK_SECRET": HookTesting.secret]
    )
  }

  private func commit(_ bed: TestBed, _ random: inout SeededRandom) throws {
    let (name, image) = (
      Int.random(in: 0..<4, using: &random), Int.random(in: 0..<10_000, using: &random)
    )
    try bed.remote.commit(
      RemoteRepository.job("job-\(name)", image: "image:\(image)"),
      to: "config/jobs/\(name).yaml"
    )
  }

  private func writeForeign(_ bed: TestBed) async throws -> String {
    _ = try await bed.clusters.client("default").apply(
      AppliedConfigMap(
        name: ObjectName(namespace: "default", name: "job-config"),
        values: [ConfigMapField(.data, "foreign"): Array("stays".utf8)]
      ),
      as: "somebody"
    )
    return "stays"
  }

  private func expectHead(_ bed: TestBed, _ seed: UInt64, _ process: ServeProcess) async throws {
    var wanted: [String: String] = ["foreign": "stays"]
    let jobs = try FileManager.default.contentsOfDirectory(
      atPath: bed.remote.folder.path + "/config/jobs"
    )
    for name in jobs { wanted[name] = try bed.remote.folder.text("config/jobs/\(name)") }
    // A lease of one that was killed has to run out first.
    try await Waiting.until("the head in job-config; seed \(seed), log \(process.log)") {
      var held = await bed.data(of: "job-config")
      held["VERSION"] = nil
      return held == wanted
    }
  }

  private func checkOrder(_ bed: TestBed, _ seed: UInt64) throws {
    try bed.remote.folder.shell(
      "git -C '\(bed.remote.folder.path)' rev-list --reverse main > '\(bed.state.path)/history'"
    )
    let history = try bed.state.text("history").split(separator: "\n").map(String.init)
    var last: [String: Int] = [:]
    for (name, text) in bed.cluster.versions {
      guard let position = text.flatMap({ history.firstIndex(of: $0) }) else { continue }
      #expect(position >= last[name.name] ?? 0, "\(name.name) went back; seed \(seed)")
      last[name.name] = position
    }
  }
}
