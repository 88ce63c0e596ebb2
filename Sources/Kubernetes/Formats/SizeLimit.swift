/// How much a ConfigMap may weigh.
package enum SizeLimit {
  /// Bytes of all values.
  ///
  /// Source: Kubernetes, `MaxSecretSize` in pkg/apis/core/types.go.
  package static let bytes = 1_048_576
  /// Bytes of the whole object as it is stored, with keys and metadata.
  ///
  /// Source: etcd, `DefaultMaxRequestBytes` in server/embed/config.go.
  package static let stored = 1_572_864
  /// Bytes of the JSON of a request.
  ///
  /// Source: Kubernetes, `MaxRequestBodyBytes` in staging/src/k8s.io/apiserver/pkg/server/config.go.
  package static let request = 3_145_728
  /// Bytes from which on a ConfigMap counts as nearly full.
  package static let warning = bytes / 100 * 80

  /// Per cent of the limit with one digit after the point: `66.4 %`.
  package static func percent(_ size: Int) -> String {
    let tenths = (size * 1000 + bytes / 2) / bytes
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// A number of bytes as people read it: `1,048,576`.
  package static func number(_ size: Int) -> String {
    let digits = Array(String(size.magnitude))
    var text = size < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
