/// Why a cluster did not do what was asked, with what to do about it.
package struct ClusterError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Prow's name for the cluster.
  package var cluster: String
  /// What was asked for.
  package var request: Request?
  package var kind: Kind

  package init(_ kind: Kind, cluster: String, request: Request? = nil) {
    self.kind = kind
    self.cluster = cluster
    self.request = request
  }

  /// What was asked for, in the words of RBAC.
  package struct Request: Sendable, Hashable {
    package var verb: String
    /// `configmaps`, or `leases.coordination.k8s.io`; for `/version` the path.
    package var resource: String
    package var name: ObjectName?

    package init(verb: String, resource: String, name: ObjectName? = nil) {
      self.verb = verb
      self.resource = resource
      self.name = name
    }
  }

  package enum Kind: Sendable, Hashable {
    /// No kubeconfig context and no credentials of a pod; the text says what was looked for.
    case unknownCluster(String)
    /// Credentials can't be had: a file, an exec plugin, a certificate.
    case credentials(String)
    /// No answer at all: name, connection, TLS.
    case unreachable(String)
    case timedOut
    /// 401: credentials that the server does not take, or no longer.
    case unauthorized(String)
    /// 403.
    case forbidden(String)
    /// 409 to an apply: others own what would change.
    case conflict([FieldConflict])
    /// 409 to an update or a creation: somebody else was faster.
    case stale(String)
    /// 404; the kind as the server names it: `configmaps`, `namespaces`.
    case notFound(kind: String, name: String)
    /// 413, or 422 or 500 for more than a ConfigMap may hold.
    case tooLarge(String)
    /// 422 or 400, with what is wrong with which field.
    case invalid([String])
    /// 429.
    case throttled(retryAfterSeconds: Int?)
    /// 5xx.
    case server(status: Int, message: String)
    /// Not asked for, since whoever runs this would not have it now; the text says why.
    case withheld(String)
    /// An answer that makes no sense.
    case unexpected(String)
  }
}

/// A field that another manager owns, with another value.
package struct FieldConflict: Sendable, Hashable, Comparable {
  package var manager: String
  /// As the API server writes it: `.data.config.yaml`.
  package var field: String
  /// When the manager last changed anything in the object, as RFC 3339 has it, where it is known.
  package var time: String?

  package init(manager: String, field: String, time: String? = nil) {
    self.manager = manager
    self.field = field
    self.time = time
  }

  /// The key of `data` or `binaryData`; `nil` for a field elsewhere.
  package var key: String? {
    for map in ConfigMapField.Map.allCases where field.hasPrefix(".\(map.rawValue).") {
      return String(field.dropFirst(map.rawValue.count + 2))
    }
    return nil
  }

  /// Who owns what since when, and what to do about it.
  static func words(_ conflicts: [FieldConflict]) -> String {
    let owners = Dictionary(grouping: conflicts, by: \.manager).sorted { $0.key < $1.key }
    let words = owners.map { manager, conflicts in
      let keys = conflicts.map { $0.key ?? $0.field }.sorted().joined(separator: ", ")
      if manager == ManagedFields.nobody {
        return "nobody is known to own \(keys), since somebody has cleared managedFields"
      }
      let time = conflicts.compactMap(\.time).max().map { ", who wrote at \($0)" } ?? ""
      return "\"\(manager)\" owns \(keys)\(time)"
    }
    return "\(words.joined(separator: "; ")); use --takeover to take what others own"
  }

  package static func < (left: FieldConflict, right: FieldConflict) -> Bool {
    (left.manager, left.field) < (right.manager, right.field)
  }
}

extension ClusterError {
  /// The same error with the times at which those wrote that are in the way.
  package func dated(by managedFields: ManagedFields?) -> ClusterError {
    guard let managedFields, case .conflict(let conflicts) = kind else { return self }
    var error = self
    error.kind = .conflict(
      conflicts.map { conflict in
        var conflict = conflict
        conflict.time = conflict.time ?? managedFields.time(of: conflict.manager)
        return conflict
      }
    )
    return error
  }

  /// Whether the same request may well succeed a little later.
  package var isTransient: Bool {
    switch kind {
    case .unreachable, .timedOut, .throttled, .server: true
    default: false
    }
  }

  /// One line: what is wrong, where, and what to do about it.
  package var description: String {
    let place = "cluster \"\(cluster)\""
    switch kind {
    case .unknownCluster(let reason): return "\(place) is not known: \(reason)"
    case .credentials(let reason): return "no credentials for \(place): \(reason)"
    case .unreachable(let reason):
      return "\(place) can't be reached: \(reason); check the server's address, DNS and firewalls"
    case .timedOut: return "\(place) did not answer in time"
    case .unauthorized(let message):
      return "\(place) does not take the credentials, which may have expired: \(message)"
    case .forbidden(let message): return forbidden(place, message)
    case .conflict(let conflicts): return FieldConflict.words(conflicts)
    case .stale(let message): return "\(place): somebody else was faster: \(message)"
    case .notFound(let kind, let name):
      if kind == "namespaces" {
        return "\(place) has no namespace \"\(name)\": create it, or correct config_updater"
      }
      return "\(place) has no \(kind) \"\(name)\""
    case .tooLarge(let message): return message
    case .invalid(let causes): return "\(place) refuses it: \(causes.joined(separator: "; "))"
    case .throttled: return "\(place) asks for fewer requests"
    case .server(let status, let message): return "\(place) failed with \(status): \(message)"
    case .withheld(let reason): return reason
    case .unexpected(let what): return "\(place) gave an answer that makes no sense: \(what)"
    }
  }

  /// What people may read who can't see the cluster: no addresses, no output of plugins.
  package var publicDescription: String {
    let place = "cluster \"\(cluster)\""
    switch kind {
    case .credentials: return "no credentials for \(place); the log of the updater says why"
    case .unreachable: return "\(place) can't be reached"
    case .unauthorized: return "\(place) does not take the credentials"
    case .server(let status, _): return "\(place) failed with \(status)"
    case .unexpected: return "\(place) gave an answer that makes no sense"
    case .unknownCluster: return "\(place) is not known to the updater"
    case .timedOut, .throttled, .conflict, .notFound, .withheld: return description
    case .forbidden, .stale, .tooLarge, .invalid: return Addresses.hidden(in: description)
    }
  }

  private func forbidden(_ place: String, _ message: String) -> String {
    guard let missing = MissingRight(message) else { return "\(place) forbids it: \(message)" }
    let namespace = (request?.name).map { " in namespace \"\($0.namespace)\"" } ?? ""
    return "\(place) forbids to \(missing.verb) \(missing.resource)\(namespace); "
      + "a Role must allow the verb \"\(missing.verb)\" on \"\(missing.resource)\": \(message)"
  }
}
