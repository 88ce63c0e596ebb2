internal import Cluster
internal import ConfigMaps
internal import Kubernetes

/// What a server would refuse for its size, said before it is sent.
enum SizeJudge {
  /// Bytes in a ConfigMap that are not the manager's.
  struct Foreign {
    /// Of values.
    var values = 0
    /// Of values, keys and metadata as etcd gets them.
    var stored = 0

    static let none = Foreign()
  }

  static func problem(_ applied: AppliedConfigMap, beside foreign: Foreign) -> ClusterError.Kind? {
    let size = applied.values.values.reduce(foreign.values) { $0 + $1.count }
    if size > SizeLimit.bytes {
      return refusal("hold", size, SizeLimit.bytes, others: foreign.values, "others' keys")
    }
    let stored = ConfigMapWeight.stored(
      applied.values.map { ConfigMapWeight.stored(key: $0.key.key, bytes: $0.value.count) }
        + [foreign.stored]
    )
    if stored > SizeLimit.stored {
      return refusal(
        "be stored with",
        stored,
        SizeLimit.stored,
        others: foreign.stored,
        "others' keys and metadata"
      )
    }
    // A character is written with six bytes at most.
    if stored * 6 <= SizeLimit.request { return nil }
    let request = applied.size
    return request > SizeLimit.request
      ? refusal("be sent with", request, SizeLimit.request, others: 0, "") : nil
  }

  private static func refusal(
    _ verb: String,
    _ size: Int,
    _ limit: Int,
    others: Int,
    _ words: String
  ) -> ClusterError.Kind {
    var message =
      "the ConfigMap would \(verb) \(SizeLimit.number(size)) bytes, "
      + "and \(SizeLimit.number(limit)) are the most"
    if others > 0 { message += "; \(SizeLimit.number(others)) of them are \(words)" }
    return .tooLarge(message + "; use gzip or partitioned_names")
  }
}
