import AsyncHTTPClient
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import Testing
import Updater

@Suite("Web server")
struct WebServerTests {
  /// Runs a test with a server that waits for bodies for 200 ms.
  private func withServer(_ body: (_ url: String) async throws -> Void) async throws {
    let server = try WebServer(
      hook: HookTesting().handler,
      metrics: Metrics(),
      isReady: { true },
      page: { "" },
      gauges: {},
      bodyLimit: .milliseconds(200)
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
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        #expect(answer.status == .requestTimeout)
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
      let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
      #expect(Int(answer.status.code) == status && answer.headers.first(name: "Allow") == allowed)
    }
  }
}
