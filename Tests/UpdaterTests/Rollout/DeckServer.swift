import Hummingbird
import NIOCore
import Updater

/// A program of Prow that answers over HTTP as a test says.
enum DeckServer {
  /// What is answered.
  enum Reply: Sendable {
    case text(String)
    case status(Int)
    /// Zeros without an end, piece by piece.
    case endless(pause: Duration)
    /// The first part at once, the other so much later.
    case stalled(String, Duration, String)
  }

  /// Answers for as long as a function takes, which gets the port.
  static func run<T>(
    host: String = "127.0.0.1",
    port: Int = 0,
    answering reply: @escaping @Sendable () async -> Reply,
    during body: (Int) async throws -> T
  ) async throws -> T {
    try await RunningServer.run(
      host: host,
      port: port,
      answering: { _ in
        switch await reply() {
        case .text(let text):
          return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        case .status(let status): return Response(status: .init(code: status))
        case .endless(let pause):
          let body = ResponseBody { writer in
            for _ in 0..<100_000 {
              try await writer.write(ByteBuffer(repeating: 0x61, count: 4096))
              if pause > .zero { try await Task.sleep(for: pause) }
            }
            try await writer.finish(nil)
          }
          return Response(status: .ok, body: body)
        case .stalled(let first, let pause, let second):
          let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: first))
            try await Task.sleep(for: pause)
            try await writer.write(ByteBuffer(string: second))
            try await writer.finish(nil)
          }
          return Response(status: .ok, body: body)
        }
      },
      during: body
    )
  }
}
