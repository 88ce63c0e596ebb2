internal import YAML

/// The name of a resource of a container or pod, such as `cpu` or `example.com/gpu`.
///
/// Sources: `validateContainerResourceName` in pkg/apis/core/validation/validation.go;
/// `IsExtendedResourceName` in pkg/apis/core/helper/helpers.go.
package struct ResourceName {
  private let bytes: UnsafeBufferPointer<UInt8>
  package let kind: Kind

  package enum Kind {
    case cpu, memory, ephemeralStorage
    /// `hugepages-` and the size of a page.
    case hugepages
    /// With a domain that is not Kubernetes' own: only whole numbers, and request equals limit.
    case extended
    /// With a domain of Kubernetes.
    case native
    /// Anything else without a domain.
    case unknown
  }

  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    kind = ResourceName.kind(bytes)
  }

  private static func kind(_ bytes: UnsafeBufferPointer<UInt8>) -> Kind {
    let text = Text(bytes)
    switch bytes.count {
    case 3 where text.is("cpu"): return .cpu
    case 6 where text.is("memory"): return .memory
    case 17 where text.is("ephemeral-storage"): return .ephemeralStorage
    default: break
    }
    if text.starts(with: "hugepages-") { return .hugepages }
    guard bytes.contains(UInt8(ascii: "/")) else { return .unknown }
    return String(decoding: bytes, as: UTF8.self).contains("kubernetes.io/") ? .native : .extended
  }

  /// Why it is not the name of a container's resource.
  package var containerFault: String? {
    switch kind {
    case .cpu, .memory, .ephemeralStorage: return nil
    case .hugepages, .native: return NameFormat.qualifiedNameFault(bytes)
    case .unknown:
      return NameFormat.qualifiedNameFault(bytes)
        ?? "is neither cpu, memory, ephemeral-storage, hugepages-SIZE nor has a domain"
    case .extended: return NameFormat.qualifiedNameFault(bytes) ?? extendedFault
    }
  }

  private var extendedFault: String? {
    if bytes.starts(with: "requests.".utf8) { return "starts with \"requests.\"" }
    let quota = "requests." + String(decoding: bytes, as: UTF8.self)
    return NameFormat.isQualifiedName(quota) ? nil : "is too long for a quota"
  }

  /// Whether more may be promised than there is: a request below the limit, or without one.
  package var allowsOvercommit: Bool {
    switch kind {
    case .hugepages, .extended: false
    case .cpu, .memory, .ephemeralStorage, .native, .unknown: true
    }
  }

  /// The size of a page; `nil` where the name holds none.
  package var pageSize: Quantity? {
    guard kind == .hugepages else { return nil }
    return Quantity(String(decoding: bytes.dropFirst("hugepages-".utf8.count), as: UTF8.self))
  }
}
