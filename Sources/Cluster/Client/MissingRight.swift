/// What a Role would have to allow, as an API server says it in a refusal.
///
/// Others than the authorizer refuse with 403, too: namespaces that are on their way out, quotas,
/// admission webhooks. Their messages name no verb, and no Role would help.
///
/// Source: Kubernetes, `ForbiddenMessage` in
/// staging/src/k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors.go.
struct MissingRight: Hashable {
  var verb: String
  /// With its API group, `leases.coordination.k8s.io`; without for the core's.
  var resource: String

  /// `message`: `… cannot VERB resource "RESOURCE" in API group "GROUP" …`.
  init?(_ message: String) {
    guard let start = message.firstRange(of: " cannot ")?.upperBound,
      let middle = message[start...].firstRange(of: " resource \"")
    else { return nil }
    verb = String(message[start..<middle.lowerBound])
    let rest = message[middle.upperBound...]
    guard let end = rest.firstIndex(of: "\""), !verb.isEmpty, !verb.contains(" ") else {
      return nil
    }
    resource = String(rest[..<end])
    let group = rest[end...].firstRange(of: "in API group \"").map { rest[$0.upperBound...] } ?? ""
    let name = group.prefix { $0 != "\"" }
    if !name.isEmpty { resource += ".\(name)" }
  }
}
