internal import Cluster
internal import NIOCore
internal import NIOHTTP1

/// HTTP for the double: whole requests in, whole answers out, or a closed connection.
final class DoubleHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  enum Answer: Sendable {
    case reply(DoubleReply, delayMilliseconds: Int64)
    /// The answer is made so many milliseconds later.
    case later(Int64, @Sendable () -> DoubleReply)
    case cut
  }

  private let respond: @Sendable (DoubleRequest) -> Answer
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []

  init(_ respond: @escaping @Sendable (DoubleRequest) -> Answer) { self.respond = respond }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
    case .body(let buffer): body += buffer.readableBytesView
    case .end:
      guard let head else { return }
      switch respond(request(head)) {
      case .cut: context.close(promise: nil)
      case .later(let delay, let answer):
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(delay)) {
          bound.value.0.write(answer(), head, bound.value.1)
        }
      case .reply(let reply, 0): write(reply, head, context)
      case .reply(let reply, let delay):
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(delay)) {
          bound.value.0.write(reply, head, bound.value.1)
        }
      }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func request(_ head: HTTPRequestHead) -> DoubleRequest {
    let parts = head.uri.split(separator: "?", maxSplits: 1).map(String.init)
    var query: [String: String] = [:]
    for pair in parts.dropFirst().joined().split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1).map { String($0).unescaped ?? "" }
      query[sides[0]] = sides.count > 1 ? sides[1] : ""
    }
    let authorization = head.headers.first(name: "Authorization") ?? ""
    return DoubleRequest(
      method: head.method.rawValue,
      path: parts.first ?? "/",
      query: query,
      contentType: head.headers.first(name: "Content-Type") ?? "",
      token: authorization.hasPrefix("Bearer ") ? String(authorization.dropFirst(7)) : "",
      headers: Dictionary(head.headers.map { ($0.name, $0.value) }) { _, last in last },
      body: body
    )
  }

  private func write(
    _ reply: DoubleReply,
    _ head: HTTPRequestHead,
    _ context: ChannelHandlerContext
  ) {
    let body = reply.body.json
    var answer = HTTPResponseHead(version: .http1_1, status: .init(statusCode: reply.status))
    answer.headers.add(name: "Content-Type", value: "application/json")
    answer.headers.add(name: "Content-Length", value: "\(body.count)")
    if let seconds = reply.retryAfter {
      answer.headers.add(name: "Retry-After", value: "\(seconds)")
    }
    context.write(wrapOutboundOut(.head(answer)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    if !head.isKeepAlive { context.close(promise: nil) }
  }
}
