import Formats

/// A pod as it is rendered in local mode.
enum RenderedPod {
  static func json(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

  static func decorated() throws -> JSONValue {
    try json(
      """
      {"apiVersion":"v1","kind":"Pod",
      "metadata":{"name":"0b7c","namespace":"test-pods",
      "labels":{"created-by-prow":"true","prow.k8s.io/job":"unit"}},
      "spec":{"restartPolicy":"Never",
      "initContainers":[{"name":"clonerefs","image":"clonerefs"},{"name":"initupload","image":"initupload",
      "volumeMounts":[{"name":"output","mountPath":"/output"}]}],
      "containers":[{"name":"test","image":"golang","command":["/tools/entrypoint"]},
      {"name":"sidecar","image":"sidecar","volumeMounts":[{"name":"output","mountPath":"/output"}]}],
      "volumes":[{"name":"logs","emptyDir":{}},
      {"name":"output","hostPath":{"path":"/plimsoll/1","type":"DirectoryOrCreate"}}]}}
      """
    )
  }

  static func plain() throws -> JSONValue {
    try json(
      """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"0b7c","namespace":"test-pods","labels":{}},
      "spec":{"restartPolicy":"Never","containers":[{"name":"one","image":"a"},{"name":"two","image":"b"}]}}
      """
    )
  }
}
