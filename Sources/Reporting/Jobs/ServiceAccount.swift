internal import Prow

/// The service account that a pod runs as.
enum ServiceAccount {
  /// That of the pod spec, else that of decoration; `nil` for the one that the namespace has for all.
  ///
  /// Source: Prow, `decorate` in pkg/pod-utils/decorate/podspec.go.
  ///
  /// `tree`: Of a resolved job.
  static func of(_ tree: ResolvedValue) -> ResolvedValue? {
    let decoration = tree[.decorationConfig]?["default_service_account_name"]
    return [tree[.spec]?["serviceAccountName"], decoration].compactMap(\.self).first {
      !$0.isEmpty
    }
  }
}
