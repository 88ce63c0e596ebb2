import Files
import Glibc
import TestSupport
import Testing

@Suite("Child processes")
struct ChildProcessTests {
  private func shell(
    _ script: String,
    _ change: (inout ChildProcess) -> Void = { _ in }
  ) throws -> ChildProcess.Outcome {
    var process = ChildProcess(
      words: ["sh", "-c", script],
      environment: ["PATH=/usr/bin:/bin", "A=b"],
      limit: .seconds(20)
    )
    change(&process)
    return try process.run()
  }

  @Test
  func itGetsItsInputAndNothingElse() throws {
    let leak = open("/dev/null", O_RDONLY)
    defer { close(leak) }
    let run = try shell("cat; echo $A $B >&2; ls /proc/self/fd | wc -l; exit 3") {
      $0.input = Array("in\n".utf8)
    }
    // The three streams, and what ls itself opens.
    #expect(String(decoding: run.output, as: UTF8.self) == "in\n4\n")
    #expect(run.errors == "b\n" && run.status == 3)
  }

  @Test
  func muchInputAndOutputDoNotBlockEachOther() throws {
    let input = [UInt8](repeating: 7, count: 3 << 20)
    let run = try shell("cat; head -c 300000 /dev/zero >&2") { $0.input = input }
    #expect(run.output == input && run.errors.utf8.count == 1 << 16)
  }

  @Test(arguments: [
    "sleep 60", "exec >&- 2>&-; sleep 60", "(sleep 60) & exec >&- 2>&-; wait",
    "trap '' TERM; sleep 60",
  ])
  func itsTimeIsLimitedWhateverItDoes(_ script: String) {
    let start = ContinuousClock.now
    #expect(throws: ChildProcess.Failure.tooSlow) {
      try shell(script) { $0.limit = .milliseconds(200) }
    }
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test
  func whatItLeavesRunningEndsWithIt() throws {
    let start = ContinuousClock.now
    let run = try shell("sleep 60 & echo $!")
    #expect(run.status == 0 && ContinuousClock.now - start < .seconds(10))
    let left = try #require(pid_t(String(decoding: run.output.dropLast(), as: UTF8.self)))
    let deadline = ContinuousClock.now + .seconds(10)
    while kill(left, 0) == 0, ContinuousClock.now < deadline { usleep(1000) }
    // A killed process stays as a zombie where nobody waits for it.
    let state = (try? Project.text(at: "/proc/\(left)/stat"))?.split(separator: " ")
    #expect(state.map { $0[2] == "Z" } ?? true)
  }

  @Test
  func endlessOutputIsStopped() {
    #expect(throws: ChildProcess.Failure.tooMuchOutput) {
      try shell("cat /dev/zero") { $0.mostBytes = 1 << 20 }
    }
  }

  @Test
  func aCancelledTaskStopsIt() async {
    let task = Task.detached { try shell("sleep 60") }
    task.cancel()
    await #expect(throws: ChildProcess.Failure.cancelled) { try await task.value }
  }

  @Test
  func signalsAndMissingProgramsAreSaid() throws {
    #expect(try shell("kill -9 $$").status == -1)
    #expect(try shell("kill -13 $$; echo lives").output == [], "SIGPIPE is as usual for it")
    #expect(throws: ChildProcess.Failure.notStarted("no such file or directory")) {
      try shell("") { $0.words = ["no-such-program"] }
    }
  }
}
