package import Cluster

/// Where the API of a registry is.
package struct RegistryAddresses: Sendable {
  private let named: [String: ServerAddress]

  /// `named`: By the host in the names of images, where it is elsewhere than at `https://HOST`.
  package init(_ named: [String: ServerAddress] = [:]) { self.named = named }

  /// - Returns: The server, and what it calls the image.
  /// - Throws: `RegistryError` for a machine that only the repository names by its number.
  func place(
    of image: RegistryImage
  ) throws(RegistryError) -> (server: ServerAddress, repository: String) {
    if let server = named[image.host] { return (server, image.repository) }
    // Source: Docker, `splitDockerDomain` in the package reference.
    let isDockerHub = ["docker.io", "index.docker.io"].contains(image.host)
    let host = isDockerHub ? RegistryAddresses.dockerHub : image.host
    guard !image.hasNumberedHost, let server = ServerAddress("https://\(host)") else {
      throw RegistryError(.numberedHost, registry: image.host, image: image.description)
    }
    let isOfficial = isDockerHub && !image.repository.contains("/")
    return (server, isOfficial ? "library/\(image.repository)" : image.repository)
  }

  static let dockerHub = "registry-1.docker.io"
}
