internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  /// What Prow asks of Deck, its web page.
  static let deckRules: [Rule] = [
    lensPattern, browserPrefixConflict, rerunAuthDefaultsConflict, rerunAuthDefaults,
    additionalBuckets,
  ]

  static let lensPattern = Rule(
    id: "lens-pattern",
    summary: "a file of a Spyglass lens is not a regular expression that Go knows",
    why: "required_files and optional_files are patterns for the names of artifacts. Prow refuses "
      + "the whole config.",
    help: "write it in the syntax of Go's package regexp, such as .*\\.xml",
    source: "Prow, `parseProwConfig` in pkg/config/config.go",
    bad: .config(
      "deck:\n  spyglass:\n    lenses:\n    - {lens: {name: junit}, required_files: ['*.xml']}\n"
    ),
    good: .config(
      "deck:\n  spyglass:\n    lenses:\n    - {lens: {name: junit}, required_files: ['.*\\.xml']}\n"
    ),
    check: .workspace { scope, report in
      for lens in scope.workspace.configRoot?[.deck]?[.spyglass]?.list(.lenses) ?? [] {
        Patterns.checkList(lens[.requiredFiles], report)
        Patterns.checkList(lens[.optionalFiles], report)
      }
    }
  )

  static let browserPrefixConflict = Rule(
    id: "browser-prefix-conflict",
    summary: "the prefix of links to artifacts is set in the old and in the new way",
    why: "gcs_browser_prefix is the same as the key \"*\" of gcs_browser_prefixes and of "
      + "gcs_browser_prefixes_by_bucket. Prow does not choose, and refuses the whole config.",
    help: "remove gcs_browser_prefix",
    source: "Prow, `parseProwConfig` in pkg/config/config.go",
    bad: .config(
      "deck:\n  spyglass:\n    gcs_browser_prefix: https://a.example.com\n"
        + "    gcs_browser_prefixes: {'*': https://b.example.com}\n"
    ),
    good: .config(
      "deck:\n  spyglass:\n    gcs_browser_prefixes: {'*': https://b.example.com}\n"
    ),
    check: .workspace { scope, report in
      guard let spyglass = scope.workspace.configRoot?[.deck]?[.spyglass],
        let prefix = spyglass[.gcsBrowserPrefix], !prefix.isEmpty
      else { return }
      for field in [Field.gcsBrowserPrefixes, .gcsBrowserPrefixesByBucket] {
        guard let map = spyglass[field] else { continue }
        for entry in map.entries where entry.key.text == "*" {
          report(
            "\(field.name) and gcs_browser_prefix can't both set the prefix for \"*\"",
            at: entry.key,
            related: [(prefix, "gcs_browser_prefix is set here")]
          )
        }
      }
    }
  )

  static let rerunAuthDefaultsConflict = Rule(
    id: "rerun-auth-defaults-conflict",
    summary: "who may run jobs again is set in the old and in the new way",
    why: "default_rerun_auth_configs replaces rerun_auth_configs. Prow does not merge them, and "
      + "refuses the whole config.",
    help: "move the entries of rerun_auth_configs into default_rerun_auth_configs",
    source: "Prow, `FinalizeDefaultRerunAuthConfigs` in pkg/config/config.go",
    bad: .config(
      """
      deck:
        rerun_auth_configs:
          '*': {github_users: [ada]}
        default_rerun_auth_configs:
        - repo: acme
          rerun_auth_configs: {github_users: [ada]}
      """
    ),
    good: .config("deck:\n  rerun_auth_configs:\n    '*': {github_users: [ada]}\n"),
    check: .workspace { scope, report in
      ConfigParts.exclude(
        .rerunAuthConfigs,
        .defaultRerunAuthConfigs,
        in: scope.workspace.configRoot?[.deck],
        report
      )
    }
  )

  static let rerunAuthDefaults = Rule(
    id: "rerun-auth-defaults",
    summary: "allow_anyone and a list of people are both set",
    why:
      "allow_anyone lets everyone run jobs again, so that lists of users, teams and orgs have no effect. Prow refuses the whole config.",
    help: "remove allow_anyone, or the lists",
    source: "Prow, `Validate` of Deck in pkg/config/config.go",
    bad: .config(
      "deck:\n  rerun_auth_configs:\n    '*': {allow_anyone: true, github_users: [ada]}\n"
    ),
    good: .config("deck:\n  rerun_auth_configs:\n    '*': {github_users: [ada]}\n"),
    check: .workspace { scope, report in
      guard let deck = scope.workspace.configRoot?[.deck] else { return }
      for entry in deck.map(.rerunAuthConfigs) { RerunAuth.check(entry.value, report) }
      for entry in deck.list(.defaultRerunAuthConfigs) {
        if let auth = entry[.rerunAuthConfigs] { RerunAuth.check(auth, report) }
      }
    }
  )

  static let additionalBuckets = Rule(
    id: "additional-buckets",
    summary: "additional_allowed_buckets has no effect",
    why: "Deck looks at buckets only with skip_storage_path_validation: false; without it every "
      + "bucket is shown. Prow refuses the whole config.",
    help: "set skip_storage_path_validation: false, or remove additional_allowed_buckets",
    source: "Prow, `Validate` of Deck in pkg/config/config.go",
    bad: .config("deck:\n  additional_allowed_buckets: [acme-logs]\n"),
    good: .config(
      "deck:\n  skip_storage_path_validation: false\n  additional_allowed_buckets: [acme-logs]\n"
    ),
    check: .workspace { scope, report in
      guard let deck = scope.workspace.configRoot?[.deck],
        let buckets = deck[.additionalAllowedBuckets], buckets.itemCount > 0
      else { return }
      let skip = deck[.skipStoragePathValidation]
      guard skip == nil || skip?.bool == true else { return }
      report(
        "additional_allowed_buckets needs skip_storage_path_validation: false",
        at: deck.key(.additionalAllowedBuckets) ?? buckets,
        related: skip.map { [($0, "skip_storage_path_validation is set here")] } ?? []
      )
    }
  )
}
