package import Formats

/// Where objects of a kind are in the API of a server.
package struct ObjectKind: Sendable, Hashable {
  /// `api/v1` or `apis/GROUP/VERSION`.
  package var group: String
  /// In plural and lower case, as paths have it.
  package var resource: String

  package init(group: String = "api/v1", resource: String) {
    self.group = group
    self.resource = resource
  }

  package static let pods = ObjectKind(resource: "pods")
  package static let secrets = ObjectKind(resource: "secrets")

  /// In the words of RBAC.
  var fullName: String {
    let parts = group.split(separator: "/")
    return parts.count == 3 ? "\(resource).\(parts[1])" : resource
  }

  func path(in namespace: String) -> String {
    "/\(group)/namespaces/\(PercentEncoding.encode(namespace))/\(resource)"
  }

  func path(of name: ObjectName) -> String {
    path(in: name.namespace) + "/" + PercentEncoding.encode(name.name)
  }
}

extension ClusterClient {
  /// - Returns: The object; `nil` if there is none of that name, or no such namespace.
  /// - Throws: `ClusterError`.
  package func object(
    _ kind: ObjectKind,
    _ name: ObjectName
  ) async throws(ClusterError) -> JSONValue? {
    do throws(ClusterError) {
      return try await send(request(.get, "get", kind, name, path: kind.path(of: name)))
    } catch {
      guard case .notFound = error.kind else { throw error }
      return nil
    }
  }

  /// - Parameters:
  ///   - kind: The object's kind.
  ///   - name: Its name, as `json` has it.
  ///   - json: All of it.
  /// - Returns: The object as the server keeps it.
  /// - Throws: `ClusterError`; of kind `stale` if there is one of that name.
  @discardableResult
  package func create(
    _ kind: ObjectKind,
    _ name: ObjectName,
    _ json: JSONValue
  ) async throws(ClusterError) -> JSONValue {
    var request = request(.post, "create", kind, name, path: kind.path(in: name.namespace))
    request.contentType = "application/json"
    request.body = json.json
    request.isRepeatable = false
    return try await send(request)
  }

  /// Changes an object by a merge patch.
  ///
  /// Source: RFC 7386.
  ///
  /// - Throws: `ClusterError`.
  package func merge(
    _ patch: JSONValue,
    into kind: ObjectKind,
    _ name: ObjectName
  ) async throws(ClusterError) {
    var request = request(.patch, "patch", kind, name, path: kind.path(of: name))
    request.contentType = "application/merge-patch+json"
    request.body = patch.json
    _ = try await send(request)
  }

  /// Tells the server to delete an object; one that is not there is no error.
  ///
  /// - Throws: `ClusterError`.
  package func delete(_ kind: ObjectKind, _ name: ObjectName) async throws(ClusterError) {
    do throws(ClusterError) {
      _ = try await send(request(.delete, "delete", kind, name, path: kind.path(of: name)))
    } catch {
      guard case .notFound = error.kind else { throw error }
    }
  }

  private func request(
    _ method: APIRequest.Method,
    _ verb: String,
    _ kind: ObjectKind,
    _ name: ObjectName,
    path: String
  ) -> APIRequest {
    APIRequest(
      method: method,
      path: path,
      about: ClusterError.Request(verb: verb, resource: kind.fullName, name: name)
    )
  }
}

extension ClusterClient {
  /// Follows what a container prints, from its start or from some time on, until it ends or the
  /// connection does.
  ///
  /// - Parameters:
  ///   - container: The container.
  ///   - pod: Its pod.
  ///   - time: As RFC 3339 has it, in whole seconds; `nil` for the start.
  ///   - receive: Gets bytes as they come: lines, each with its time and a space in front.
  /// - Throws: `ClusterError`; what `receive` throws as one of kind `unreachable`.
  package func followLog(
    of container: String,
    in pod: ObjectName,
    since time: String?,
    _ receive: @escaping @Sendable ([UInt8]) async throws -> Void
  ) async throws(ClusterError) {
    var path = ObjectKind.pods.path(of: pod) + "/log?follow=true&timestamps=true"
    path += "&container=\(PercentEncoding.encode(container))"
    if let time { path += "&sinceTime=\(PercentEncoding.encode(time))" }
    let request = APIRequest(
      method: .get,
      path: path,
      about: ClusterError.Request(verb: "get", resource: "pods/log", name: pod)
    )
    let response: APIResponse
    do throws(ClusterError) {
      response = try await transport.stream(request, receive)
    } catch {
      throw self.error(error.kind, request)
    }
    guard response.status == 200 else {
      let status = APIStatus(code: response.status, body: response.body)
      throw error(status.kind(retryAfter: response.retryAfter, name: pod), request)
    }
  }
}
