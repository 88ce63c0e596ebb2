internal import Diagnostics
internal import GoFormats
internal import Kubernetes
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// What Prow asks of the templates and label selectors in config.yaml.
  static let templateRules: [Rule] = [invalidTemplate, slackTemplateField, invalidSelector]

  static let invalidTemplate = Rule(
    id: "invalid-template",
    summary: "a template in config.yaml is not a valid Go template",
    why:
      "Links, comments, messages and merge commits are made from Go templates. Prow reads all of "
      + "them when it loads its config, and refuses the whole config if one is wrong.",
    help: "correct the template; its syntax is that of Go's package text/template",
    source: "Prow, `ValidateController`, `parseProwConfig` and `DefaultAndValidate` "
      + "of SlackReporter in pkg/config/config.go",
    bad: .config("plank:\n  job_url_template: 'https://prow.example.com/{{.Spec.Job'\n"),
    good: .config("plank:\n  job_url_template: 'https://prow.example.com/{{.Spec.Job}}'\n"),
    check: .workspace { scope, report in
      // Prow gives `replace` to its Jenkins operators only.
      for (node, isJenkins) in ConfigParts.controllers(scope) {
        let functions: Set<String> = isJenkins ? ["replace"] : []
        let texts =
          [node[.jobURLTemplate], node[.reportTemplate]] + node.map(.reportTemplates).map(\.value)
        for text in texts { Templates.check(text, functions: functions, report) }
      }
      for root in ConfigParts.roots(scope) {
        for entry in root.map(.slackReporterConfigs) {
          Templates.check(entry.value[.reportTemplate], report)
        }
      }
      guard let root = scope.workspace.configRoot else { return }
      for agent in root[.deck]?.list(.externalAgentLogs) ?? [] {
        Templates.check(agent[.urlTemplate], report)
      }
      for entry in root[.tide]?.map(.mergeCommitTemplate) ?? [] {
        Templates.check(entry.value[.title], report)
        Templates.check(entry.value[.body], report)
      }
    }
  )

  static let slackTemplateField = Rule(
    id: "slack-template-field",
    summary: "a template of slack_reporter_configs uses what a ProwJob does not have",
    why:
      "Prow tries the template on an empty ProwJob when it loads its config. Fields are written as "
      + "in Go, such as .Spec.Job or .Status.State; parts that a job may lack, such as .Spec.Refs, "
      + "are empty then and need an if or with around them. Prow refuses the whole config.",
    help: "use a field of ProwJob, such as .Spec.Job or .Status.State",
    source: "Prow, `DefaultAndValidate` of SlackReporter in pkg/config/config.go",
    bad: .config(
      "slack_reporter_configs:\n  acme:\n    channel: engines\n    report_template: '{{.Spec.Name}}'\n"
    ),
    good: .config(
      "slack_reporter_configs:\n  acme:\n    channel: engines\n"
        + "    report_template: '{{.Spec.Job}}{{with .Spec.Refs}} of {{.Repo}}{{end}}'\n"
    ),
    check: .workspace { scope, report in
      for root in ConfigParts.roots(scope) {
        for entry in root.map(.slackReporterConfigs) {
          guard let node = entry.value[.reportTemplate], let text = node.string,
            let template = try? GoTemplate(text.string)
          else { continue }
          for path in template.fieldPaths where !path.isConditional {
            guard let fault = ProwJobFields.fault(path.components) else { continue }
            report(fault, at: node)
          }
        }
      }
    }
  )

  static let invalidSelector = Rule(
    id: "invalid-label-selector",
    summary: "a label selector in config.yaml is not valid",
    why: "Selectors are lists such as team=engines,tier!=test. Prow refuses the whole config.",
    help: "write it like team=engines,tier!=test or team in (engines,tests)",
    source: "Prow, `parseProwConfig` in pkg/config/config.go",
    bad: .config(
      "jenkins_operators:\n- label_selector: team=engines\n- label_selector: team in engines\n"
    ),
    good: .config(
      "jenkins_operators:\n- label_selector: team=engines\n- label_selector: team notin (engines)\n"
    ),
    check: .workspace { scope, report in
      guard let root = scope.workspace.configRoot else { return }
      let selectors =
        root.list(.jenkinsOperators).compactMap { $0[.labelSelector] }
        + (root[.deck]?.list(.externalAgentLogs) ?? []).compactMap { $0[.selector] }
      for node in selectors {
        guard let text = node.string,
          case .failure(let error) = LabelSelector.parse(text.string)
        else { continue }
        report("\"\(text.short)\" is not a label selector: \(error.reason)", at: node)
      }
    }
  )
}

