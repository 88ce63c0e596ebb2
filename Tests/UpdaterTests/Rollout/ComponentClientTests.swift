import Dispatch
import TestSupport
import Testing

@testable import Updater

@Suite("Asking components")
struct ComponentClientTests {
  private func component(
    _ port: Int,
    host: String = "127.0.0.1",
    answer: String = "config"
  ) throws -> Rollout.Component {
    let text = """
      components:
      - name: deck
        url: http://\(host):\(port)/config
        answer: \(answer)
        configMap: default/default/config

      """
    return try RolloutFile.read(text).components[0]
  }

  private func ask(
    _ reply: DeckServer.Reply,
    answer: String = "config",
    _ limits: ComponentClient.Limits = ComponentClient.Limits()
  ) async throws -> ComponentAnswer {
    try await DeckServer.run(
      answering: { reply },
      during: { port in
        await ComponentClient(limits: limits).ask(try component(port, answer: answer))
      }
    )
  }

  @Test
  func deckTellsWhichCommitItHasLoaded() async throws {
    let answer = try await ask(.text("config_version_sha: 1a2b\ndeck: {}\n"))
    #expect(answer == .shows(["1a2b"]))
    #expect(try await ask(.text("3c4d\n"), answer: "version") == .shows(["3c4d"]))
  }

  @Test
  func anAnswerWithoutACommitIsNoCommit() async throws {
    #expect(
      try await ask(.text("deck: {}\n"))
        == .silent(
          "its answer has no config_version_sha, so no VERSION is mounted next to its config.yaml"
        )
    )
    #expect(try await ask(.text(""), answer: "version") == .silent("its answer is empty"))
    #expect(try await ask(.status(500)) == .failed("it answers with status 500"))
    #expect(try await ask(.status(302)) == .failed("it answers with status 302"))
  }

  @Test
  func whoeverIsNotThereIsSaid() async throws {
    let port = try await DeckServer.run(answering: { .status(200) }, during: { $0 })
    guard case .failed = await ComponentClient().ask(try component(port)) else {
      Issue.record("nobody listens there")
      return
    }
    let nowhere = ComponentClient(addresses: { _ in [] })
    #expect(
      await nowhere.ask(try component(1, host: "deck.prow"))
        == .failed("the host deck.prow has no address; check url and DNS")
    )
  }

  @Test
  func allOfItEndsInTime() async throws {
    let patient = ComponentClient(limits: ComponentClient.Limits(time: .seconds(3600)))
    let answer = try await DeckServer.run(
      answering: { .stalled("a: 1\n", .seconds(20), "b: 1\n") },
      during: { port in
        await patient.ask(try component(port), atMost: .milliseconds(300))
      }
    )
    #expect(answer == .failed("it did not answer in time"))
  }

  @Test
  func anAnswerWithoutAnEndCostsLittle() async throws {
    let small = ComponentClient.Limits(bytes: 100_000)
    guard case .failed(let reason) = try await ask(.endless(pause: .zero), small) else {
      Issue.record("the answer has no end")
      return
    }
    #expect(reason.hasPrefix("its answer has more than 1"))
    let short = ComponentClient.Limits(time: .milliseconds(300))
    let slow = try await ask(.endless(pause: .milliseconds(50)), short)
    #expect(slow == .failed("it did not answer in time"))
    let word = try await ask(.endless(pause: .zero), answer: "version")
    guard case .failed = word else {
      Issue.record("a commit is shorter: \(word)")
      return
    }
  }

  @Test
  func whoeverBeginsToAnswerMustComeToAnEndInTime() async throws {
    let late = DeckServer.Reply.stalled("d", .seconds(5), "eck: {}\nconfig_version_sha: 1a2b\n")
    let short = ComponentClient.Limits(time: .milliseconds(300))
    #expect(try await ask(late, short) == .failed("it did not answer in time"))
    // Half of a word is no commit.
    let half = DeckServer.Reply.stalled("1a", .seconds(5), "2b\n")
    #expect(try await ask(half, answer: "version", short) == .failed("it did not answer in time"))
  }

  @Test
  func aLookupThatBlocksIsNotWaitedFor() async throws {
    let isOver = DispatchSemaphore(value: 0)
    let client = ComponentClient(
      limits: ComponentClient.Limits(time: .milliseconds(300)),
      addresses: { _ in
        _ = isOver.wait(timeout: .now() + 30)
        return []
      }
    )
    let answer = await client.ask(try component(1, host: "deck.prow"))
    isOver.signal()
    #expect(answer == .failed("DNS did not tell the addresses of the host deck.prow in time"))
  }

  @Test
  func noPodIsLeftOut() async throws {
    let client = ComponentClient(addresses: { _ in (1...21).map { "127.0.0.\($0)" } })
    #expect(
      await client.ask(try component(1, host: "deck.prow"))
        == .failed("the host deck.prow has 21 addresses, and at most 20 are asked")
    )
  }

  @Test
  func eachPodBehindANameIsAsked() async throws {
    let client = ComponentClient(addresses: { _ in ["127.0.0.1", "127.0.0.2"] })
    let answers = try await DeckServer.run(
      answering: { .text("config_version_sha: old\n") },
      during: { port in
        try await DeckServer.run(
          host: "127.0.0.2",
          port: port,
          answering: { .text("config_version_sha: new\n") },
          during: { _ in await client.ask(try component(port, host: "deck.prow")) }
        )
      }
    )
    #expect(answers == .shows(["new", "old"]))
  }

  @Test
  func namesAreLookedUp() {
    #expect(ComponentClient.lookUp("127.0.0.1") == ["127.0.0.1"])
    #expect(ComponentClient.lookUp("localhost").contains("127.0.0.1"))
    #expect(ComponentClient.lookUp("nowhere.invalid").isEmpty)
  }
}
