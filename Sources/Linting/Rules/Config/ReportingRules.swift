internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  /// What Prow asks of where it reports to, and of addresses and log levels.
  static let reportingRules: [Rule] = [
    reportedJobTypes, slackChannel, configURL, logLevel, gerritTriggerPattern,
  ]

  static let reportedJobTypes = Rule(
    id: "reported-job-types",
    summary: "github_reporter lists a type of jobs that GitHub has no status for",
    why: "Only presubmits and postsubmits belong to a commit that GitHub shows a status for. Prow "
      + "refuses the whole config.",
    help: "list presubmit and postsubmit only",
    source: "Prow, `parseProwConfig` in pkg/config/config.go",
    bad: .config("github_reporter:\n  job_types_to_report: [presubmit, periodic]\n"),
    good: .config("github_reporter:\n  job_types_to_report: [presubmit, postsubmit]\n"),
    check: .workspace { scope, report in
      for item in scope.workspace.configRoot?[.githubReporter]?.list(.jobTypesToReport) ?? [] {
        guard let text = item.string, text != "presubmit", text != "postsubmit" else { continue }
        report("jobs of type \"\(text.short)\" can't be reported to GitHub", at: item)
      }
    }
  )

  static let slackChannel = Rule(
    id: "slack-channel",
    summary: "an entry of slack_reporter_configs has no channel",
    why: "Prow does not know where to write, and refuses the whole config.",
    help: "add channel: with the channel's name, without the #",
    source: "Prow, `DefaultAndValidate` of SlackReporter in pkg/config/config.go",
    bad: .config("slack_reporter_configs:\n  acme: {job_types_to_report: [periodic]}\n"),
    good: .config("slack_reporter_configs:\n  acme: {channel: engines}\n"),
    check: .workspace { scope, report in
      for root in ConfigParts.roots(scope) {
        for entry in root[.slackReporterConfigs].map({ Array($0.entries) }) ?? [] {
          guard entry.value.isMapping || entry.value.isNull else { continue }
          let channel = entry.value[.channel]
          guard channel?.isEmptyText ?? true else { continue }
          report("\"\(entry.key.text.short)\" has no channel", at: channel ?? entry.key)
        }
      }
    }
  )

  static let configURL = Rule(
    id: "config-url",
    summary: "an address in config.yaml is not a URL",
    why: "Prow makes links out of it, and refuses the whole config if it can't read it.",
    help: "write a whole address, such as https://prow.example.com",
    source: "Prow, `parseProwConfig` and `validateComponentConfig` in pkg/config/config.go",
    bad: .config("github: {link_url: \"https://github.example.com:port\"}\n"),
    good: .config("github: {link_url: \"https://github.example.com:8443\"}\n"),
    check: .workspace { scope, report in
      guard let root = scope.workspace.configRoot else { return }
      ConfigParts.checkURL(root[.github]?[.linkURL], report)
      ConfigParts.checkURL(root[.gerrit]?[.deckURL], report)
      for entry in root[.plank]?.map(.jobURLPrefixConfig) ?? [] {
        ConfigParts.checkURL(entry.value, report)
      }
    }
  )

  static let logLevel = Rule(
    id: "log-level",
    summary: "log_level is not a log level",
    why: "Prow refuses the whole config.",
    help: "write panic, fatal, error, warning, info, debug or trace",
    source: "Prow, `parseProwConfig` in pkg/config/config.go",
    bad: .config("log_level: verbose\n"),
    good: .config("log_level: debug\n"),
    check: .workspace { scope, report in
      guard let node = scope.workspace.configRoot?[.logLevel], let text = node.string,
        !text.isEmpty
      else { return }
      let known = ["panic", "fatal", "error", "warn", "warning", "info", "debug", "trace"]
      if known.contains(text.string.lowercased()) { return }
      report("\"\(text.short)\" is not a log level", at: node)
    }
  )

  static let gerritTriggerPattern = Rule(
    id: "gerrit-trigger-pattern",
    summary: "gerrit.allowed_presubmit_trigger_re is not a regular expression that Go knows",
    why: "It says which comments on Gerrit start jobs. Prow refuses the whole config.",
    help: "write it in the syntax of Go's package regexp, such as ^/test",
    source: "Prow, `DefaultAndValidate` of Gerrit in pkg/config/config.go",
    bad: .config("gerrit: {allowed_presubmit_trigger_re: '^(?!/skip)'}\n"),
    good: .config("gerrit: {allowed_presubmit_trigger_re: '^/test '}\n"),
    check: .workspace { scope, report in
      guard let node = scope.workspace.configRoot?[.gerrit]?[.allowedPresubmitTriggerRe],
        let text = node.string
      else { return }
      Patterns.check(text, at: node, report)
    }
  )
}
