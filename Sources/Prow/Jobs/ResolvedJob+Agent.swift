package import YAML

extension ResolvedJob {
  /// As YAML spells it.
  package var agentName: String {
    switch agent {
    case .kubernetes: "kubernetes"
    case .jenkins: "jenkins"
    case .tekton: "tekton-pipeline"
    case .other: job.text(.agent)?.string ?? ""
    }
  }

  /// What a Tekton job runs: the newer field wins.
  ///
  /// Source: Prow, `GetPipelineRunSpec` in pkg/config/jobs.go.
  package var pipelineRunSpec: Node? {
    job[.tektonPipelineRunSpec]?[.v1beta1] ?? job[.pipelineRunSpec]
  }
}
