internal import GoFormats
internal import Prow
internal import YAML

extension Rule {
  /// Texts that Prow fills in with Go's text/template.
  static let templateRules: [Rule] = [invalidTemplate, slackTemplateField]

  static let invalidTemplate = Rule(
    id: "invalid-template",
    summary: "a template is none that Go's text/template can read",
    why: "Prow parses all templates while it loads config.yaml and refuses it otherwise.",
    source: "Prow C003, C008, C014, C023",
    bad: .config("plank:\n  job_url_template: 'https://prow.example.com/{{.Spec.Job'\n"),
    good: .config("plank:\n  job_url_template: 'https://prow.example.com/{{.Spec.Job}}'\n"),
    check: .workspace { scope, report in
      for (controller, isJenkins) in ConfigParts.controllers(scope) {
        let functions: Set<String> = isJenkins ? ["replace"] : []
        Templates.check(controller[.jobURLTemplate], functions, report)
        Templates.check(controller[.reportTemplate], functions, report)
        Templates.checkValues(of: controller[.reportTemplates], functions, report)
      }
      for root in ConfigParts.roots(scope) {
        for log in root[.deck]?[.externalAgentLogs].map({ Array($0.items) }) ?? [] {
          Templates.check(log[.urlTemplate], [], report)
        }
        for entry in root[.tide]?[.mergeCommitTemplate].map({ Array($0.entries) }) ?? [] {
          Templates.check(entry.value[.title], [], report)
          Templates.check(entry.value[.body], [], report)
        }
        for entry in root[.slackReporterConfigs].map({ Array($0.entries) }) ?? [] {
          Templates.check(entry.value[.reportTemplate], [], report)
        }
      }
    }
  )

  static let slackTemplateField = Rule(
    id: "slack-template-field",
    summary: "a Slack report template uses a field that a ProwJob does not have",
    why: "Prow tries the template on an empty ProwJob while it loads config.yaml, and refuses it "
      + "when a field is unknown.",
    help: "a ProwJob has .Spec, .Status and the fields of its metadata, such as .Name",
    source: "Prow C023",
    bad: .config(
      "slack_reporter_configs:\n  '*': {channel: builds, report_template: '{{.Job}} failed'}\n"
    ),
    good: .config(
      "slack_reporter_configs:\n  '*': {channel: builds, report_template: '{{.Spec.Job}} failed'}\n"
    ),
    check: .workspace { scope, report in
      for root in ConfigParts.roots(scope) {
        for entry in root[.slackReporterConfigs].map({ Array($0.entries) }) ?? [] {
          guard let node = entry.value[.reportTemplate], let text = node.string,
            let template = try? GoTemplate(text.string)
          else { continue }
          for path in template.fieldPaths where !path.isConditional && !Templates.isKnown(path) {
            report("a ProwJob has no field .\(path.components[0])", at: node)
          }
        }
      }
    }
  )
}

private enum Templates {
  static func check(_ node: Node?, _ functions: Set<String>, _ report: Report) {
    guard let node, let text = node.string, !text.isEmpty else { return }
    do {
      _ = try GoTemplate(text.string, functions: functions)
    } catch {
      report("the template can't be read: \(error.reason)", at: node)
    }
  }

  static func checkValues(of map: Node?, _ functions: Set<String>, _ report: Report) {
    for entry in map.map({ Array($0.entries) }) ?? [] { check(entry.value, functions, report) }
  }

  /// Fields of a ProwJob in Go's spelling: its own, and those of the metadata it embeds.
  private static let fields: Set<String> = [
    "TypeMeta", "ObjectMeta", "Spec", "Status", "Kind", "APIVersion", "Name", "GenerateName",
    "Namespace", "SelfLink", "UID", "ResourceVersion", "Generation", "CreationTimestamp",
    "DeletionTimestamp", "DeletionGracePeriodSeconds", "Labels", "Annotations", "OwnerReferences",
    "Finalizers", "ManagedFields",
  ]

  /// Methods can't be told from fields here; those of a ProwJob's Go type have these prefixes.
  static func isKnown(_ path: GoTemplate.FieldPath) -> Bool {
    guard let first = path.components.first else { return true }
    return fields.contains(first) || first.hasPrefix("Get") || first.hasPrefix("Set")
      || first.hasPrefix("DeepCopy") || first == "Complete" || first == "ClusterAlias"
      || first == "SetComplete"
  }
}
