import AsyncHTTPClient
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import Testing

@testable import Updater

@Suite("Web server")
struct WebServerTests {
  /// Runs a test with a server.
  private func withServer(
    bodyLimit: Duration = .milliseconds(200),
    _ body: (_ url: String) async throws -> Void
  ) async throws {
    let server = try WebServer(
      hook: HookTesting().handler,
      metrics: Metrics(),
      isReady: { true },
      status: {
        StatusModel(
          branches: [],
          targets: [],
          runs: [],
          isLeading: true,
          hints: 0,
          reports: 0,
          now: 0
        )
      },
      gauges: {},
      bodyLimit: bodyLimit,
      // A machine that is busy with other work may be silent for minutes.
      idleLimit: .seconds(900)
    )
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let application = server.application(
      host: "127.0.0.1",
      port: 0,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      running: { found.yield($0) }
    )
    let running = Task { try await application.run() }
    defer { running.cancel() }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    try await body("http://127.0.0.1:\(port)")
  }

  @Test
  func aBodyThatTakesTooLongKeepsNobodyWaiting() async throws {
    try await withServer { url in
      // What the budget for bodies is, and never comes.
      for _ in 0..<3 {
        let (parts, _) = AsyncStream.makeStream(of: ByteBuffer.self)
        var request = HTTPClientRequest(url: url + "/hook")
        request.method = .POST
        request.body = .stream(parts, length: .known(Int64(25 << 20)))
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(600))
        #expect(answer.status == .requestTimeout)
      }
    }
  }

  @Test
  func slowBodiesDoNotShutTheDoor() async throws {
    try await withServer(bodyLimit: .seconds(900)) { url in
      // Each declares the most, and sends a little of it.
      let slow = (0..<8).map { _ in
        let (parts, source) = AsyncStream.makeStream(of: ByteBuffer.self)
        source.yield(ByteBuffer(string: "{"))
        var request = HTTPClientRequest(url: url + "/hook")
        request.method = .POST
        request.body = .stream(parts, length: .known(Int64(25 << 20)))
        return (
          source,
          Task { [request] in
            _ = try? await HTTPClient.shared.execute(request, timeout: .seconds(900))
          }
        )
      }
      var request = HTTPClientRequest(url: url + "/hook")
      request.method = .POST
      request.body = .bytes(ByteBuffer(string: "{}"))
      let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(600))
      #expect(answer.status == .forbidden, "its signature is missing, and nothing else")
      for (source, task) in slow {
        source.finish()
        task.cancel()
      }
    }
  }

  @Test(arguments: [
    ("/hook", "GET", 405, "POST"), ("/", "POST", 405, nil), ("/x", "GET", 404, nil),
  ])
  func othersAreToldWhatIsTaken(
    _ path: String,
    _ method: String,
    _ status: Int,
    _ allowed: String?
  ) async throws {
    try await withServer { url in
      var request = HTTPClientRequest(url: url + path)
      request.method = .RAW(value: method)
      let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(600))
      #expect(Int(answer.status.code) == status && answer.headers.first(name: "Allow") == allowed)
    }
  }
}
