internal import YAML

extension PodJudge {
  /// Sources: `validateDNSPolicy` and `validatePodDNSConfig` in
  /// pkg/apis/core/validation/validation.go.
  mutating func checkDNS(_ spec: PodObject) {
    checkChoice(
      spec,
      .dnsPolicy,
      .dns,
      ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"]
    )
    let isNone = spec.given(.dnsPolicy).map { $0 == "None" } ?? false
    guard let node = spec[.dnsConfig] else {
      if isNone, !spec.hasUnknownKeys {
        report(.dns, "dnsPolicy: None needs a dnsConfig", at: spec.place(.dnsPolicy), "dnsConfig")
      }
      return
    }
    guard node.isMapping else { return }
    let config = object(node)
    path.append(.field(.dnsConfig))
    defer { path.removeLast() }
    if isNone, config[.nameservers].map({ $0.isSequence && $0.itemCount == 0 }) ?? true {
      if config.hasUnknownKeys { return }
      return report(
        .dns,
        "dnsPolicy: None needs a name server",
        at: config.place(.nameservers),
        "nameservers"
      )
    }
    checkNameServers(config)
    checkSearches(config)
    checkDNSOptions(config)
  }

  private mutating func checkNameServers(_ config: PodObject) {
    let count = config.count(.nameservers)
    if count > 3 {
      report(
        .dns,
        "\(count) name servers are more than 3",
        at: config.place(.nameservers),
        "nameservers"
      )
    }
    for (index, server) in config.items(.nameservers) {
      guard let text = server.stringOrNull else { continue }
      checkIP(text, .dns, "name server", at: server, "nameservers[\(index)]")
    }
  }

  private mutating func checkSearches(_ config: PodObject) {
    let count = config.count(.searches)
    if count > 32 {
      report(.dns, "\(count) searches are more than 32", at: config.place(.searches), "searches")
    }
    var length = max(0, count - 1)
    for (index, search) in config.items(.searches) {
      guard let text = search.stringOrNull else { continue }
      length += text.count
      if let fault = searchFault(text) {
        report(.dns, "search \(text.quoted) \(fault)", at: search, "searches[\(index)]")
      }
    }
    if length > 2048 {
      report(
        .dns,
        "the searches come to \(length) bytes, more than 2048",
        at: config.place(.searches),
        "searches"
      )
    }
  }

  /// Stricter before 1.33.
  private func searchFault(_ text: Text) -> String? {
    let isRelaxed = version.has(.relaxedDNSSearchValidation)
    if isRelaxed, text == "." { return nil }
    let hasDot = text.bytes.last == UInt8(ascii: ".")
    let name = hasDot ? UnsafeBufferPointer(rebasing: text.bytes.dropLast()) : text.bytes
    return isRelaxed ? NameFormat.dnsSearchFault(name) : NameFormat.dns1123SubdomainFault(name)
  }

  private mutating func checkDNSOptions(_ config: PodObject) {
    forEach(.options, of: config) { judge, option in
      judge.require(option, .name, .dns, of: "an option", "")
    }
  }
}
