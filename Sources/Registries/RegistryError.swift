/// Why a registry did not say which tags an image has, with what to do about it; never with a secret.
package struct RegistryError: Error, Sendable, Hashable, CustomStringConvertible {
  package var kind: Kind
  /// The host that was asked, as docker names it.
  package var registry: String
  /// Without tag.
  package var image: String

  package init(_ kind: Kind, registry: String, image: String) {
    (self.kind, self.registry, self.image) = (kind, registry, image)
  }

  package enum Kind: Sendable, Hashable {
    /// No registry can have such an image.
    case badName
    /// The host is a number, and nobody but the files names it.
    case numberedHost
    case unreachable(String)
    /// 401 or 403; whether credentials were shown.
    case denied(status: Int, hasCredentials: Bool)
    /// 404.
    case notFound
    case throttled
    case server(status: Int)
    case refused(status: Int, message: String)
    /// It wants credentials to be shown in a way that is not safe, or not known.
    case challenge(String)
    /// Credentials that the docker config names can't be had.
    case credentials(String)
    case unexpected(String)
  }

  package var description: String { "\(image): \(reason)" }

  /// Without the image.
  package var reason: String {
    switch kind {
    case .badName: "no registry takes this as the name of an image"
    case .numberedHost:
      "\(registry) is the number of a machine, which is asked only if --registry names it"
    case .unreachable(let reason): "\(registry) can't be reached: \(reason)"
    case .denied(let status, true):
      "\(registry) answers \(status): the account in the docker config may not read this image"
    case .denied(let status, false):
      "\(registry) answers \(status) to somebody without an account: check the name, or log in with "
        + "docker login \(registry)"
    case .notFound: "\(registry) has no such image"
    case .throttled: "\(registry) takes no more requests for now; try again later, or log in"
    case .server(let status): "\(registry) failed with \(status)"
    case .refused(let status, let message):
      "\(registry) answers \(status)" + (message.isEmpty ? "" : " (\(message))")
    case .challenge(let reason): "\(registry) asks for a login that is refused: \(reason)"
    case .credentials(let reason): "no credentials for \(registry): \(reason)"
    case .unexpected(let what): "the answer of \(registry) makes no sense: \(what)"
    }
  }

  /// Whether the same may work a little later.
  var isTransient: Bool {
    switch kind {
    case .unreachable, .throttled, .server: true
    default: false
    }
  }
}