private enum Templates {
  static func check(_ node: Node?, functions: Set<String> = [], _ report: Report) {
    guard let node, let text = node.string, !text.isEmpty else { return }
    do {
      _ = try GoTemplate(text.string, functions: functions)
    } catch {
      report("the template is not valid: \(error.reason)", at: node)
    }
  }
}

/// What a template can ask an empty ProwJob for.
///
/// Source: Prow, pkg/apis/prowjobs/v1/types.go.
enum ProwJobFields {
  private static let top: Set<String> = [
    "TypeMeta", "Kind", "APIVersion", "ObjectMeta", "Name", "GenerateName", "Namespace",
    "SelfLink", "UID", "ResourceVersion", "Generation", "CreationTimestamp", "DeletionTimestamp",
    "DeletionGracePeriodSeconds", "Labels", "Annotations", "OwnerReferences", "Finalizers",
    "ManagedFields", "Spec", "Status",
  ]
  /// Those that are pointers, and so empty in an empty ProwJob, are true.
  private static let spec: [String: Bool] = [
    "Type": false, "Agent": false, "Cluster": false, "Namespace": false, "Job": false,
    "Refs": true, "ExtraRefs": false, "Report": false, "Context": false, "RerunCommand": false,
    "MaxConcurrency": false, "ErrorOnEviction": false, "PodSpec": true, "JenkinsSpec": true,
    "PipelineRunSpec": true, "TektonPipelineRunSpec": true, "DecorationConfig": true,
    "ReporterConfig": true, "RerunAuthConfig": true, "Hidden": false, "ProwJobDefault": true,
    "JobQueueName": false,
  ]
  private static let status: Set<String> = [
    "StartTime", "PendingTime", "CompletionTime", "State", "Description", "URL",
    "PodRevivalCount", "PodName", "BuildID", "JenkinsBuildID", "PrevReportStates",
  ]

  /// Why a chain of names fails; `nil` if it works, or if that is not known.
  static func fault(_ path: [String]) -> String? {
    guard let first = path.first else { return nil }
    if !top.contains(first), !mayBeMethod(first) {
      return "a ProwJob has no field \"\(first.shortened)\""
    }
    guard first == "Spec" || first == "Status", path.count > 1 else { return nil }
    let second = path[1]
    let isKnown = first == "Spec" ? spec[second] != nil : status.contains(second)
    if !isKnown, !mayBeMethod(second) { return ".\(first) has no field \"\(second.shortened)\"" }
    guard first == "Spec", spec[second] == true, path.count > 2, !mayBeMethod(path[2]) else {
      return nil
    }
    return ".Spec.\(second) may be empty, and then has no \(path[2].shortened)"
  }

  /// The first name that no ProwJob has, and the nearest that it has.
  static func unknown(_ path: [String]) -> (fault: String, near: String?)? {
    guard let first = path.first else { return nil }
    if !top.contains(first), !mayBeMethod(first) {
      let near = Suggestion.nearest(to: first, among: top.sorted())
      return ("a ProwJob has no field \"\(first.shortened)\"", near.map { ".\($0)" })
    }
    guard first == "Spec" || first == "Status", path.count > 1, !mayBeMethod(path[1]) else {
      return nil
    }
    let names = first == "Spec" ? Set(spec.keys) : status
    if names.contains(path[1]) { return nil }
    let near = Suggestion.nearest(to: path[1], among: names.sorted())
    return (
      ".\(first) of a ProwJob has no field \"\(path[1].shortened)\"",
      near.map { ".\(first).\($0)" }
    )
  }

  /// Methods of Go types are not listed here, so names that look like one pass.
  private static func mayBeMethod(_ name: String) -> Bool {
    let prefixes = [
      "Get", "Set", "DeepCopy", "Has", "Is", "Complete", "Cluster", "Marshal", "Unmarshal",
    ]
    return prefixes.contains { name.hasPrefix($0) }
      || ["String", "Reset", "Size", "Descriptor", "ProtoMessage", "GroupVersionKind"].contains(
        name
      )
  }
}
