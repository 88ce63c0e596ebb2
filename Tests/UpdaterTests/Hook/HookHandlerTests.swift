import TestSupport
import Testing
import Updater

@Suite("Webhooks")
struct HookHandlerTests {
  @Test
  func pushesAndMergesAreHints() async throws {
    let hook = try HookTesting()
    let push = await hook.handler.answer(HookTesting.request(HookTesting.push()))
    #expect(push.status == 200)
    #expect(push.outcome == "hint")
    let merge = await hook.handler.answer(
      HookTesting.request(HookTesting.merge(), event: "pull_request", delivery: "d-2")
    )
    #expect(merge.status == 200)
    #expect(hook.deliveries.map(\.id) == ["d-1", "d-2"])
    #expect(hook.deliveries.flatMap(\.hints).map(\.pullRequest) == [nil, 7])
    #expect(
      hook.deliveries.flatMap(\.hints).map(\.revision) == [HookTesting.commit, HookTesting.commit]
    )
    #expect(hook.deliveries.flatMap(\.hints).map(\.source) == [hook.sources[0], hook.sources[0]])
  }

  @Test(arguments: [
    ("push", HookTesting.push(branch: "other")),
    ("push", HookTesting.push(repository: "evil/rocket")),
    ("pull_request", HookTesting.merge(isMerged: false)),
    ("pull_request", HookTesting.merge(action: "opened")), ("ping", #"{"zen":"so"}"#),
    ("push", HookTesting.push().replacing("refs/heads/", with: "refs/tags/")),
  ])
  func allElseIsIgnored(_ event: String, _ body: String) async throws {
    let hook = try HookTesting()
    let answer = await hook.handler.answer(HookTesting.request(body, event: event))
    #expect(answer.status == 200)
    #expect(answer.outcome == "ignored")
    #expect(hook.deliveries.isEmpty)
  }

  @Test
  func openPullRequestsMatterOnlyWhereTheyAreReviewed() async throws {
    let hook = try HookTesting()
    let handler = hook.handler(isReviewing: true)
    let baseChange = #""changes":{"base":{"ref":{"from":"old"}}},"#
    let events = [
      HookTesting.open("opened"), HookTesting.open("reopened"), HookTesting.open("synchronize"),
      HookTesting.open("edited", baseChange),
    ]
    for body in events {
      let answer = await handler.answer(HookTesting.request(body, event: "pull_request"))
      #expect(answer.outcome == "review")
      #expect(answer.status == 200)
      let other = await hook.handler.answer(HookTesting.request(body, event: "pull_request"))
      #expect(other.outcome == "ignored")
    }
    #expect(hook.reviews == Array(repeating: hook.sources[0], count: 4))
    for body in [
      HookTesting.open("edited", #""changes":{"title":{"from":"old"}},"#),
      HookTesting.open("labeled"), HookTesting.open("opened", branch: "release"),
    ] {
      let answer = await handler.answer(HookTesting.request(body, event: "pull_request"))
      #expect(answer.outcome == "ignored", "\(body)")
    }
    let odd = HookTesting.request(#"{"action":"opened"}"#, event: "pull_request")
    #expect(await handler.answer(odd).status == 400)
    let merge = HookTesting.request(HookTesting.merge(), event: "pull_request")
    #expect(await handler.answer(merge).outcome == "hint")
    #expect(hook.reviews.count == 4)
  }

  @Test
  func everySecretOfAListIsGoodAndNoOther() async throws {
    let hook = try HookTesting()
    for (secret, status) in [("old", 200), ("swordfish", 200), ("swordfisH", 403), ("", 403)] {
      let body = Array(HookTesting.push().utf8)
      var request = HookTesting.request(HookTesting.push())
      request.signature = HookTesting.signature(body, secret: secret.isEmpty ? "x" : secret)
      #expect(await hook.handler.answer(request).status == status, "\(secret)")
    }
    var request = HookTesting.request(HookTesting.push())
    for signature in [
      nil, "", "sha256=", "sha1=abc", "sha256=" + String(repeating: "0", count: 64),
    ] {
      request.signature = signature
      #expect(await hook.handler.answer(request).status == 403)
    }
  }

  @Test
  func withoutAnySecretNobodyGetsIn() {
    let body = Array("{}".utf8)
    #expect(!HookSecrets([]).admit(body, signature: HookTesting.signature(body, secret: "x")))
    #expect(!HookSecrets([[]]).admit(body, signature: HookTesting.signature(body, secret: "x")))
  }

  @Test
  func checksComeInTheirOrder() async throws {
    let hook = try HookTesting()
    var request = HookTesting.request("no json")
    request.method = "PUT"
    #expect(await hook.handler.answer(request).status == 405)
    request.method = "POST"
    #expect(await hook.handler.answer(request).status == 400)
    request.signature = nil
    #expect(await hook.handler.answer(request).status == 403, "before JSON is read")
    request.body = [UInt8](repeating: 0x20, count: HookHandler.mostBytes + 1)
    #expect(await hook.handler.answer(request).status == 413, "before anything is signed")
    var form = HookTesting.request(HookTesting.push())
    form.contentType = "application/x-www-form-urlencoded"
    #expect(
      await hook.handler.answer(form).text == "set the webhook's content type to application/json"
    )
  }

  @Test
  func aForcedPushIsRemembered() async throws {
    let hook = try HookTesting()
    let body = HookTesting.push().replacing("false", with: "true")
    _ = await hook.handler.answer(HookTesting.request(body))
    #expect(hook.deliveries.first?.hints.first?.forcedFrom == String(repeating: "0", count: 40))
  }

  // MARK: Bad input

  /// Bodies and headers that no one should get in with, the same for each seed.
  @Test
  func twoHundredMalformedWebhooksAreTurnedAway() async throws {
    let seed = Seed.value(default: 6)
    var random = SeededRandom(seed: seed)
    let hook = try HookTesting()
    let handler = hook.handler
    for index in 0..<200 {
      let request = MalformedHook.make(index, &random)
      let answer = await handler.answer(request)
      #expect(
        [400, 403, 405, 413].contains(answer.status),
        "seed \(seed), number \(index): \(answer)"
      )
    }
    #expect(hook.deliveries.isEmpty, "seed \(seed)")
  }
}
