extension Example {
  /// A presubmit with one container; `fields` are the lines after its image, `spec` and
  /// `job` are more lines of the pod spec and of the job.
  package static func container(
    _ fields: String,
    spec: String = "",
    job: String = ""
  ) -> Example {
    .presubmit(lines("name: unit", job, "spec:", indented(podSpec(fields, spec))))
  }

  /// A presubmit with one container; `fields` are more lines of the pod spec.
  package static func podSpec(
    _ fields: String,
    job: String = "",
    kubernetes: String? = nil
  ) -> Example {
    var example = container("", spec: fields, job: job)
    example.kubernetes = kubernetes
    return example
  }

  /// A plain Pod manifest; `metadata` and `spec` are their lines.
  package static func pod(metadata: String = "name: unit", spec: String = "") -> Example {
    let text = lines(
      "apiVersion: v1",
      "kind: Pod",
      "metadata:",
      indented(metadata),
      "spec:",
      indented(podSpec("name: test", spec))
    )
    return Example(files: [("pod.yaml", text + "\n")])
  }

  /// Plain Pod manifests as `pod-0.yaml`, `pod-1.yaml` and so on.
  package static func manifests(_ texts: [String]) -> Example {
    Example(files: texts.enumerated().map { ("pod-\($0).yaml", $1) })
  }

  private static func podSpec(_ fields: String, _ spec: String) -> String {
    lines("containers:", "- image: golang", indented(fields), spec)
  }

  private static func lines(_ parts: String...) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
  }
}
