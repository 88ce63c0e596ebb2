import ArgumentParser
import Cluster
import Files
import Registries

/// Which registries are asked, and by what they know us.
struct RegistryOptions: ParsableArguments {
  @Option(
    name: .customLong("registry"),
    parsing: .singleValue,
    help: ArgumentHelp(
      "Where the API of a registry is, such as that of a mirror, if not at https://HOST; may be repeated.",
      valueName: "host=url"
    )
  )
  var registries: [String] = []

  @Option(
    name: .customLong("docker-config"),
    help: ArgumentHelp(
      "Docker's configuration with logins; by default $DOCKER_CONFIG/config.json or ~/.docker/config.json.",
      valueName: "file"
    ),
    completion: .file()
  )
  var dockerConfig: String?

  func validate() throws { _ = try addresses() }

  func addresses() throws -> RegistryAddresses {
    var named: [String: ServerAddress] = [:]
    for text in registries {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let server = ServerAddress(parts[1]),
        server.isSecure || server.isOnThisMachine
      else {
        throw ValidationError(
          "--registry takes HOST=https://HOST, and http:// only for this machine, not \"\(text)\""
        )
      }
      named[parts[0].lowercased()] = server
    }
    return RegistryAddresses(named)
  }

  func client(_ web: WebClient) throws -> RegistryClient {
    RegistryClient(web: web, addresses: try addresses(), logins: try DockerConfig(dockerConfig))
  }
}
