internal import Diagnostics
internal import GoFormats
internal import Prow
internal import YAML

extension Rule {
  /// What Prow asks of decoration, once defaults are merged.
  static let decorationRules: [Rule] = [
    missingUtilityImages, gcsConfiguration, cloneSecrets, noCommand,
  ]

  static let missingUtilityImages = Rule(
    id: "missing-utility-images",
    summary: "a decorated job has no image for a pod utility",
    why:
      "clonerefs, initupload, entrypoint and sidecar run in the pod of the test. Their images come "
      + "from the job or from plank.default_decoration_config_entries in config.yaml.",
    help: "add it to the defaults in config.yaml, or to the job's decoration_config",
    source: "Prow, `DecorationConfig.Validate` in pkg/apis/prowjobs/v1/types.go",
    bad: Example(files: [
      (
        "jobs.yaml",
        "periodics:\n- name: nightly\n  interval: 24h\n  decorate: true\n  spec:\n    containers:\n    - {image: golang, command: [make]}\n"
      ),
      ("config.yaml", "pod_namespace: test-pods\n"),
    ]),
    good: .periodic("name: nightly\ninterval: 24h\n" + Rule.decoratedTail),
    check: .jobs { jobs, report in
      var defaults = GoodDefaults(.utilityImages)
      report.forEach(jobs) { job in
        guard let decoration = job.checkedDecoration, !defaults.cover(decoration) else { return }
        guard decoration.has(.utilityImages) else {
          return report("the job has no utility_images", at: job.decorationPlace(.utilityImages))
        }
        let missing = [Field.clonerefs, .initupload, .entrypoint, .sidecar].filter {
          decoration.value(.utilityImages, $0) == nil
        }
        if missing.isEmpty { return defaults.remember(decoration) }
        report(
          "utility_images has no \(Words.list(missing.map(\.name)))",
          at: job.decorationPlace(.utilityImages)
        )
      }
    }
  )

  static let gcsConfiguration = Rule(
    id: "gcs-configuration",
    summary: "a decorated job has no valid place for its logs",
    why: "The pod utilities upload logs and artifacts to the bucket that gcs_configuration names, "
      + "under paths by its path_strategy.",
    help: "set bucket and path_strategy, in the job or in the defaults of config.yaml",
    source: "Prow, `GCSConfiguration.Validate` in pkg/apis/prowjobs/v1/types.go",
    bad: .periodic(
      "name: nightly\ninterval: 24h\ndecoration_config:\n  gcs_configuration: {path_strategy: flat}\n"
        + Rule.decoratedTail
    ),
    good: .periodic(
      "name: nightly\ninterval: 24h\ndecoration_config:\n  gcs_configuration: {path_strategy: explicit}\n"
        + Rule.decoratedTail
    ),
    check: .jobs { jobs, report in
      var defaults = GoodDefaults(.gcsConfiguration)
      report.forEach(jobs) { job in
        guard let decoration = job.checkedDecoration, !defaults.cover(decoration) else { return }
        guard decoration.has(.gcsConfiguration) else {
          return report(
            "the job has no gcs_configuration",
            at: job.decorationPlace(.gcsConfiguration),
            help: "add it to the defaults in config.yaml, or to the job's decoration_config"
          )
        }
        if GCSConfiguration.isGood(decoration, job, report) { defaults.remember(decoration) }
      }
    }
  )

  static let cloneSecrets = Rule(
    id: "clone-secrets",
    summary: "a job clones with SSH keys and an OAuth token at once",
    why: "clonerefs uses one or the other. Prow refuses the whole config.",
    help: "remove ssh_key_secrets or oauth_token_secret",
    source: "Prow, `DecorationConfig.Validate` in pkg/apis/prowjobs/v1/types.go",
    bad: .periodic(
      "name: nightly\ninterval: 24h\ndecoration_config:\n  ssh_key_secrets: [deploy-key]\n"
        + "  oauth_token_secret: {name: token, key: oauth}\n" + Rule.decoratedTail
    ),
    good: .periodic(
      "name: nightly\ninterval: 24h\ndecoration_config:\n  ssh_key_secrets: [deploy-key]\n"
        + Rule.decoratedTail
    ),
    check: .job { job, report in
      guard let decoration = job.checkedDecoration,
        let keys = decoration.value(.sshKeySecrets), keys.itemCount > 0,
        let token = decoration.layers.lazy.compactMap({ $0.keyIfSet(.oauthTokenSecret) }).first
      else { return }
      report(
        "oauth_token_secret and ssh_key_secrets can't both be set",
        at: token,
        related: [(keys, "the SSH keys")]
      )
    }
  )

