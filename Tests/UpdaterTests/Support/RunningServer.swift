import Hummingbird
import Logging
import ServiceLifecycle

/// A server that a test answers with.
enum RunningServer {
  /// Answers over HTTP for as long as a function takes, which gets the port.
  static func run<T>(
    host: String = "127.0.0.1",
    port: Int = 0,
    answering reply: @escaping @Sendable (Request) async throws -> Response,
    during body: (Int) async throws -> T
  ) async throws -> T {
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let application = Application(
      responder: CallbackResponder<BasicRequestContext> { request, _ in try await reply(request) },
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { found.yield($0.localAddress?.port ?? 0) },
      logger: logger
    )
    var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
    // What is answered without an end is cut off.
    configuration.maximumGracefulShutdownDuration = .seconds(1)
    let group = ServiceGroup(configuration: configuration)
    let server = Task {
      defer { found.finish() }
      try await group.run()
    }
    var iterator = ports.makeAsyncIterator()
    let result: Result<T, any Error>
    do { result = .success(try await body(await iterator.next() ?? 0)) } catch {
      result = .failure(error)
    }
    // Cancelling alone would end the process if somebody connects at that moment.
    await group.triggerGracefulShutdown()
    _ = await server.result
    return try result.get()
  }
}
