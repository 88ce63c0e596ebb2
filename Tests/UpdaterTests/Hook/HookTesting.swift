import Crypto
import Foundation
import Synchronization
import TestSupport
import Updater

/// Makes webhooks, and a handler that keeps what it was told.
final class HookTesting: Sendable {
  static let secret = "swordfish"
  private let kept = Mutex<[HookHandler.Delivery]>([])
  private let woken = Mutex<[FollowedBranch]>([])
  let sources: [FollowedBranch]

  init() throws {
    let names = ["acme/rocket", "acme/launchpad"]
    sources = names.compactMap { RepositoryName($0) }.map {
      FollowedBranch(repository: $0, branch: "main", remote: "file:///nowhere")
    }
  }

  var deliveries: [HookHandler.Delivery] { kept.withLock { $0 } }

  /// Branches of which a pull request is to be reviewed.
  var reviews: [FollowedBranch] { woken.withLock { $0 } }

  var handler: HookHandler { handler(isReviewing: false) }

  func handler(isReviewing: Bool) -> HookHandler {
    let review: @Sendable (FollowedBranch) -> Void = { source in
      self.woken.withLock { $0.append(source) }
    }
    return HookHandler(
      sources: sources,
      secrets: { HookSecrets([Array("old".utf8), Array(HookTesting.secret.utf8)]) },
      record: { delivery in self.kept.withLock { $0.append(delivery) } },
      review: isReviewing ? review : nil
    )
  }

  static func signature(_ body: [UInt8], secret: String = secret) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: body,
      using: SymmetricKey(data: Array(secret.utf8))
    )
    return "sha256=" + code.map { String(format: "%02x", $0) }.joined()
  }

  static func request(
    _ body: String,
    event: String? = "push",
    secret: String = secret,
    delivery: String? = "d-1"
  ) -> HookHandler.Request {
    let bytes = Array(body.utf8)
    return HookHandler.Request(
      event: event,
      delivery: delivery,
      signature: signature(bytes, secret: secret),
      body: bytes
    )
  }

  static let commit = String(repeating: "ab", count: 20)

  static func push(
    _ commit: String = commit,
    repository: String = "acme/rocket",
    branch: String = "main"
  ) -> String {
    """
    {"ref":"refs/heads/\(branch)","before":"\(String(repeating: "0", count: 40))",\
    "after":"\(commit)","forced":false,"repository":{"full_name":"\(repository)"}}
    """
  }

  /// `more`: Fields of the payload, with a comma at the end.
  static func open(_ action: String, branch: String = "main", _ more: String = "") -> String {
    """
    {"action":"\(action)",\(more)"number":7,"pull_request":{"merged":false,"base":{"ref":"\(branch)"}},\
    "repository":{"full_name":"Acme/Rocket"}}
    """
  }

  static func merge(_ number: Int = 7, isMerged: Bool = true, action: String = "closed") -> String {
    """
    {"action":"\(action)","number":\(number),"pull_request":{"merged":\(isMerged),\
    "merge_commit_sha":"\(commit)","base":{"ref":"main"}},\
    "repository":{"full_name":"Acme/Rocket"}}
    """
  }
}
