import Cluster
import ClusterDouble
import TestSupport
import Testing
import Updater

@Suite("Faults", .serialized, .timeLimit(.minutes(30)))
struct FaultTests {
  /// Eight lines of runs beside each other, each with a server of its own.
  @Test(arguments: 0..<8)
  func everyRunEndsAtTheHeadOfTheBranch(_ line: Int) async throws {
    let first = Seed.value(default: 1)
    let count = Seed.isChosen ? 1 : 63
    let seeds = (0..<count).map { first &+ UInt64($0 * 8 + line) }
    let server = try await TestServer.start(namespaces: Set(seeds.map(FaultRun.namespace)))
    let folder = try TemporaryFolder()
    try folder.write(TestBed.kubeconfig(server), to: "kubeconfig")
    let path = folder.path + "/kubeconfig"
    let rough = try TestBed.clusters(path, timeout: .milliseconds(40 * FaultRun.pace))
    let calm = try TestBed.clusters(path)
    for seed in seeds {
      let run = try FaultRun(seed: seed, server: server, rough: rough, calm: calm)
      do { try await run.run() } catch {
        Issue.record("\(error); repeat it with PLIMSOLL_TEST_SEED=\(seed &- UInt64(line))")
        break
      }
    }
    await rough.shutDown()
    await calm.shutDown()
    await server.stop()
  }
}
