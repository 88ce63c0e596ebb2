import Cluster
import Files
import Prow
import Synchronization
import TestSupport
import Testing

@testable import Registries

@Suite("Registries")
struct RegistryClientTests {
  private let folder: TemporaryFolder
  private let deck: RegistryImage

  init() throws {
    folder = try TemporaryFolder()
    deck = try #require(RegistryImage("registry.acme.dev/images/deck"))
  }

  private static func name(_ port: Int) -> String { "127.0.0.1:\(port)" }

  /// Does something with a client that knows one registry, on this machine.
  private func withClient<T>(
    _ port: Int,
    config: String? = nil,
    environment: [String: String] = [:],
    limits: WebClient.Limits = WebClient.Limits(),
    _ body: (RegistryClient) async throws -> T
  ) async throws -> T {
    var logins = DockerConfig()
    if let config {
      try folder.write(config.replacing("HOST", with: Self.name(port)), to: "config.json")
      logins = try DockerConfig(
        folder.path + "/config.json",
        environment: environment,
        limit: .seconds(20)
      )
    }
    let server = try #require(ServerAddress("http://127.0.0.1:\(port)"))
    let web = WebClient(proxies: ProxyEnvironment([:]), limits: limits)
    let client = RegistryClient(
      web: web,
      addresses: RegistryAddresses(["registry.acme.dev": server]),
      logins: logins,
      pause: { _ in }
    )
    do {
      let result = try await body(client)
      await web.shutDown()
      return result
    } catch {
      await web.shutDown()
      throw error
    }
  }

  private func newest(
    _ image: RegistryDouble.Image,
    like tag: String
  ) async throws -> String? {
    let double = RegistryDouble(["images/deck": image])
    let current = try #require(ImageTag(tag))
    return try await double.withServer { port in
      try await withClient(port) { try await $0.newest(like: current, of: deck)?.text }
    }
  }

  // MARK: Which tag is the newest

  private static let tags = [
    "latest", "v20260821-a61940897", "v20260822-0123abc-go", "v20260901-0123abc",
    "v20260101-0123abc",
    "v20260823-aaaaaaa-master", "v1.2.3", "20260902",
  ]

  @Test(arguments: [
    ("v20260101-0123abc", "v20260901-0123abc"), ("v20260101-0123abc-go", "v20260822-0123abc-go"),
    ("v20260101-0123abc-master", "v20260823-aaaaaaa-master"), ("v20260101-0123abc-none", nil),
  ])
  func theDateCountsAmongTagsWithTheVariant(_ current: String, _ expected: String?) async throws {
    #expect(try await newest(RegistryDouble.Image(tags: Self.tags), like: current) == expected)
  }

  @Test
  func whatIsAlsoCalledLatestIsTheNewest() async throws {
    var image = RegistryDouble.Image(tags: Self.tags)
    image.digests = ["latest": "sha256:1", "v20260821-a61940897": "sha256:1"]
    #expect(try await newest(image, like: "v20260101-0123abc") == "v20260821-a61940897")
    // A variant has a latest of its own.
    #expect(try await newest(image, like: "v20260101-0123abc-go") == "v20260822-0123abc-go")
  }

  @Test
  func ofOneDateTheTagInUseStays() async throws {
    let image = RegistryDouble.Image(tags: ["v20260821-aaaaaaa", "v20260821-bbbbbbb"])
    #expect(try await newest(image, like: "v20260821-aaaaaaa") == "v20260821-aaaaaaa")
    #expect(try await newest(image, like: "v20260101-aaaaaaa") == "v20260821-bbbbbbb")
  }

  @Test
  func timesCountWhereTheRegistryTellsThem() async throws {
    var image = RegistryDouble.Image(tags: Self.tags)
    image.manifests = [
      (["v20260901-0123abc"], 1000),
      (["v20260821-v1.2-14-ga61940897", "v20260821-a61940897", "other"], 3000),
      (["v20260101-0123abc", "v20270101-0123abc-go"], 2000), (["untold"], 9000),
    ]
    #expect(try await newest(image, like: "v20260101-0123abc") == "v20260821-a61940897")
    #expect(try await newest(image, like: "v20260101-0123abc-go") == "v20270101-0123abc-go")
    image.manifests[2].tags.append("latest")
    #expect(try await newest(image, like: "v20260821-a61940897") == "v20260101-0123abc")
  }

  // MARK: Pages

