import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// A registry of images over HTTP, with or without logins, that gives out its tokens itself.
final class RegistryDouble: Sendable {
  struct Image: Sendable {
    var tags: [String] = []
    /// By tag; those of other tags are made of their names.
    var digests: [String: String] = [:]
    /// For what Google's registries tell: what each image is called, and when it was made.
    var manifests: [(tags: [String], created: Int)] = []
  }

  /// What one has to show.
  enum Access: Sendable {
    case anybody
    case basic(String)
    /// A token, given out to whoever shows this login; to anybody if there is none.
    case token(login: String?)
    /// A token that is given out for this refresh token.
    case identity(String)
  }

  struct Logged: Sendable, Hashable {
    var request: String
    var authorization: String?
    var body = ""
  }

  private struct State {
    var images: [String: Image] = [:]
    var access = Access.anybody
    /// Where tokens are given out, if not here.
    var realm: String?
    /// Tags on a page if a client asks for pages.
    var pageSize = 1000
    var link: String?
    var files: [String: String] = [:]
    var faults: [Int] = []
    var log: [Logged] = []
  }

  private let state: Mutex<State>

  init(_ images: [String: Image] = [:], access: Access = .anybody) {
    state = Mutex(State(images: images, access: access))
  }

  func set(_ image: String, _ value: Image) { state.withLock { $0.images[image] = value } }
  func setRealm(_ realm: String) { state.withLock { $0.realm = realm } }
  func setPageSize(_ size: Int) { state.withLock { $0.pageSize = size } }
  /// Serves a file beside the images.
  func serve(_ text: String, at path: String) { state.withLock { $0.files[path] = text } }
  /// `link`: What every page gives as the next one.
  func setLink(_ link: String) { state.withLock { $0.link = link } }
  /// `statuses`: Those of the next answers.
  func fail(with statuses: [Int]) { state.withLock { $0.faults = statuses } }
  var log: [Logged] { state.withLock(\.log) }
  var requests: [String] { log.map(\.request) }

  func withServer<T>(_ body: (Int) async throws -> T) async throws -> T {
    let port = Mutex(0)
    return try await RunningServer.run(
      answering: { request in
        let body = try await request.body.collect(upTo: 1 << 20)
        return self.answer(request, String(buffer: body), port.withLock { $0 })
      },
      during: {
        let own = $0
        port.withLock { $0 = own }
        return try await body(own)
      }
    )
  }

  private func answer(_ request: Request, _ body: String, _ port: Int) -> Response {
    state.withLock { state in
      let authorization = request.headers[.authorization]
      state.log.append(
        Logged(
          request: "\(request.method) \(request.uri)",
          authorization: authorization,
          body: body
        )
      )
      if !state.faults.isEmpty { return Response(status: .init(code: state.faults.removeFirst())) }
      if request.uri.path == "/token" { return token(authorization, body, state) }
      if let text = state.files[request.uri.path] { return RegistryDouble.json(text) }
      guard isKnown(authorization, state.access) else { return challenge(state, port) }
      let parts = request.uri.path.split(separator: "/").map(String.init)
      guard parts.count > 3, parts[0] == "v2" else { return Response(status: .notFound) }
      let name = parts[1..<(parts.count - 2)].joined(separator: "/")
      guard let image = state.images[name] else { return error(.notFound, "NAME_UNKNOWN") }
      let last = parts[parts.count - 1]
      if parts[parts.count - 2] == "manifests" { return manifest(image, last) }
      return tags(name, image, request, state)
    }
  }

  private func isKnown(_ authorization: String?, _ access: Access) -> Bool {
    switch access {
    case .anybody: true
    case .basic(let login): authorization == "Basic \(RegistryDouble.base64(login))"
    case .token, .identity: authorization == "Bearer token-of-the-double"
    }
  }

  private func challenge(_ state: State, _ port: Int) -> Response {
    var headers = HTTPFields()
    if case .basic = state.access {
      headers[.wwwAuthenticate] = "Basic realm=\"a, \\\"b\\\"\""
    } else {
      let realm = state.realm ?? "http://127.0.0.1:\(port)/token"
      headers[.wwwAuthenticate] =
        "Bearer realm=\"\(realm)\",service=\"the double\",scope=\"repository:*:*\""
    }
    return Response(status: .unauthorized, headers: headers)
  }

  private func token(_ authorization: String?, _ body: String, _ state: State) -> Response {
    let isAllowed =
      switch state.access {
      case .token(nil): true
      case .token(let login?): authorization == "Basic \(RegistryDouble.base64(login))"
      case .identity(let token): body.contains("refresh_token=\(token)")
      case .anybody, .basic: false
      }
    return isAllowed
      ? RegistryDouble.json("{\"token\": \"token-of-the-double\"}")
      : Response(status: .unauthorized)
  }

  private func manifest(_ image: Image, _ tag: String) -> Response {
    guard image.tags.contains(tag) else { return Response(status: .notFound) }
    var headers = HTTPFields()
    if let name = HTTPField.Name("Docker-Content-Digest") {
      headers[name] = image.digests[tag] ?? "sha256:\(tag)"
    }
    return Response(status: .ok, headers: headers)
  }

  private func tags(
    _ name: String,
    _ image: Image,
    _ request: Request,
    _ state: State
  ) -> Response {
    let query = request.uri.queryParameters
    let start = query["last"].flatMap { last in image.tags.firstIndex(of: String(last)) }
      .map { $0 + 1 }
    let isPaged = query["n"] != nil
    let page = image.tags.dropFirst(start ?? 0).prefix(isPaged ? state.pageSize : .max)
    let quoted = page.map { "\"\($0)\"" }.joined(separator: ",")
    let manifests = image.manifests.enumerated().map { index, manifest in
      let tags = manifest.tags.map { "\"\($0)\"" }.joined(separator: ",")
      return "\"sha256:\(index)\": {\"tag\": [\(tags)], \"timeCreatedMs\": \"\(manifest.created)\"}"
    }
    var response = RegistryDouble.json(
      "{\"name\": \"\(name)\", \"tags\": [\(quoted)], \"manifest\": {\(manifests.joined(separator: ","))}}"
    )
    let next = page.endIndex < image.tags.endIndex ? page.last : nil
    let link =
      state.link
      ?? next.map { "</v2/\(name)/tags/list?last=\($0)&n=\(state.pageSize)>; rel=\"next\"" }
    if let link, let field = HTTPField.Name("Link") { response.headers[field] = link }
    return response
  }

  private func error(_ status: HTTPResponse.Status, _ code: String) -> Response {
    RegistryDouble.json(
      "{\"errors\": [{\"code\": \"\(code)\", \"message\": \"it is so\"}]}",
      status
    )
  }

  private static func json(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
    Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}
