package import Cluster
package import Formats

/// The pod of a job, changed so that it runs without Prow, and the names of what is in it.
///
/// - It has no label `created-by-prow`: Prow's plank and sinker end pods with this label that belong to
///   no ProwJob of theirs. Source: Prow, pkg/plank/reconciler.go, cmd/sinker/main.go.
/// - Results go to a folder that the pod's containers share, as decoration's local mode has it. One more
///   container, the collector, gives them out as its log once it is told to: so nothing but the API
///   server is needed to copy them.
package struct RunnablePod: Sendable {
  package let name: ObjectName
  /// The object to create.
  package let json: JSONValue
  /// The containers that must end well before the others start, in order.
  package let initContainers: [String]
  /// The containers of the job itself.
  package let testContainers: [String]
  /// The container that uploads; `nil` for a job without decoration.
  package let sidecar: String?
  /// Whether there are results to copy.
  package let hasCollector: Bool

  /// The annotation that tells the collector to begin.
  static let collectAnnotation = "plimsoll.dev/collect"
  static let collector = "plimsoll-collector"
  /// What the collector prints after the last byte.
  static let endOfResults = "plimsoll: all results are above"
  private static let decoratedSidecar = "sidecar"
  private static let output = "output"

  /// - Parameters:
  ///   - pod: As it is rendered in local mode.
  ///   - name: What it is to be called, and where.
  ///   - collectorImage: An image with `sh`, `tar` and `base64`.
  package init(_ pod: JSONValue, name: ObjectName, collectorImage: String) {
    self.name = name
    let spec = pod["spec"] ?? .object([])
    func names(_ key: String) -> [String] {
      (spec[key]?.items ?? []).compactMap { $0["name"]?.string }
    }
    let names = names("containers")
    let volumes = spec["volumes"]?.items ?? []
    hasCollector = volumes.contains { $0["name"]?.string == RunnablePod.output }
    let sidecar = hasCollector ? RunnablePod.decoratedSidecar : nil
    self.sidecar = sidecar
    initContainers = (spec["initContainers"]?.items ?? []).compactMap { $0["name"]?.string }
    testContainers = names.filter { $0 != sidecar }
    let prepared = hasCollector ? RunnablePod.collecting(spec, collectorImage) : spec
    json =
      pod
      .setting("metadata", to: RunnablePod.metadata(pod["metadata"] ?? .object([]), name))
      .setting("spec", to: prepared)
      .setting("status", to: nil)
  }

  /// All containers whose logs are shown, in the order in which they start.
  var shownContainers: [String] { initContainers + testContainers + (sidecar.map { [$0] } ?? []) }

  private static func metadata(_ metadata: JSONValue, _ name: ObjectName) -> JSONValue {
    metadata
      .setting("name", to: JSONValue(name.name))
      .setting("namespace", to: JSONValue(name.namespace))
      .changing("labels") {
        $0.setting("created-by-prow", to: nil)
          .setting("app.kubernetes.io/managed-by", to: "plimsoll-updater")
      }
  }

  private static func collecting(_ spec: JSONValue, _ image: String) -> JSONValue {
    let volumes = (spec["volumes"]?.items ?? []).map { volume in
      volume["name"]?.string == output
        ? ["name": JSONValue(output), "emptyDir": .object([])] as JSONValue : volume
    }
    let signal: JSONValue = [
      "name": JSONValue(collector),
      "downwardAPI": [
        "items": [
          [
            "path": "collect",
            "fieldRef": [
              "fieldPath": JSONValue("metadata.annotations['\(collectAnnotation)']")
            ],
          ]
        ]
      ],
    ]
    let container: JSONValue = [
      "name": JSONValue(collector),
      "image": JSONValue(image),
      "command": ["sh", "-c", JSONValue(script)],
      "resources": [
        "requests": ["cpu": "100m", "memory": "64Mi"],
        "limits": ["cpu": "100m", "memory": "64Mi"],
      ],
      "volumeMounts": [
        ["name": JSONValue(output), "mountPath": "/output", "readOnly": true],
        ["name": JSONValue(collector), "mountPath": "/plimsoll"],
      ],
    ]
    return
      spec
      .setting("volumes", to: .array(volumes + [signal]))
      .setting("containers", to: .array((spec["containers"]?.items ?? []) + [container]))
  }

  private static let script = """
    set -o pipefail
    until [ -s /plimsoll/collect ]; do sleep 1; done
    tar -c -z -f - -C /output . | base64 && echo '\(endOfResults)'
    """
}
