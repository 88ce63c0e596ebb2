extension Example {
  /// A job file with one presubmit of acme/rocket; `fields` are its lines.
  package static func presubmit(_ fields: String, after preamble: String = "") -> Example {
    .jobs(preamble + "presubmits:\n  acme/rocket:\n" + item(fields))
  }

  /// A job file with one postsubmit of acme/rocket.
  package static func postsubmit(_ fields: String) -> Example {
    .jobs("postsubmits:\n  acme/rocket:\n" + item(fields))
  }

  /// A job file with one periodic.
  package static func periodic(_ fields: String) -> Example {
    .jobs("periodics:\n" + item(fields, indent: ""))
  }

  private static func item(_ fields: String, indent: String = "  ") -> String {
    let lines = fields.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      line.isEmpty ? "\n" : indent + (index == 0 ? "- " : "  ") + line + "\n"
    }.joined()
  }

  /// The config.yaml that examples without one of their own are judged with.
  package static let baseConfig = """
    prowjob_namespace: default
    pod_namespace: test-pods
    plank:
      default_decoration_config_entries:
      - config:
          utility_images:
            clonerefs: registry.example.com/clonerefs:v1
            initupload: registry.example.com/initupload:v1
            entrypoint: registry.example.com/entrypoint:v1
            sidecar: registry.example.com/sidecar:v1
          gcs_configuration:
            bucket: gs://acme-prow-logs
            path_strategy: explicit

    """
}
