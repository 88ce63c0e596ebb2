internal import Cluster
internal import Formats
internal import NIOCore
internal import NIOHTTP1

/// HTTP for the double: whole requests in, whole answers out, or a closed connection.
final class DoubleHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// Answers a request, once; `nil` closes the connection.
  typealias Respond =
    @Sendable (DoubleRequest, _ done: @escaping @Sendable (DoubleReply?) -> Void) -> Void

  private let respond: Respond
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []

  init(_ respond: @escaping Respond) { self.respond = respond }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
    case .body(let buffer): body += buffer.readableBytesView
    case .end:
      guard let head else { return }
      let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      let loop = context.eventLoop
      respond(request(head)) { reply in
        @Sendable func answer() { bound.value.0.answer(reply, head, bound.value.1) }
        if loop.inEventLoop { answer() } else { loop.execute(answer) }
      }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func request(_ head: HTTPRequestHead) -> DoubleRequest {
    DoubleRequest(
      method: head.method.rawValue,
      uri: head.uri,
      headers: Dictionary(head.headers.map { ($0.name, $0.value) }) { _, last in last },
      body: body
    )
  }

  private func answer(
    _ reply: DoubleReply?,
    _ head: HTTPRequestHead,
    _ context: ChannelHandlerContext
  ) {
    guard let reply else { return context.close(promise: nil) }
    let body = reply.text.map { Array($0.utf8) } ?? reply.body.json
    var answer = HTTPResponseHead(version: .http1_1, status: .init(statusCode: reply.status))
    let type = reply.text == nil ? "application/json" : "text/plain"
    answer.headers.add(name: "Content-Type", value: type)
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
