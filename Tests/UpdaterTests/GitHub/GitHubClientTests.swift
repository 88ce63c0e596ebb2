import Cluster
import Crypto
import CryptoExtras
import Formats
import Foundation
import TestSupport
import Testing
import Updater

@Suite("GitHub, as client and as reports")
struct GitHubClientTests {
  private let repository: RepositoryName
  private let folder: TemporaryFolder

  init() throws {
    repository = try #require(RepositoryName("acme/rocket"))
    folder = try TemporaryFolder()
  }

  private func client(
    _ double: GitHubDouble,
    _ time: ManualTime = ManualTime()
  ) throws -> GitHubClient {
    try folder.write("token-1\n", to: "token")
    return GitHubClient(
      transport: double,
      credential: .token(.file(folder.path + "/token")),
      timekeeper: time.timekeeper
    )
  }

  @Test
  func aCommentIsWrittenOnceAndThenChanged() async throws {
    let double = GitHubDouble()
    let client = try client(double)
    let marker = ReportText.marker(repository, "main")
    for text in 1...150 { double.write("\(marker)\nforged \(text)", by: "mallory", on: 3) }
    try await client.comment("one\n", marker: marker, commit: "a", on: 3, in: repository)
    try await client.comment("other\n", marker: marker, commit: "b", on: 3, in: repository)
    try await client.comment("two\n", marker: marker, commit: "a", on: 3, in: repository)
    let requests = double.log.count { $0.method == "PATCH" }
    try await client.comment("two\n", marker: marker, commit: "a", on: 3, in: repository)
    #expect(double.log.count { $0.method == "PATCH" } == requests, "it says so already")
    let own = double.comments(on: 3).filter { $0.login == GitHubDouble.login }
    #expect(own.map(\.body) == ["\(marker)\n<!-- commit a -->\ntwo\n\n<!-- commit b -->\nother\n"])
    #expect(double.comments(on: 3).count == 151, "the comments of others are as they were")
  }

  @Test
  func aCutAnswerDoesNotDoubleAComment() async throws {
    let double = GitHubDouble()
    let client = try client(double)
    double.inject(.cut(isDone: true)) { $0.method == "POST" }
    await #expect(throws: GitHubError.self) {
      try await client.comment("one", marker: "<!-- m -->", commit: "a", on: 3, in: repository)
    }
    try await client.comment("one", marker: "<!-- m -->", commit: "a", on: 3, in: repository)
    #expect(double.comments(on: 3).count == 1)
  }

  @Test
  func pullRequestsAreThoseOfTheBranch() async throws {
    let double = GitHubDouble()
    let client = try client(double)
    double.merge(4, as: "abc")
    double.merge(5, as: "abc", into: "release")
    #expect(try await client.pullRequests(of: "abc", on: "main", in: repository) == [4])
  }

  @Test
  func rateLimitsAreWaitedForOrSaid() async throws {
    let double = GitHubDouble()
    let time = ManualTime()
    let client = try client(double, time)
    let start = time.timekeeper.wall()
    double.inject(.status(429, headers: ["retry-after": "12"]))
    try await client.setStatus(.success, "done", of: "abc", in: repository)
    #expect(time.timekeeper.wall() - start >= 12)
    #expect(double.statuses(of: "abc") == ["success done"])

    let reset = time.timekeeper.wall() + 1800
    let headers = ["x-ratelimit-remaining": "0", "x-ratelimit-reset": "\(Int(reset))"]
    double.inject(.status(403, headers: headers))
    let error = await #expect(throws: GitHubError.self) {
      try await client.setStatus(.success, "again", of: "abc", in: repository)
    }
    #expect(error?.kind == .rateLimited(until: Double(Int(reset))))
    // The limit on writing comes without any header, and lasts a minute.
    let message = "You have exceeded a secondary rate limit."
    double.inject(.status(403, message: message))
    let before = time.timekeeper.wall()
    let second = await #expect(throws: GitHubError.self) {
      try await client.setStatus(.success, "again", of: "abc", in: repository)
    }
    #expect(second?.kind == .rateLimited(until: before + 60))
  }

  @Test
  func failuresAreTriedAgainAndPermissionsAreNot() async throws {
    let double = GitHubDouble()
    let client = try client(double)
    double.inject(.status(502))
    double.inject(.cut(isDone: false))
    try await client.setStatus(.failure, "x", of: "abc", in: repository)
    #expect(double.log.count == 3)
    double.inject(.status(403))
    await #expect(throws: GitHubError.self) {
      try await client.setStatus(.failure, "x", of: "abc", in: repository)
    }
    #expect(double.log.count == 4)
  }

  @Test
  func aChangedTokenCountsAtOnceAndIsNeverShown() async throws {
    let double = GitHubDouble()
    let client = try client(double)
    try await client.setStatus(.success, "1", of: "abc", in: repository)
    double.setTokens(["token-2"])
    let error = await #expect(throws: GitHubError.self) {
      try await client.setStatus(.success, "2", of: "abc", in: repository)
    }
    #expect("\(error?.description ?? "")".contains("token-1") == false)
    try folder.write("token-2", to: "token")
    try await client.setStatus(.success, "3", of: "abc", in: repository)
    #expect(double.statuses(of: "abc") == ["success 1", "success 3"])
  }

  @Test
  func anAppSignsForItselfAndRenewsItsTokens() async throws {
    let double = GitHubDouble()
    let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    try folder.write(key.pemRepresentation, to: "key.pem")
    let time = ManualTime()
    let client = GitHubClient(
      transport: double,
      credential: .app(id: "12345", key: .file(folder.path + "/key.pem")),
      timekeeper: time.timekeeper
    )
    let hour = Date(timeIntervalSince1970: time.timekeeper.wall() + 3600)
    double.setExpiry(hour.formatted(.iso8601))
    #expect(try await client.token(for: repository) == "installation-1")
    #expect(try await client.token(for: repository) == "installation-1")
    time.advance(.seconds(3100))
    #expect(try await client.token(for: repository) == "installation-2", "before the end")

    let jwt = try #require(double.log.first?.authorization?.dropFirst("Bearer ".count))
    let parts = jwt.split(separator: ".").map(String.init)
    try #require(parts.count == 3)
    let claims = try JSONReader.read(decoded(parts[1]))
    #expect(claims["iss"]?.string == "12345")
    let (issued, ends) = (claims["iat"]?.int ?? 0, claims["exp"]?.int ?? 0)
    #expect(ends - issued == 600, "GitHub takes ten minutes at most")
    let signature = _RSA.Signing.RSASignature(rawRepresentation: decoded(parts[2]))
    #expect(
      key.publicKey.isValidSignature(
        signature,
        for: SHA256.hash(data: Data("\(parts[0]).\(parts[1])".utf8)),
        padding: .insecurePKCS1v1_5
      )
    )
  }

  private func decoded(_ text: String) -> [UInt8] {
    let plain = text.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - plain.count % 4) % 4)
    return Array(Data(base64Encoded: plain + padding) ?? Data())
  }

  @Test
  func aKeyThatIsNoneIsSaidWithoutItsText() async throws {
    try folder.write("very secret", to: "key.pem")
    let client = GitHubClient(
      transport: GitHubDouble(),
      credential: .app(id: "1", key: .file(folder.path + "/key.pem")),
      timekeeper: ManualTime().timekeeper
    )
    let error = await #expect(throws: GitHubError.self) {
      try await client.token(for: repository)
    }
    #expect(
      error?.description == "no credentials for GitHub: the App's key is not an RSA key in PEM"
    )
  }
}
