import Cluster
import Prow
import TestSupport
import Testing

@testable import Registries

@Suite("The registry of Debian")
struct RealRegistryTests {
  @Test(.enabled(if: RealRegistry.program != nil, "there is no docker-registry here"))
  func saysWhichTagIsTheNewest() async throws {
    let folder = try TemporaryFolder()
    let program = try #require(RealRegistry.program)
    let registry = try await RealRegistry(
      program,
      images: [
        "images/deck:v20260101-0123abc", "images/deck:v20260821-a61940897",
        "images/deck:v20260901-0123abc-go", "images/hook:v20260101-0123abc",
        "images/hook:v20260821-a61940897=latest", "images/hook:v20260901-0123abc",
        "images/hook:latest=latest",
      ],
      in: folder
    )
    defer { withExtendedLifetime(registry) {} }
    let host = "127.0.0.1:\(registry.port)"
    let web = WebClient(proxies: ProxyEnvironment([:]))
    let server = try #require(ServerAddress("http://\(host)"))
    let addresses = RegistryAddresses(["registry.acme.dev": server])
    let current = try #require(ImageTag("v20260101-0123abc"))
    func image(_ name: String) throws -> RegistryImage {
      try #require(RegistryImage("registry.acme.dev/images/\(name)"))
    }

    let stranger = RegistryClient(web: web, addresses: addresses)
    let error = await #expect(throws: RegistryError.self) {
      try await stranger.tags(of: image("deck"))
    }
    #expect(error?.kind == .denied(status: 401, hasCredentials: false))

    let login = RegistryDouble.base64("me:secret")
    try folder.write(#"{"auths": {"\#(host)": {"auth": "\#(login)"}}}"#, to: "config.json")
    let client = RegistryClient(
      web: web,
      addresses: addresses,
      logins: try DockerConfig(folder.path + "/config.json")
    )
    let deck = try await client.newest(like: current, of: image("deck"))
    #expect(deck?.text == "v20260821-a61940897")
    let hook = try await client.newest(like: current, of: image("hook"))
    #expect(hook?.text == "v20260821-a61940897", "it is also called latest")
    let missing = await #expect(throws: RegistryError.self) {
      try await client.tags(of: image("none"))
    }
    #expect(missing?.kind == .notFound)
    await web.shutDown()
  }
}
