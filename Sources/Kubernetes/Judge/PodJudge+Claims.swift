internal import YAML

extension PodJudge {
  /// Source: `validatePodResourceClaims` in pkg/apis/core/validation/validation.go.
  mutating func checkResourceClaims(_ spec: PodObject) {
    guard gated(.resourceClaims, of: spec, .dynamicResourceAllocation) != nil else { return }
    seen.removeAll()
    forEach(.resourceClaims, of: spec) { judge, claim in judge.checkResourceClaim(claim) }
  }

  private mutating func checkResourceClaim(_ claim: PodObject) {
    if let name = claim.text(.name) {
      let place = claim.place(.name)
      if !name.isEmpty { facts.claims.append(name) }
      if name.isEmpty {
        report(.resources, "a resource claim has no name", at: place, "name")
      } else if let first = seen.firstPlace(of: name, at: place) {
        report(
          .resources,
          "two resource claims are called \(name.quoted)",
          at: place,
          "name",
          related: [(first, "the first one")]
        )
      } else {
        checkForm(
          name,
          NameFormat.dns1123LabelFault,
          .resources,
          "claim name",
          at: place,
          "name"
        )
      }
    }
    let sources = [PodField.resourceClaimName, .resourceClaimTemplateName].filter(claim.has)
    if sources.count == 2 || sources.isEmpty && !claim.hasUnknownKeys {
      report(
        .resources,
        sources.isEmpty
          ? "a resource claim names neither claim nor template"
          : "a resource claim names both claim and template",
        at: claim.anchor
      )
    }
    for field in sources {
      guard let name = claim.given(field) else { continue }
      checkForm(
        name,
        NameFormat.dns1123SubdomainFault,
        .resources,
        field.name,
        at: claim.place(field),
        field.name
      )
    }
  }

  /// The claims that a container uses.
  ///
  /// Source: `validateResourceClaimNames` in pkg/apis/core/validation/validation.go.
  mutating func checkClaims(_ resources: PodObject) {
    guard gated(.claims, of: resources, .dynamicResourceAllocation) != nil else { return }
    var whole = FirstPlaces()
    var parts = FirstPlaces()
    var requests: [[Text]: Node] = [:]
    path.append(.field(.claims))
    for (index, node) in resources.items(.claims) {
      let claim = object(node)
      guard let name = claim.text(.name) else { continue }
      let place = claim.place(.name)
      if name.isEmpty {
        report(.resources, "a claim has no name", at: place, "[\(index)]")
        continue
      }
      let request = claim.filled(.request)
      if let request {
        checkForm(
          request,
          NameFormat.dns1123LabelFault,
          .resources,
          "request",
          at: claim.place(.request),
          "[\(index)].request"
        )
      }
      let former: Node?
      if let request {
        former = requests.updateValue(place, forKey: [name, request]) ?? whole.place(of: name)
        _ = parts.firstPlace(of: name, at: place)
      } else {
        former = whole.firstPlace(of: name, at: place) ?? parts.place(of: name)
      }
      if let former {
        report(
          .resources,
          "claim \(name.quoted) is used twice",
          at: place,
          "[\(index)]",
          related: [(former, "the first one")]
        )
      }
      if !facts.claims.contains(name) {
        report(
          .resources,
          "there is no resource claim \(name.quoted)",
          at: place,
          "[\(index)]",
          dependsOnPod: true
        )
      }
    }
    path.removeLast()
  }
}
