internal import YAML

/// Which fields of a pod its containers can be told.
struct PodFieldPaths {
  /// What `fieldPath` may be besides labels and annotations by key.
  let plain: [StaticString]

  /// `spec.host` is the old name of `spec.nodeName`.
  ///
  /// Source: `validateEnvVarValueFrom` in pkg/apis/core/validation/validation.go.
  static let environment = PodFieldPaths(plain: [
    "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.host",
    "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
  ])
  /// Source: `validateDownwardAPIVolumeFile` in pkg/apis/core/validation/validation.go.
  static let volume = PodFieldPaths(plain: [
    "metadata.name", "metadata.namespace", "metadata.uid", "metadata.labels",
    "metadata.annotations",
  ])
}

/// `metadata.labels['KEY']` or `metadata.annotations['KEY']`.
struct SubscriptedPath {
  var owner: String
  var key: String

  /// `nil` for a path without subscript.
  init?(_ path: Text) {
    let text = path.string
    guard text.hasSuffix("']") else { return nil }
    let bytes = Array(text.utf8.dropLast(2))
    let start = bytes.indices.dropLast().first {
      bytes[$0] == UInt8(ascii: "[") && bytes[$0 + 1] == UInt8(ascii: "'")
    }
    guard let start, start > 0 else { return nil }
    owner = String(decoding: bytes[..<start], as: UTF8.self)
    key = String(decoding: bytes[(start + 2)...], as: UTF8.self)
  }
}

extension PodJudge {
  /// Source: `validateObjectFieldSelector` in pkg/apis/core/validation/validation.go.
  mutating func checkFieldRef(_ field: PodObject, _ allowed: PodFieldPaths) {
    path.append(.field(.fieldRef))
    defer { path.removeLast() }
    if let version = field.filled(.apiVersion), version != "v1" {
      return report(
        .fieldReference,
        "apiVersion \(version.quoted) is not v1",
        at: field.place(.apiVersion),
        "fieldPath"
      )
    }
    guard let text = require(field, .fieldPath, .fieldReference, of: "fieldRef") else { return }
    let place = field.place(.fieldPath)
    if let subscripted = SubscriptedPath(text) {
      switch subscripted.owner {
      case "metadata.labels": checkSubscript(subscripted.key, at: place)
      case "metadata.annotations": checkSubscript(subscripted.key.lowercased(), at: place)
      default:
        report(
          .fieldReference,
          "fieldPath \(text.quoted) has a subscript, which only labels and annotations have",
          at: place,
          "fieldPath"
        )
      }
    } else if !allowed.plain.contains(where: { text == $0 }) {
      report(
        .fieldReference,
        "fieldPath \(text.quoted) is not a field that can be read here",
        at: place,
        "fieldPath",
        help: "use \(PodJudge.alternatives(allowed.plain.map { "\($0)" }))"
      )
    }
  }

  private mutating func checkSubscript(_ key: String, at place: Node) {
    if let fault = NameFormat.qualifiedNameFault(key) {
      report(.fieldReference, "key \"\(key)\" \(fault)", at: place)
    }
  }

  /// Source: `validateContainerResourceFieldSelector` in pkg/apis/core/validation/validation.go.
  mutating func checkResourceFieldRef(_ field: PodObject, isOfVolume: Bool) {
    path.append(.field(.resourceFieldRef))
    defer { path.removeLast() }
    guard let resource = field.text(.resource) else { return }
    let place = field.place(.resource)
    let kind = ResourceField(resource)
    if isOfVolume, field.text(.containerName)?.isEmpty == true {
      report(
        .fieldReference,
        "resourceFieldRef has no containerName",
        at: field.place(.containerName),
        "containerName"
      )
    } else if resource.isEmpty {
      report(.fieldReference, "resourceFieldRef has no resource", at: place, "resource")
    } else if kind == nil {
      report(
        .fieldReference,
        "resource \(resource.quoted) can't be read here",
        at: place,
        "resource",
        help: "use limits or requests of cpu, memory, ephemeral-storage or hugepages-SIZE"
      )
    }
    if let kind, let divisor = field[.divisor] { checkDivisor(divisor, of: kind) }
  }

  /// Source: `validateContainerResourceDivisor` in pkg/apis/core/validation/validation.go.
  private mutating func checkDivisor(_ divisor: Node, of kind: ResourceField) {
    guard let quantity = PodQuantity(divisor), !quantity.isZero else { return }
    if kind.divisors.contains(where: { Quantity("\($0)").map { $0 == quantity.exact } ?? false }) {
      return
    }
    report(
      .fieldReference,
      "divisor \(divisor.text.quoted) does not fit this resource",
      at: divisor,
      "divisor",
      help: "use \(PodJudge.alternatives(kind.divisors.map { "\($0)" }))"
    )
  }
}

/// A resource of a container that can be read.
private enum ResourceField {
  case cpu, bytes

  init?(_ text: Text) {
    for prefix in ["limits.", "requests."] as [StaticString] where text.starts(with: prefix) {
      let name = Text(UnsafeBufferPointer(rebasing: text.bytes[prefix.utf8CodeUnitCount...]))
      if name == "cpu" {
        self = .cpu
      } else if name == "memory" || name == "ephemeral-storage" || name.starts(with: "hugepages-") {
        self = .bytes
      } else {
        return nil
      }
      return
    }
    return nil
  }

  var divisors: [StaticString] {
    switch self {
    case .cpu: ["1m", "1"]
    case .bytes:
      [
        "1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei",
      ]
    }
  }
}
