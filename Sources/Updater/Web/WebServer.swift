internal import HTTPTypes
package import Hummingbird
internal import HummingbirdCore
package import Logging
internal import NIOCore
internal import Synchronization

/// Answers HTTP: webhooks, health, metrics and the status page.
package struct WebServer: Sendable {
  private let hook: HookHandler
  private let metrics: Metrics
  private let isReady: @Sendable () -> Bool
  private let status: @Sendable () async throws -> StatusModel
  private let gauges: @Sendable () async -> Void
  private let showsContent: Bool
  private let bodyLimit: Duration
  private let idleLimit: Duration
  private let budget = BodyBudget()

  /// - Parameters:
  ///   - hook: Answers webhooks.
  ///   - metrics: What `/metrics` shows.
  ///   - isReady: What `/readyz` says.
  ///   - status: What the status page shows.
  ///   - gauges: Brings gauges up to date before they are shown.
  ///   - showsContent: Whether the status page shows what ConfigMaps hold.
  ///   - bodyLimit: How long a webhook's body may take; meanwhile it keeps others from being read.
  ///   - idleLimit: How long a connection may be silent.
  package init(
    hook: HookHandler,
    metrics: Metrics,
    isReady: @escaping @Sendable () -> Bool,
    status: @escaping @Sendable () async throws -> StatusModel,
    gauges: @escaping @Sendable () async -> Void,
    showsContent: Bool = false,
    bodyLimit: Duration = .seconds(10),
    idleLimit: Duration = .seconds(60)
  ) {
    self.hook = hook
    self.metrics = metrics
    self.isReady = isReady
    self.status = status
    self.gauges = gauges
    self.showsContent = showsContent
    self.bodyLimit = bodyLimit
    self.idleLimit = idleLimit
  }

  /// - Parameters:
  ///   - host: The address to listen at.
  ///   - port: 0 for any that is free.
  ///   - logger: Says what the server does.
  ///   - running: Receives the port when it listens.
  /// - Returns: The server, to be run.
  package func application(
    host: String,
    port: Int,
    logger: Logger,
    running: @escaping @Sendable (Int) -> Void
  ) -> some ApplicationProtocol {
    Application(
      responder: CallbackResponder<BasicRequestContext> { request, _ in await respond(request) },
      server: .http1(
        configuration: HTTP1Channel.Configuration(
          idleTimeout: .seconds(idleLimit.components.seconds),
          httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: 16_384,
            maxHeaderListSize: 32_768,
            maxHeaderFieldCount: 100
          )
        )
      ),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { channel in running(channel.localAddress?.port ?? port) },
      logger: logger
    )
  }

  private func respond(_ request: Request) async -> Response {
    let isRead = request.method == .get || request.method == .head
    switch request.uri.path {
    case "/hook": return await answerHook(request)
    case _ where !isRead: return text(.methodNotAllowed, "GET only\n")
    case "/healthz": return text(.ok, "ok\n")
    case "/readyz":
      return isReady()
        ? text(.ok, "ok\n") : text(.serviceUnavailable, "the first run is not done\n")
    case "/metrics":
      await gauges()
      return text(.ok, metrics.text(), type: "text/plain; version=0.0.4; charset=utf-8")
    case "/":
      let isReloading = request.uri.query == "reload"
      return await answerStatus("text/html; charset=utf-8") { model in
        let page = StatusPage(model, showsContent: showsContent, isReloading: isReloading)
        return Array(page.render().utf8)
      }
    case "/status.json": return await answerStatus("application/json") { $0.json }
    default: return text(.notFound, "nothing here\n")
    }
  }

  private func answerStatus(
    _ type: String,
    _ render: (StatusModel) -> [UInt8]
  ) async -> Response {
    do {
      return answer(.ok, render(try await status()), type: type)
    } catch {
      return text(.internalServerError, "the journal can't be read; see the log\n")
    }
  }

  // MARK: Webhooks

  private func answerHook(_ request: Request) async -> Response {
    let answer = await answer(request)
    metrics.add(.webhooks, ["outcome", answer.outcome])
    var response = text(HTTPResponse.Status(code: answer.status), answer.text + "\n")
    if answer.status == 405 { response.headers[.allow] = "POST" }
    return response
  }

  private func answer(_ request: Request) async -> HookHandler.Response {
    if request.method != .post { return HookHandler.wrongMethod }
    let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
    if length > HookHandler.mostBytes { return HookHandler.tooLarge }
    let share = budget.share()
    defer { share.giveBack() }
    let body: [UInt8]
    do {
      body = try await collect(request.body, share)
    } catch is BodyBudget.Spent {
      return HookHandler.Response(status: 503, text: "too many at a time", outcome: "busy")
    } catch is TooSlow {
      return HookHandler.Response(status: 408, text: "the body took too long", outcome: "malformed")
    } catch is NIOTooManyBytesError {
      return HookHandler.tooLarge
    } catch {
      return HookHandler.Response(status: 400, text: "the body broke off", outcome: "malformed")
    }
    func header(_ name: String) -> String? {
      HTTPField.Name(name).flatMap { request.headers[$0] }
    }
    return await hook.answer(
      HookHandler.Request(
        contentType: request.headers[.contentType],
        event: header("X-GitHub-Event"),
        delivery: header("X-GitHub-Delivery"),
        signature: header("X-Hub-Signature-256"),
        body: body
      )
    )
  }

  private struct TooSlow: Error {}

  private func collect(_ body: RequestBody, _ share: BodyBudget.Share) async throws -> [UInt8] {
    try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        var bytes: [UInt8] = []
        for try await part in body {
          if bytes.count + part.readableBytes > HookHandler.mostBytes {
            throw NIOTooManyBytesError(maxBytes: HookHandler.mostBytes)
          }
          // What a request declares costs nothing; what has arrived does.
          try share.take(part.readableBytes)
          bytes += part.readableBytesView
        }
        return bytes
      }
      group.addTask {
        try await Task.sleep(for: bodyLimit)
        return nil
      }
      guard let collected = try await group.next() ?? nil else { throw TooSlow() }
      return collected
    }
  }

  private func text(
    _ status: HTTPResponse.Status,
    _ text: String,
    type: String = "text/plain; charset=utf-8"
  ) -> Response {
    answer(status, Array(text.utf8), type: type)
  }

  private func answer(
    _ status: HTTPResponse.Status,
    _ body: [UInt8],
    type: String
  ) -> Response {
    var headers: HTTPFields = [
      .contentType: type, .cacheControl: "no-store",
      .contentSecurityPolicy:
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    ]
    headers[.xContentTypeOptions] = "nosniff"
    return Response(
      status: status,
      headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
    )
  }
}
