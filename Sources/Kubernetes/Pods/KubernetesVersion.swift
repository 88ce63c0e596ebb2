/// A minor release of Kubernetes, such as 1.33.
package struct KubernetesVersion: Sendable, Hashable, Comparable {
  package let minor: Int

  package init(minor: Int) {
    self.minor = minor
  }

  /// Reads `1.33`, also as `v1.33` and with a patch behind; `nil` for anything else.
  package init?(_ text: String) {
    let digits = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts[0] == "1",
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(NameFormat.isDigit) }),
      let minor = Int(parts[1])
    else { return nil }
    self.minor = minor
  }

  /// The release whose checks these are, which counts where no other is named.
  package static let latest = KubernetesVersion(minor: 36)

  package static func < (left: KubernetesVersion, right: KubernetesVersion) -> Bool {
    left.minor < right.minor
  }
}

extension KubernetesVersion: CustomStringConvertible {
  package var description: String { "1.\(minor)" }
}
