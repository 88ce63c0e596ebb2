internal import AsyncHTTPClient
internal import Cluster
internal import Dispatch
internal import Glibc
internal import NIOCore
internal import NIOHTTP1

/// What a component says.
package enum ComponentAnswer: Sendable, Hashable {
  /// The commits that its processes have, each once, in order of their text.
  case shows([String])
  /// It answers without a commit; why, in one line.
  case silent(String)
  /// It does not answer as it should; why, in one line.
  case failed(String)
}

/// Asks components which commit they have.
package struct ComponentClient: Sendable {
  private let limits: Limits
  private let addresses: @Sendable (String) -> [String]

  /// What an answer may cost.
  package struct Limits: Sendable {
    /// For the addresses of the host, and again for the answer of each.
    package var time: Duration
    package var bytes: Int

    package init(time: Duration = .seconds(20), bytes: Int = 256 << 20) {
      self.time = time
      self.bytes = bytes
    }
  }

  /// Addresses of a host that has several pods.
  private static let mostAddresses = 20

  /// - Parameters:
  ///   - limits: What an answer may cost.
  ///   - addresses: The addresses of a host; none if it is not known. It may block.
  package init(
    limits: Limits = Limits(),
    addresses: @escaping @Sendable (String) -> [String] = ComponentClient.lookUp
  ) {
    self.limits = limits
    self.addresses = addresses
  }

  /// Asks each address of the host: one of several pods may be behind the others.
  ///
  /// - Parameters:
  ///   - component: Whom to ask.
  ///   - time: How long all of it may take, if that is less than what its parts may.
  /// - Returns: What all of them say.
  package func ask(
    _ component: Rollout.Component,
    atMost time: Duration? = nil
  ) async -> ComponentAnswer {
    guard let time else { return await askAll(component) }
    return await TimeLimit.run(time) { await askAll(component) }
      ?? .failed("it did not answer in time")
  }

  private func askAll(_ component: Rollout.Component) async -> ComponentAnswer {
    let host = component.address.host
    guard let all = await TimeLimit.run(limits.time, { await find(host) }) else {
      return .failed("DNS did not tell the addresses of the host \(host) in time")
    }
    if all.isEmpty { return .failed("the host \(host) has no address; check url and DNS") }
    if all.count > ComponentClient.mostAddresses {
      return .failed(
        "the host \(host) has \(all.count) addresses, and at most "
          + "\(ComponentClient.mostAddresses) are asked"
      )
    }
    let answers = await withTaskGroup(of: ComponentAnswer.self) { group in
      for address in all { group.addTask { await ask(component, at: address) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    var versions: Set<String> = []
    var silence: String?
    for answer in answers {
      switch answer {
      case .failed: return answer
      case .silent(let reason): silence = reason
      case .shows(let some): versions.formUnion(some)
      }
    }
    return silence.map { .silent($0) } ?? .shows(versions.sorted())
  }

  private func ask(
    _ component: Rollout.Component,
    at address: String
  ) async -> ComponentAnswer {
    let host = component.address.host
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.httpVersion = .http1Only
    configuration.timeout.connect = .seconds(5)
    configuration.connectionPool.retryConnectionEstablishment = false
    if address != host { configuration.dnsOverride[host] = address }
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    // The client's own limit ends with the head of the answer.
    let answer = await TimeLimit.run(limits.time) { await read(component, client) }
    try? await client.shutdown()
    return answer ?? .failed("it did not answer in time")
  }

  private func read(
    _ component: Rollout.Component,
    _ client: HTTPClient
  ) async -> ComponentAnswer {
    var request = HTTPClientRequest(url: component.address.text)
    request.headers.add(name: "User-Agent", value: "plimsoll-updater")
    do {
      let response = try await client.execute(request, timeout: TimeAmount(limits.time))
      guard response.status == .ok else {
        return .failed("it answers with status \(response.status.code)")
      }
      var scanner = VersionScanner(component.answer)
      var count = 0
      for try await part in response.body {
        count += part.readableBytes
        scanner.take(part.readableBytesView)
        if scanner.version != nil { break }
        if count > limits.bytes || component.answer == .version && count > 4096 {
          return .failed("its answer has more than \(count) bytes")
        }
      }
      // What was cut off is no commit.
      try Task.checkCancellation()
      scanner.finish()
      return scanner.version.map { .shows([$0]) } ?? .silent(ComponentClient.silence(component))
    } catch let error as HTTPClientError {
      let isLate = [.deadlineExceeded, .connectTimeout].contains(error)
      return .failed(
        isLate ? "it did not answer in time" : "it can't be asked: \(error.shortDescription)"
      )
    } catch {
      return .failed("it can't be reached")
    }
  }

  private static func silence(_ component: Rollout.Component) -> String {
    switch component.answer {
    case .config:
      "its answer has no config_version_sha, so no VERSION is mounted next to its config.yaml"
    case .version: "its answer is empty"
    }
  }

  /// Finds the addresses of a host on a thread that may block for longer than anybody waits.
  private func find(_ host: String) async -> [String] {
    let (results, continuation) = AsyncStream.makeStream(of: [String].self)
    DispatchQueue.global().async { [addresses] in
      continuation.yield(addresses(host))
      continuation.finish()
    }
    return await results.first { _ in true } ?? []
  }

  // MARK: Addresses

  /// The addresses that DNS and /etc/hosts give for a host, of the families that this machine has;
  /// it blocks for as long as they take.
  package static func lookUp(_ host: String) -> [String] {
    let numeric = lookUp(host, AI_NUMERICHOST)
    return numeric.isEmpty ? lookUp(host, AI_ADDRCONFIG) : numeric
  }

  private static func lookUp(_ host: String, _ flags: Int32) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = flags
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var found: [String] = []
    var next = list
    while let entry = next {
      var name = [CChar](repeating: 0, count: 1025)
      let status = getnameinfo(
        entry.pointee.ai_addr,
        entry.pointee.ai_addrlen,
        &name,
        socklen_t(name.count),
        nil,
        0,
        NI_NUMERICHOST
      )
      let text = String(
        decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
        as: UTF8.self
      )
      if status == 0, !found.contains(text) { found.append(text) }
      next = entry.pointee.ai_next
    }
    return found
  }
}