  static let noCommand = Rule(
    id: "no-command",
    summary: "a container of a decorated job has no command",
    why: "The pod utilities start the test themselves, so that they have to know what to start: "
      + "the image's own entrypoint is not used.",
    help: "add command: or args:",
    source: "Prow, `validateDecoration` in pkg/config/config.go",
    bad: .periodic(
      "name: nightly\ninterval: 24h\ndecorate: true\nspec:\n  containers:\n  - image: golang\n"
    ),
    good: .periodic(
      "name: nightly\ninterval: 24h\ndecorate: true\nspec:\n  containers:\n  - image: golang\n    args: [make]\n"
    ),
    check: .job { job, report in
      guard job.decoration != nil else { return }
      for container in job.containers {
        let command = container[.command].flatMap { $0.itemCount > 0 ? $0 : nil }
        let args = container[.args].flatMap { $0.itemCount > 0 ? $0 : nil }
        guard let list = command ?? args else {
          if container[.command]?.isSequence ?? true, container[.args]?.isSequence ?? true {
            report("a container without command and args", at: container.firstKey ?? container)
          }
          continue
        }
        guard let first = list.items.first(where: { _ in true }), first.isNull || first.isEmptyText
        else { continue }
        report("the first word of the command is empty", at: first)
      }
    }
  )
}

extension Node {
  var isEmptyText: Bool { string?.isEmpty ?? false }

  /// The key of a field whose value is not null.
  func keyIfSet(_ field: Field) -> Node? { self[field] == nil ? nil : key(field) }
}

extension ResolvedJob {
  /// The decoration that Prow checks: of jobs with containers, once config.yaml is known.
  var checkedDecoration: Decoration? {
    guard config != nil, let decoration, let list = spec?[.containers], list.itemCount > 0 else {
      return nil
    }
    return decoration
  }

  /// Where the job itself says something about a part of its decoration.
  func decorationPlace(_ field: Field) -> Node {
    if let own = job[.decorationConfig] {
      return own.key(field) ?? job.key(.decorationConfig)
    }
    return job[.decorate] == nil ? job.nameNode : job.key(.decorate)
  }
}

/// Layers of decoration in which a field was found to be good, so that the next job with the same
/// ones is not looked at: most jobs leave the field to the defaults.
private struct GoodDefaults {
  private let field: Field
  private var layers: [Node] = []

  init(_ field: Field) {
    self.field = field
  }

  /// Whether all that a job says about the field comes from those layers.
  func cover(_ decoration: Decoration) -> Bool {
    !layers.isEmpty && layers.elementsEqual(deciding(decoration)) { $0.isSame(as: $1) }
  }

  mutating func remember(_ decoration: Decoration) { layers = Array(deciding(decoration)) }

  /// Without the job's own layer where that says nothing about the field.
  private func deciding(_ decoration: Decoration) -> ArraySlice<Node> {
    let isOwnSilent = decoration.layers.first.map { $0[field] == nil } ?? false
    return decoration.layers[(isOwnSilent ? 1 : 0)...]
  }
}

/// What Prow asks of gcs_configuration.
private enum GCSConfiguration {
  /// Reports what is wrong.
  ///
  /// - Returns: Whether nothing is.
  static func isGood(_ decoration: Decoration, _ job: ResolvedJob, _ report: Report) -> Bool {
    let isBucketGood = isBucketGood(decoration, report)
    let areTypesGood = areMediaTypesGood(decoration, report)
    return isStrategyGood(decoration, job, report) && isBucketGood && areTypesGood
  }

  private static func isBucketGood(_ decoration: Decoration, _ report: Report) -> Bool {
    if let bucket = decoration.value(.gcsConfiguration, .bucket), let text = bucket.string,
      !isPlainBucket(text), !BucketURL.isValid(text.string)
    {
      report(
        "\"\(text.short)\" is not a bucket",
        at: bucket,
        help: "write gs://name, s3://name or just the name"
      )
      return false
    }
    return true
  }

  /// Names that need no closer look, which are nearly all.
  private static func isPlainBucket(_ text: Text) -> Bool {
    var bytes = text.bytes[...]
    if text.starts(with: "gs://") || text.starts(with: "s3://") { bytes = bytes.dropFirst(5) }
    return bytes.allSatisfy {
      $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z")
        || $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") || $0 == UInt8(ascii: "-")
    }
  }

  private static func areMediaTypesGood(_ decoration: Decoration, _ report: Report) -> Bool {
    var areGood = true
    for layer in decoration.layers {
      guard let types = layer[.gcsConfiguration]?[.mediaTypes] else { continue }
      for entry in types.entries {
        guard let text = entry.value.string, !GoMediaType.isValid(text.string) else { continue }
        report(
          "\"\(text.short)\" is not a media type",
          at: entry.value,
          help: "write for example text/plain"
        )
        areGood = false
      }
    }
    return areGood
  }

  private static func isStrategyGood(
    _ decoration: Decoration,
    _ job: ResolvedJob,
    _ report: Report
  ) -> Bool {
    guard let node = decoration.value(.gcsConfiguration, .pathStrategy) else {
      report(
        "gcs_configuration has no path_strategy",
        at: job.decorationPlace(.gcsConfiguration),
        help: "use explicit"
      )
      return false
    }
    guard let strategy = node.string else { return false }
    guard strategy == "explicit" || strategy == "legacy" || strategy == "single" else {
      report(
        "no path_strategy is called \"\(strategy.short)\"",
        at: node,
        help: "use explicit, legacy or single"
      )
      return false
    }
    if strategy == "explicit" { return true }
    let missing = [Field.defaultOrg, .defaultRepo].filter {
      decoration.value(.gcsConfiguration, $0) == nil
    }
    for field in missing { report("path_strategy \(strategy) needs \(field.name)", at: node) }
    return missing.isEmpty
  }
}
