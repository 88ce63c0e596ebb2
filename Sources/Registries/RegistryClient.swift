internal import Cluster
internal import Formats
package import Prow

/// Asks registries which tags images have.
///
/// Source: OCI, Distribution Specification 1.1, "Content discovery".
package actor RegistryClient {
  private let web: WebClient
  private let addresses: RegistryAddresses
  private let logins: DockerConfig
  private let pause: @Sendable (Duration) async throws -> Void
  /// `Authorization` by server and image.
  private var authorizations: [String: String] = [:]
  private var lists: [RegistryImage: TagList] = [:]
  /// Servers that can't be reached, and why: with many images, each would wait as long again.
  private var lost: [ServerAddress: RegistryError.Kind] = [:]

  /// Requests for one image that came to nothing for the moment.
  private static let attempts = 3
  /// Pages of a list; registries give out fifty tags or more on each.
  private static let mostPages = 400
  /// Images whose ids are compared with that of `latest`.
  private static let mostCompared = 10

  /// - Parameters:
  ///   - web: Sends the requests; shut down by whoever made it.
  ///   - addresses: Where registries are.
  ///   - logins: By what they know us.
  ///   - pause: Waits between two attempts.
  package init(
    web: WebClient,
    addresses: RegistryAddresses = RegistryAddresses(),
    logins: DockerConfig = DockerConfig(),
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.web = web
    self.addresses = addresses
    self.logins = logins
    self.pause = pause
  }

  // MARK: Tags

  /// All tags of an image; it is asked for once.
  package func tags(of image: RegistryImage) async throws(RegistryError) -> TagList {
    if let known = lists[image] { return known }
    let place = try addresses.place(of: image)
    let path = "/v2/\(place.repository)/tags/list"
    // The autobumper asks these registries for all at once.
    let isWhole = ImageReference.isSeenByAutobumper(image.host)
    var target: String? = isWhole ? path : path + "?n=1000"
    var list = TagList()
    for _ in 0..<RegistryClient.mostPages {
      guard let next = target else { break }
      let response = try await send("GET", place.server.path + next, image)
      guard let json = try? JSONReader.read(response.body), let page = TagList(json) else {
        throw error(.unexpected("it is no list of tags"), image)
      }
      list.append(page)
      target = try nextPage(response, image, at: place.server)
    }
    if target != nil {
      throw error(.unexpected("it has more than \(RegistryClient.mostPages) pages of tags"), image)
    }
    lists[image] = list
    return list
  }

  /// The target of the next page, from the root of the API; `nil` after the last one.
  private func nextPage(
    _ response: WebClient.Response,
    _ image: RegistryImage,
    at server: ServerAddress
  ) throws(RegistryError) -> String? {
    for link in response.values("link") where link.lowercased().contains("rel=\"next\"") {
      guard let start = link.firstIndex(of: "<"), let end = link.firstIndex(of: ">"), start < end
      else { continue }
      var text = String(link[link.index(after: start)..<end])
      if let absolute = WebAddress(text), absolute.server.isSameOrigin(as: server) {
        text = absolute.target
      }
      guard text.hasPrefix("/"), !text.hasPrefix("//"),
        text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      else { throw error(.unexpected("its next page is at another server"), image) }
      return text.hasPrefix(server.path) ? String(text.dropFirst(server.path.count)) : text
    }
    return nil
  }

  /// The newest tag of an image with the variant of another one; `nil` if there is none.
  ///
  /// Google's registries say when images were made. Elsewhere the date in the tag counts, unless `latest`
  /// is the same image as one of the ten newest: then this one.
  package func newest(
    like current: ImageTag,
    of image: RegistryImage
  ) async throws(RegistryError) -> ImageTag? {
    let list = try await tags(of: image)
    if !list.manifests.isEmpty { return list.newestByTime(like: current) }
    let candidates = list.byDate(like: current)
    let latest = "latest" + current.variant
    guard candidates.count > 1, list.contains(latest),
      let wanted = try await digest(of: latest, image)
    else { return candidates.first }
    for candidate in candidates.prefix(RegistryClient.mostCompared)
    where try await digest(of: candidate.text, image) == wanted { return candidate }
    return candidates.first
  }

  /// What a tag points to; `nil` if the registry does not say.
  private func digest(
    of tag: String,
    _ image: RegistryImage
  ) async throws(RegistryError) -> String? {
    let place = try addresses.place(of: image)
    do throws(RegistryError) {
      let target = "\(place.server.path)/v2/\(place.repository)/manifests/\(tag)"
      return try await send("HEAD", target, image).values("docker-content-digest").first
    } catch {
      if case .notFound = error.kind { return nil }
      throw error
    }
  }

  private func error(_ kind: RegistryError.Kind, _ image: RegistryImage) -> RegistryError {
    let server = try? addresses.place(of: image).server.name
    return RegistryError(kind, registry: server ?? image.host, image: image.description)
  }

  // MARK: Requests

  private func send(
    _ method: String,
    _ target: String,
    _ image: RegistryImage
  ) async throws(RegistryError) -> WebClient.Response {
    let server = try addresses.place(of: image).server
    var attempt = 1
    while true {
      if let kind = lost[server] { throw error(kind, image) }
      do throws(RegistryError) {
        return try await sendOnce(method, target, image)
      } catch {
        guard error.isTransient, attempt < RegistryClient.attempts,
          (try? await pause(.milliseconds(500 << attempt))) != nil
        else {
          if case .unreachable = error.kind { lost[server] = error.kind }
          throw error
        }
      }
      attempt += 1
    }
  }

  /// Sends it, and again with what the registry wants to be shown.
  private func sendOnce(
    _ method: String,
    _ target: String,
    _ image: RegistryImage
  ) async throws(RegistryError) -> WebClient.Response {
    let place = try addresses.place(of: image)
    let key = "\(place.server.text) \(place.repository)"
    let first = try await exchange(method, target, image, place.server, authorizations[key])
    guard first.status == 401 else { return try checked(first, image, authorizations[key]) }
    let maker = RegistryLogin(web: web, logins: logins, server: place.server)
    let challenge = LoginChallenge.find(in: first.values("www-authenticate"))
    let authorization: String?
    do throws(RegistryLogin.Failure) {
      authorization = try await maker.authorization(challenge, for: place.repository)
    } catch {
      throw self.error(error.kind, image)
    }
    authorizations[key] = authorization
    guard let authorization else { return try checked(first, image, nil) }
    let second = try await exchange(method, target, image, place.server, authorization)
    return try checked(second, image, authorization)
  }

  private func exchange(
    _ method: String,
    _ target: String,
    _ image: RegistryImage,
    _ server: ServerAddress,
    _ authorization: String?
  ) async throws(RegistryError) -> WebClient.Response {
    var request = WebClient.Request(server, target)
    request.method = method
    request.headers = [(name: "Accept", value: RegistryClient.accepted)]
    if let authorization { request.headers.append((name: "Authorization", value: authorization)) }
    do throws(WebClient.Failure) { return try await web.send(request) } catch {
      throw self.error(.unreachable(error.reason), image)
    }
  }

  private static let accepted = [
    "application/json", "application/vnd.oci.image.index.v1+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.docker.distribution.manifest.v2+json",
  ].joined(separator: ", ")

  private func checked(
    _ response: WebClient.Response,
    _ image: RegistryImage,
    _ authorization: String?
  ) throws(RegistryError) -> WebClient.Response {
    let kind: RegistryError.Kind
    switch response.status {
    case 200: return response
    case 401, 403:
      let login = (try? addresses.place(of: image).server.name).map { logins.names($0) } ?? false
      kind = .denied(status: response.status, hasCredentials: login && authorization != nil)
    case 404: kind = .notFound
    case 429: kind = .throttled
    case 500...: kind = .server(status: response.status)
    case 300..<400: kind = .unexpected("it sends us to another address")
    default:
      let errors = (try? JSONReader.read(response.body))?["errors"]?.items.first
      let message = errors?["message"]?.string ?? ""
      kind = .refused(status: response.status, message: String(message.prefix(200)))
    }
    throw error(kind, image)
  }
}