  @Test
  func allPagesAreRead() async throws {
    let tags = (10..<35).map { "v202601\($0)-0123abc" }
    let double = RegistryDouble(["images/deck": RegistryDouble.Image(tags: tags)])
    double.setPageSize(10)
    try await double.withServer { port in
      try await withClient(port) { client in
        let first = try await client.tags(of: deck)
        #expect(first.tags == tags)
        // It is asked for once.
        let second = try await client.tags(of: deck)
        #expect(second == first)
      }
    }
    #expect(
      double.requests == [
        "GET /v2/images/deck/tags/list?n=1000",
        "GET /v2/images/deck/tags/list?last=v20260119-0123abc&n=10",
        "GET /v2/images/deck/tags/list?last=v20260129-0123abc&n=10",
      ]
    )
  }

  @Test(arguments: [
    (
      "<https://evil.example.com/v2/images/deck/tags/list>; rel=\"next\"",
      "its next page is at another server"
    ),
    ("<//evil.example.com/v2>; rel=\"next\"", "its next page is at another server"),
    ("</v2/images/deck/tags/list?n=1>; rel=\"next\"", "it has more than 400 pages of tags"),
  ])
  func pagesLeadNowhereElseAndEnd(_ link: String, _ reason: String) async throws {
    let double = RegistryDouble(["images/deck": RegistryDouble.Image(tags: ["latest"])])
    double.setLink(link)
    let error = try await failure(of: double)
    #expect(error.kind == .unexpected(reason))
  }

  // MARK: Logins

  private func failure(
    of double: RegistryDouble,
    _ name: String = "registry.acme.dev/images/deck",
    config: String? = nil,
    environment: [String: String] = [:],
    limits: WebClient.Limits = WebClient.Limits()
  ) async throws -> RegistryError {
    let image = try #require(RegistryImage(name))
    let error = try await double.withServer { port in
      try await withClient(port, config: config, environment: environment, limits: limits) {
        client in
        await #expect(throws: RegistryError.self) { try await client.tags(of: image) }
      }
    }
    return try #require(error)
  }

  private func tags(
    of double: RegistryDouble,
    config: String? = nil,
    environment: [String: String] = [:]
  ) async throws -> [String] {
    try await double.withServer { port in
      try await withClient(port, config: config, environment: environment) {
        try await $0.tags(of: deck).tags
      }
    }
  }

  private static let images = ["images/deck": RegistryDouble.Image(tags: ["latest"])]

  @Test
  func anybodyGetsATokenForReading() async throws {
    let double = RegistryDouble(Self.images, access: .token(login: nil))
    #expect(try await tags(of: double) == ["latest"])
    #expect(
      double.log == [
        .init(request: "GET /v2/images/deck/tags/list?n=1000", authorization: nil),
        // Nothing else is asked for, whatever the registry proposes.
        .init(
          request: "GET /token?scope=repository%3Aimages%2Fdeck%3Apull&service=the%20double",
          authorization: nil
        ),
        .init(
          request: "GET /v2/images/deck/tags/list?n=1000",
          authorization: "Bearer token-of-the-double"
        ),
      ]
    )
  }

  @Test(arguments: [
    #"{"auths": {"HOST": {"auth": "AUTH"}}}"#,
    #"{"auths": {"https://HOST/v1/": {"username": "me", "password": "secret"}}}"#,
  ])
  func aLoginOfTheConfigurationIsShown(_ config: String) async throws {
    let config = config.replacing("AUTH", with: RegistryDouble.base64("me:secret"))
    for access in [RegistryDouble.Access.basic("me:secret"), .token(login: "me:secret")] {
      let double = RegistryDouble(Self.images, access: access)
      #expect(try await tags(of: double, config: config) == ["latest"])
      #expect(double.log.first?.authorization == nil, "only to who asks for it")
    }
  }

  @Test
  func anIdentityTokenIsSentAsAForm() async throws {
    let double = RegistryDouble(Self.images, access: .identity("refresh"))
    let config = #"{"auths": {"HOST": {"identitytoken": "refresh"}}}"#
    #expect(try await tags(of: double, config: config) == ["latest"])
    #expect(double.log[1].request == "POST /token")
    #expect(
      double.log[1].body
        == "scope=repository%3Aimages%2Fdeck%3Apull&service=the%20double&grant_type=refresh_token"
        + "&refresh_token=refresh&client_id=plimsoll-updater"
    )
  }

  @Test
  func aLoginIsForItsOwnRegistryAlone() async throws {
    let double = RegistryDouble(Self.images, access: .token(login: "me:secret"))
    let other = RegistryDouble.base64("me:secret")
    let config = #"{"auths": {"registry.acme.dev": {"auth": "\#(other)"}}}"#
    let error = try await failure(of: double, config: config)
    #expect(error.kind == .denied(status: 401, hasCredentials: false))
    #expect(error.reason.hasPrefix("127.0.0.1:"))
    #expect(
      error.reason.contains(
        " answers 401 to somebody without an account: check the name, or log in"
      )
    )
    #expect(double.log.allSatisfy { $0.authorization == nil })
  }

  @Test(arguments: ["http://auth.example.com/token", "file:///etc/passwd", "//x", ""])
  func tokensAreNotAskedForInTheClear(_ realm: String) async throws {
    let double = RegistryDouble(Self.images, access: .token(login: nil))
    double.setRealm(realm)
    let error = try await failure(of: double)
    #expect(
      error.kind == .challenge("tokens are given out at \"\(realm)\", which is no https:// URL")
    )
  }

  @Test
  func programsThatTheConfigurationNamesGiveLogins() async throws {
    let double = RegistryDouble(Self.images, access: .basic("me:secret"))
    try folder.write(
      """
      #!/bin/sh
      test "$1" = get || exit 9
      read server
      test -z "$GITHUB_TOKEN" || exit 8
      echo "{\\"ServerURL\\": \\"$server\\", \\"Username\\": \\"me\\", \\"Secret\\": \\"secret\\"}"

      """,
      to: "bin/docker-credential-good"
    )
    try folder.write("#!/bin/sh\necho very secret\nexit 3\n", to: "bin/docker-credential-bad")
    try folder.write(
      "#!/bin/sh\necho credentials not found in native keychain\nexit 1\n",
      to: "bin/docker-credential-empty"
    )
    try folder.shell("chmod +x '\(folder.path)'/bin/*")
    let path = "\(folder.path)/bin:/usr/bin:/bin"
    let environment = ["PATH": path, "GITHUB_TOKEN": "other secret"]
    func words(_ config: String) async throws -> String {
      let error = try await failure(of: double, config: config, environment: environment)
      return error.reason.split(separator: ": ").dropFirst().joined(separator: ": ")
    }
    for key in ["\"credHelpers\": {\"HOST\": \"good\"}", "\"credsStore\": \"good\""] {
      #expect(
        try await tags(of: double, config: "{\(key)}", environment: environment) == ["latest"]
      )
    }
    #expect(
      try await words(#"{"credHelpers": {"HOST": "bad"}}"#)
        == "docker-credential-bad failed with 3"
    )
    #expect(
      try await words(#"{"credHelpers": {"HOST": "none-such"}}"#)
        == "docker-credential-none-such is not on the PATH"
    )
    #expect(
      try await words(#"{"credHelpers": {"HOST": "../../bin/sh"}}"#)
        == "\"../../bin/sh\" can't be the end of a program's name"
    )
    let login = RegistryDouble.base64("me:secret")
    let config = #"{"credsStore": "empty", "auths": {"HOST": {"auth": "\#(login)"}}}"#
    #expect(try await tags(of: double, config: config, environment: environment) == ["latest"])
  }

  @Test
  func aConfigurationThatIsNoneIsSaid() throws {
    try folder.write("{", to: "config.json")
    let error = #expect(throws: FileError.self) { try DockerConfig(folder.path + "/config.json") }
    #expect(error?.description.contains("/config.json: it is no JSON: ") == true)
    #expect(throws: FileError.self) { try DockerConfig(folder.path + "/none.json") }
    // Docker's own file need not be there.
    #expect(throws: Never.self) { try DockerConfig(nil, environment: ["HOME": folder.path]) }
  }

  // MARK: Faults

  @Test
  func whatMayPassIsTriedAgain() async throws {
    let double = RegistryDouble(Self.images)
    double.fail(with: [503, 429])
    #expect(try await tags(of: double) == ["latest"])
    #expect(double.requests.count == 3)
    double.fail(with: [500, 500, 500])
    #expect(try await failure(of: double).kind == .server(status: 500))
    double.fail(with: [429, 429, 429])
    #expect(try await failure(of: double).kind == .throttled)
  }

  @Test
  func aRegistryThatCannotBeReachedIsNotWaitedForAgain() async throws {
    let server = try #require(ServerAddress("http://127.0.0.1:1"))
    let web = WebClient(proxies: ProxyEnvironment([:]))
    let pauses = Mutex(0)
    let client = RegistryClient(
      web: web,
      addresses: RegistryAddresses(["registry.acme.dev": server]),
      pause: { _ in pauses.withLock { $0 += 1 } }
    )
    for name in ["deck", "hook"] {
      let image = try #require(RegistryImage("registry.acme.dev/images/\(name)"))
      let error = await #expect(throws: RegistryError.self) { try await client.tags(of: image) }
      #expect(
        error?.description == "registry.acme.dev/images/\(name): 127.0.0.1:1 can't be reached: "
          + "connection refused"
      )
    }
    #expect(pauses.withLock { $0 } == 2)
    await web.shutDown()
  }

  @Test
  func whatDoesNotPassIsNot() async throws {
    let double = RegistryDouble(Self.images)
    let missing = try await failure(of: double, "registry.acme.dev/images/none")
    #expect(missing.description.hasPrefix("registry.acme.dev/images/none: 127.0.0.1:"))
    #expect(missing.description.hasSuffix(" has no such image"))
    double.fail(with: [307])
    #expect(try await failure(of: double).kind == .unexpected("it sends us to another address"))
    double.fail(with: [403])
    #expect(try await failure(of: double).kind == .denied(status: 403, hasCredentials: false))
    double.fail(with: [418])
    #expect(try await failure(of: double).kind == .refused(status: 418, message: ""))
    #expect(double.requests.count == 4)
  }

  @Test
  func answersHaveBounds() async throws {
    let long = RegistryDouble([
      "images/deck": RegistryDouble.Image(tags: (0..<1000).map { "tag-\($0)" })
    ])
    let error = try await failure(of: long, limits: WebClient.Limits(bytes: 1000))
    #expect(error.kind == .unreachable("its answer is too long"))
  }

  @Test(arguments: [
    "10.0.0.7/images/deck", "169.254.169.254/latest/meta-data",
  ])
  func machinesThatOnlyAFileNamesAreNotAsked(_ name: String) async throws {
    let error = try await failure(of: RegistryDouble(), name)
    #expect(error.kind == .numberedHost)
  }

  @Test(arguments: [
    ("gcr.io/acme/deck", true), ("GCR.io/acme/deck", true), ("a.b/c/d_e/f__g/h--i.j", true),
    ("gcr.io/acme/Deck", false), ("gcr.io/../deck", false), ("gcr.io/acme/deck%2f", false),
    ("gcr.io/-x/deck", false), ("-gcr.io/x", false), ("gcr.io/a._b", false), ("gcr.io/", false),
    ("localhost/x", false), ("gcr.io", false), ("gcr_io.x/a", false), ("gcr.io/a\n/b", false),
  ])
  func namesAreThoseThatRegistriesTake(_ name: String, _ isTaken: Bool) {
    #expect((RegistryImage(name) != nil) == isTaken)
  }

  @Test
  func dockersOwnRegistryIsElsewhere() throws {
    let addresses = RegistryAddresses()
    let official = try addresses.place(of: #require(RegistryImage("docker.io/alpine")))
    #expect(official.server.text == "https://registry-1.docker.io:443")
    #expect(official.repository == "library/alpine")
    let other = try addresses.place(of: #require(RegistryImage("docker.io/acme/deck")))
    #expect(other.repository == "acme/deck")
  }

  @Test(arguments: [
    (
      [#"Bearer realm="https://a/t",service="s""#],
      LoginChallenge.bearer(realm: "https://a/t", service: "s")
    ),
    (["Basic realm=x", "Bearer realm=\"r\""], .bearer(realm: "r", service: nil)),
    ([#"Basic realm="a, b", Bearer realm="r""#], .bearer(realm: "r", service: nil)),
    (["basic"], .basic), (["Negotiate"], nil), ([], nil), (["Bearer service=\"s\""], nil),
    (["Bearer realm=\"unclosed"], .bearer(realm: "unclosed", service: nil)), ([",,=,\"="], nil),
  ])
  func challengesAreRead(_ headers: [String], _ expected: LoginChallenge?) {
    #expect(LoginChallenge.find(in: headers) == expected)
  }

  // MARK: Another installation

  @Test(arguments: [
    ("        image: us-docker.pkg.dev/p/images/deck:v20260821-a61940897\n", "v20260821-a61940897"),
    (
      "x image: other/images/deck:v1\n - image: \"us-docker.pkg.dev/p/images/hook:v20260822-a6194089\"\n",
      "v20260822-a6194089"
    ),
    ("image: us-docker.pkg.dev/p/images/deck:v20260821-a61940897\n", nil),
    ("  image: us-docker.pkg.dev/p/images/deck:v1.2\n", nil), ("", nil),
  ])
  func anotherInstallationSaysItsVersion(_ text: String, _ tag: String?) {
    #expect(UpstreamVersion.tag(of: "us-docker.pkg.dev/p/images/", in: text)?.text == tag)
  }
}
