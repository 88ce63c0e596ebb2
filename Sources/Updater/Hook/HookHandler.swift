internal import Cluster
internal import Formats

/// Answers webhooks; the work comes afterwards.
package struct HookHandler: Sendable {
  private let sources: [FollowedBranch]
  private let secrets: @Sendable () -> HookSecrets
  private let record: @Sendable (Delivery) async throws -> Void
  private let review: (@Sendable (FollowedBranch) -> Void)?

  /// A webhook that was let in.
  package struct Delivery: Sendable {
    /// What GitHub calls this delivery, the same when it is sent again.
    package let id: String
    /// `push`, `pull_request` and so on.
    package let event: String
    package let hints: [Hint]

    package init(id: String, event: String, hints: [Hint]) {
      self.id = id
      self.event = event
      self.hints = hints
    }
  }

  /// A request with its body; headers as GitHub names them.
  package struct Request: Sendable {
    package var method: String
    package var contentType: String?
    package var event: String?
    package var delivery: String?
    package var signature: String?
    package var body: [UInt8]

    package init(
      method: String = "POST",
      contentType: String? = "application/json",
      event: String?,
      delivery: String?,
      signature: String?,
      body: [UInt8]
    ) {
      self.method = method
      self.contentType = contentType
      self.event = event
      self.delivery = delivery
      self.signature = signature
      self.body = body
    }
  }

  package struct Response: Sendable, Hashable {
    package var status: Int
    /// One line for whoever looks at the deliveries on GitHub.
    package var text: String
    /// A word for the metrics: `hint`, `ignored`, `signature` and so on.
    package var outcome: String
  }

  /// Bytes; GitHub sends no more than 25 MB.
  package static let mostBytes = 25 << 20
  /// Levels of arrays and objects; GitHub's payloads have less than ten.
  private static let mostDepth = 40

  /// - Parameters:
  ///   - sources: The branches that are followed.
  ///   - secrets: Gives those that are valid now.
  ///   - record: Keeps a delivery, and wakes who is to work on it; the same may come twice.
  ///   - review: Wakes who reviews pull requests for a branch; `nil` if nobody does.
  package init(
    sources: [FollowedBranch],
    secrets: @escaping @Sendable () -> HookSecrets,
    record: @escaping @Sendable (Delivery) async throws -> Void,
    review: (@Sendable (FollowedBranch) -> Void)? = nil
  ) {
    self.sources = sources
    self.secrets = secrets
    self.record = record
    self.review = review
  }

  /// Sizes are checked while a body is read, before this.
  package static let tooLarge = Response(
    status: 413,
    text: "more than \(mostBytes) bytes",
    outcome: "too-large"
  )

  package static let wrongMethod = Response(status: 405, text: "POST only", outcome: "method")

  package func answer(_ request: Request) async -> Response {
    if request.method != "POST" { return HookHandler.wrongMethod }
    if request.body.count > HookHandler.mostBytes { return HookHandler.tooLarge }
    guard secrets().admit(request.body, signature: request.signature) else {
      return Response(
        status: 403,
        text: "X-Hub-Signature-256 is missing or wrong; check the webhook's secret",
        outcome: "signature"
      )
    }
    guard let event = request.event, let delivery = request.delivery,
      HookHandler.isWord(event), HookHandler.isWord(delivery)
    else {
      return malformed("X-GitHub-Event or X-GitHub-Delivery is missing")
    }
    let type = request.contentType?.split(separator: ";").first?.lowercased()
    guard type == "application/json" else {
      return malformed("set the webhook's content type to application/json")
    }
    let payload: JSONValue
    do {
      payload = try JSONReader.read(request.body, mostDepth: HookHandler.mostDepth)
    } catch {
      return malformed("the payload is not JSON: \(error)")
    }
    switch HookEvent.read(event, payload, sources: sources, isReviewing: review != nil) {
    case .malformed(let reason): return malformed("the payload of \(event) is odd: \(reason)")
    case .ignored(let reason):
      return Response(status: 200, text: "ignored: \(reason)", outcome: "ignored")
    case .reviews(let sources):
      // The timer finds them, too, so that nothing is kept.
      for source in sources { review?(source) }
      return Response(
        status: 200,
        text: "thanks, looking at the pull request",
        outcome: "review"
      )
    case .hints(let hints):
      return await keep(Delivery(id: delivery, event: event, hints: hints))
    }
  }

  private func keep(_ delivery: Delivery) async -> Response {
    do {
      try await record(delivery)
      return Response(status: 200, text: "thanks, looking at the branch", outcome: "hint")
    } catch {
      // The timer finds what was merged, too; but GitHub should show that something is wrong.
      return Response(status: 500, text: "could not keep the delivery", outcome: "journal")
    }
  }

  private func malformed(_ text: String) -> Response {
    Response(status: 400, text: text, outcome: "malformed")
  }

  /// Short and printable, so that it can go to logs and the journal.
  private static func isWord(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 100 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
