internal import Diagnostics
import GoFormats
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// What generic-autobumper says of its configuration, and what its images must be like.
  static let ofAutobump: [Rule] =
    [
      autobumpNoPrefixes, autobumpExceptions, autobumpTargetVersion, autobumpRefFile,
      autobumpUpstreamURL, autobumpPattern, autobumpRegistry, autobumpAmbiguous,
      autobumpWrongValue, autobumpUnknownField,
    ] + autobumpFiles + autobumpPullRequests + [inconsistentImageTags]

  static let autobumpFails = "The autobumper stops with an error, and no image is moved."
  static let autobumpOptions = "Prow, `validateOptions` in cmd/generic-autobumper/main.go"

  static let autobumpNoPrefixes = Rule(
    id: "autobump-no-prefixes",
    group: .autobump,
    summary: "an autobumper configuration names no images",
    why: autobumpFails,
    help: "list at least one prefix of images under prefixes",
    source: autobumpOptions,
    bad: .autobump("includedConfigPaths: [config]\ntargetVersion: latest\nprefixes: []\n"),
    good: .autobump(usual),
    check: .autobump { config, report in
      guard config.root.list(.prefixes).isEmpty else { return }
      if let list = config.root[.prefixes], !list.isSequence { return }
      report("there are no prefixes", at: config.root.key(.prefixes) ?? config.firstKey)
    }
  )

  static let autobumpExceptions = Rule(
    id: "autobump-exceptions",
    group: .autobump,
    summary: "images are excepted from one version that need not have one",
    why: autobumpFails,
    help: "set consistentImages: true, or remove the exceptions",
    source: autobumpOptions,
    bad: .autobump(
      usual + "  consistentImageExceptions: [us-docker.pkg.dev/k8s-infra-prow/images/label_sync]\n"
    ),
    good: .autobump(
      usual + "  consistentImages: true\n"
        + "  consistentImageExceptions: [us-docker.pkg.dev/k8s-infra-prow/images/label_sync]\n"
    ),
    check: .autobump { config, report in
      for prefix in config.prefixes where !prefix.isConsistent && !prefix.exceptions.isEmpty {
        guard let key = prefix.node.key(.consistentImageExceptions) else { continue }
        report("consistentImageExceptions need consistentImages: true", at: key)
      }
    }
  )

  private static let versions = ["latest", "upstream", "upstream-staging"]

  static let autobumpTargetVersion = Rule(
    id: "autobump-target-version",
    group: .autobump,
    severity: .warning,
    summary: "targetVersion is neither a word that the autobumper knows nor a tag",
    why: "The autobumper warns and goes on: it then writes the text as the tag of every image.",
    help: "write latest, upstream, upstream-staging or a tag such as v20260821-a61940897",
    source: autobumpOptions,
    bad: .autobump(usual.replacing("latest", with: "newest")),
    good: .autobump(usual),
    check: .autobump { config, report in
      let version = config.targetVersion
      if versions.contains(version) || holdsTag(version) { return }
      guard let node = config.root[.targetVersion], !version.isEmpty else {
        return report("there is no targetVersion", at: config.firstKey)
      }
      report("targetVersion \"\(version.shortened)\" is no tag", at: node)
    }
  )

  /// Whether a text has `v`, 8 digits, `-` and 6 hexadecimal digits somewhere.
  private static func holdsTag(_ text: String) -> Bool {
    (try? GoRegex.compile("v[0-9]{8}-[a-f0-9]{6,9}").get())?.matches(text) ?? false
  }

  static let autobumpRefFile = Rule(
    id: "autobump-ref-file",
    group: .autobump,
    summary: "a prefix does not say which file has the tag that is wanted",
    why: autobumpFails + " With targetVersion upstream it takes tags from a file of another "
      + "repository.",
    help: "name the file as refConfigFile, or as stagingRefConfigFile for upstream-staging",
    source: autobumpOptions,
    bad: .autobump(usual.replacing("latest", with: "upstream")),
    good: .autobump(
      usual.replacing("latest", with: "upstream")
        + "  refConfigFile: config/prow/cluster/deck_deployment.yaml\n"
        + "upstreamURLBase: https://raw.githubusercontent.com/kubernetes/test-infra/master\n"
    ),
    check: .autobump { config, report in
      let fields: [String: Prow.Field] = [
        "upstream": .refConfigFile, "upstream-staging": .stagingRefConfigFile,
      ]
      guard let field = fields[config.targetVersion] else { return }
      for prefix in config.prefixes where (prefix.node.converted(field) ?? "").isEmpty {
        report(
          "prefix \"\((prefix.name.isEmpty ? prefix.pattern : prefix.name).shortened)\" has no "
            + "\(field.name), which targetVersion \(config.targetVersion) needs",
          at: prefix.node.key(field) ?? prefix.node.firstKey ?? prefix.node
        )
      }
    }
  )

  static let autobumpUpstreamURL = Rule(
    id: "autobump-upstream-url",
    group: .autobump,
    severity: .warning,
    summary: "an autobumper configuration does not say where upstream is",
    why: "The autobumper warns, and takes the files of kubernetes/test-infra.",
    help: "set upstreamURLBase, as https://raw.githubusercontent.com/ORG/REPO/BRANCH",
    source: autobumpOptions,
    bad: .autobump(
      usual.replacing("latest", with: "upstream") + "  refConfigFile: prow/cluster/deck.yaml\n"
    ),
    good: .autobump(
      usual.replacing("latest", with: "upstream") + "  refConfigFile: prow/cluster/deck.yaml\n"
        + "upstreamURLBase: https://raw.githubusercontent.com/acme/infra/main\n"
    ),
    check: .autobump { config, report in
      guard config.targetVersion.hasPrefix("upstream"), versions.contains(config.targetVersion),
        (config.root.converted(.upstreamURLBase) ?? "").isEmpty,
        let node = config.root[.targetVersion]
      else { return }
      report("targetVersion \(config.targetVersion) is used without upstreamURLBase", at: node)
    }
  )

  static let autobumpPattern = Rule(
    id: "autobump-pattern",
    group: .autobump,
    summary: "a prefix of images is not a pattern",
    why: autobumpFails + " It joins all prefixes to one regular expression.",
    help: "correct the regular expression",
    source: "Prow, `updateReferencesWrapper` in cmd/generic-autobumper/main.go",
    bad: .autobump(usual.replacing("images/", with: "(images/")),
    good: .autobump(usual),
    check: .autobump { config, report in
      for prefix in config.prefixes {
        guard let node = prefix.node[.prefix],
          case .failure(let error) = GoRegex.compile(prefix.pattern)
        else { continue }
        report(
          "\"\(prefix.pattern.shortened)\" is not a regular expression: \(error.reason)",
          at: node
        )
      }
    }
  )

  static let autobumpRegistry = Rule(
    id: "autobump-registry",
    group: .autobump,
    severity: .warning,
    summary: "the autobumper never moves images of a registry",
    why:
      "It only looks at images of gcr.io, docker.pkg.dev and hosts whose names end so. Others stay "
      + "as they are, and it says nothing.",
    help: "remove the prefix, and move these images in another way, such as plimsoll bump",
    source: "Prow, `imageRegexp` in cmd/generic-autobumper/imagebumper/imagebumper.go",
    bad: .autobump(usual.replacing("us-docker.pkg.dev/k8s-infra-prow", with: "quay.io/acme")),
    good: .autobump(usual),
    check: .autobump { config, report in
      for prefix in config.prefixes {
        guard let node = prefix.node[.prefix], let host = literalHost(prefix.pattern),
          !ImageReference.isSeenByAutobumper(host)
        else { continue }
        report("no image of \(host.shortened) is ever moved", at: node)
      }
    }
  )

  /// The registry that a pattern starts with, if it is written out: with a dot, in front of a slash.
  private static func literalHost(_ pattern: String) -> String? {
    guard let slash = pattern.firstIndex(of: "/") else { return nil }
    let host = pattern[..<slash].replacing("\\.", with: ".")
    let isPlain = host.utf8.allSatisfy { byte in
      (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
    return isPlain && host.contains(".") ? String(host) : nil
  }

  static let autobumpAmbiguous = Rule(
    id: "autobump-ambiguous-prefix",
    group: .autobump,
    severity: .warning,
    summary: "images have two prefixes, and chance decides which one counts",
    why:
      "With targetVersion upstream each prefix has its own file with the tag that is wanted. The "
      + "autobumper takes the first prefix that an image starts with, in no order.",
    help: "make the prefixes different from each other, or take one of them away",
    source: "Prow, `upstreamImageVersionResolver` in cmd/generic-autobumper/main.go",
    bad: .autobump(ambiguous("gcr.io/acme/", "gcr.io/acme/deck")),
    good: .autobump(ambiguous("gcr.io/acme/", "gcr.io/acme-deck/")),
    check: .autobump { config, report in
      guard versions.dropFirst().contains(config.targetVersion) else { return }
      let prefixes = config.prefixes.filter { !$0.pattern.isEmpty }
      for (index, prefix) in prefixes.enumerated() {
        let other = prefixes.enumerated().first {
          $0.offset != index && prefix.pattern.hasPrefix($0.element.pattern)
            && (prefix.pattern != $0.element.pattern || $0.offset < index)
        }
        guard let other, let node = prefix.node[.prefix], let first = other.element.node[.prefix]
        else { continue }
        report(
          "images of \"\(prefix.pattern.shortened)\" also start with "
            + "\"\(other.element.pattern.shortened)\"",
          at: node,
          related: [(first, "the other prefix")]
        )
      }
    }
  )

  private static func ambiguous(_ one: String, _ other: String) -> String {
    """
    includedConfigPaths: [config]
    targetVersion: upstream
    upstreamURLBase: https://raw.githubusercontent.com/acme/infra/main
    prefixes:
    - {name: all, prefix: \(one), refConfigFile: prow/deck.yaml}
    - {name: deck, prefix: \(other), refConfigFile: prow/deck.yaml}

    """
  }

  static let autobumpWrongValue = Rule(
    id: "autobump-wrong-value",
    group: .autobump,
    summary: "a value of an autobumper configuration has another type than its field",
    why: autobumpFails + " Numbers and booleans do for text, but not the other way round.",
    help: "write a value of the type that the field takes",
    source: "Prow, `parseOptions` in cmd/generic-autobumper/main.go",
    bad: .autobump(usual.replacing("[config]", with: "config")),
    good: .autobump(usual),
    check: .schema { finding, kind in
      guard kind == .autobump, case .wrongType(let wanted) = finding.kind else { return nil }
      return SchemaMessage(
        "\(Words.describe(finding.node)), and \(Words.field(of: finding.node)) takes "
          + wanted.words,
        help: TypeAdvice.help(for: finding, wanted, kind: kind)
      )
    }
  )

  static let autobumpUnknownField = Rule(
    id: "autobump-unknown-field",
    group: .autobump,
    severity: .warning,
    summary: "an autobumper configuration has a field that the autobumper does not know",
    why: "The autobumper ignores the field and says nothing, so what it should set keeps its "
      + "default.",
    help: "correct the name, or remove the field",
    source: "Prow, `parseOptions` in cmd/generic-autobumper/main.go",
    bad: .autobump(usual + "  consistentImage: true\n"),
    good: .autobump(usual + "  consistentImages: true\n"),
    fix: .some,
    check: .schema { finding, kind in kind == .autobump ? unknownField(finding, kind) : nil }
  )

  /// A configuration without mistakes, that more fields of its prefix may follow.
  static let usual = """
    includedConfigPaths: [config]
    targetVersion: latest
    prefixes:
    - name: Prow
      prefix: us-docker.pkg.dev/k8s-infra-prow/images/
      repo: https://github.com/kubernetes-sigs/prow

    """
}

extension AutobumpConfig {
  /// Where to report what is not there.
  var firstKey: Node { root.firstKey ?? root }
}

extension Rule.Check {
  /// Each configuration of the autobumper.
  static func autobump(
    _ check: @escaping @Sendable (AutobumpConfig, Report) -> Void
  ) -> Rule.Check {
    .file { file, report in
      if file.kind == .autobump, let config = AutobumpConfig(file) { check(config, report) }
    }
  }
}

extension Example {
  /// A configuration of the autobumper.
  static func autobump(_ text: String) -> Example {
    Example(files: [("autobump-config.yaml", text)])
  }
}
