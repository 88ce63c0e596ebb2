internal import Diagnostics
internal import GoFormats
internal import Prow
internal import YAML

extension Rule {
  /// Which files the autobumper looks at, and what it leaves in them as it is.
  static let autobumpFiles: [Rule] = [
    autobumpNoPaths, autobumpMissingPath, autobumpExclusion, autobumpNeverMoved,
  ]

  private static let updates = "Prow, `updateReferences` in cmd/generic-autobumper/main.go"

  static let autobumpNoPaths = Rule(
    id: "autobump-no-paths",
    group: .autobump,
    summary: "an autobumper configuration names no files",
    why: autobumpFails,
    help: "list at least one file or folder under includedConfigPaths",
    source: autobumpOptions,
    bad: .autobump("targetVersion: latest\nprefixes: [{name: Prow, prefix: gcr.io/k8s-prow/}]\n"),
    good: .autobump(usual),
    check: .autobump { config, report in
      guard config.root.list(.includedConfigPaths).isEmpty else { return }
      if let list = config.root[.includedConfigPaths], !list.isSequence { return }
      report(
        "there are no includedConfigPaths",
        at: config.root.key(.includedConfigPaths) ?? config.firstKey
      )
    }
  )

  static let autobumpMissingPath = Rule(
    id: "autobump-missing-path",
    group: .autobump,
    severity: .warning,
    summary: "a file or folder that the autobumper looks at is not in the repository",
    why: autobumpFails + " Paths are from the top of the repository. Where none of the paths is "
      + "there, the configuration is taken to be for another repository.",
    help: "correct the path, or remove it from the list",
    source: updates,
    bad: .bumping("extraFiles: [build.sh, gone.sh]\n"),
    good: .bumping("extraFiles: [build.sh]\n"),
    check: .tree,
    published: { cause in
      guard case .missing(let path) = cause else { return nil }
      return PublishedMessage("\(path.shortened) is not in the repository")
    }
  )

  static let autobumpExclusion = Rule(
    id: "autobump-exclusion",
    group: .autobump,
    severity: .warning,
    summary: "an excluded path of an autobumper configuration excludes nothing",
    why:
      "The autobumper leaves a file out if its path starts with the text of an excluded path. It "
      + "knows no globs there, and the path of a file starts with the included path that leads to it.",
    help: "start the path with one of includedConfigPaths, without ./ and globs, or remove it",
    source: updates,
    bad: .autobump(usual + "excludedConfigPaths: [jobs/generated]\n"),
    good: .autobump(usual + "excludedConfigPaths: [config/jobs/generated]\n"),
    check: .autobump { config, report in
      let included = config.paths(.includedConfigPaths)
      if included.isEmpty { return }
      for node in config.root.list(.excludedConfigPaths) where node.isScalar {
        let path = node.convertedText
        if path.isEmpty || included.contains(where: { mayExclude(path, in: $0) }) { continue }
        report(
          "no file that is included has a path that starts with \"\(path.shortened)\"",
          at: node
        )
      }
    }
  )

  /// Whether the path of a file that an included path leads to may start with a text.
  private static func mayExclude(_ start: String, in included: String) -> Bool {
    if start.contains("*") { return false }
    if included.hasPrefix(start) || included.split(separator: "/").contains("..") { return true }
    // Go cleans the paths of what is in a folder.
    let parts = included.split(separator: "/").filter { $0 != "." }
    let root = included.hasPrefix("/") ? "/" : ""
    if parts.isEmpty { return start.hasPrefix("/") == !root.isEmpty && !start.hasPrefix("./") }
    let folder = root + parts.joined(separator: "/") + "/"
    return folder.hasPrefix(start) || start.hasPrefix(folder)
  }

  static let autobumpNeverMoved = Rule(
    id: "autobump-never-moved",
    group: .autobump,
    severity: .warning,
    summary: "the autobumper leaves an image of a prefix as it is",
    why: "Of included folders it changes only files whose names end with .yaml. With targetVersion "
      + "latest it moves only tags with a date and a commit, such as v20260821-a61940897; it logs "
      + "others but latest, and goes on. Such an image gets older and older.",
    help: "use a tag with a date and a commit, in a file whose name ends with .yaml",
    source: "Prow, `updateReferences` in cmd/generic-autobumper/main.go, and `tagRegexp` in "
      + "imagebumper/imagebumper.go",
    bad: example(tag: "v1.2.3"),
    good: example(tag: "v20260821-a61940897"),
    check: .workspace { scope, report in
      for config in scope.workspace.autobumpFiles.compactMap(AutobumpConfig.init) {
        let patterns = config.prefixes.filter { !$0.pattern.isEmpty }
          .compactMap { try? GoRegex.compile($0.pattern).get() }
        for file in scope.workspace.files where file.isReadable && !file.kind.isCompanion {
          let path = file.file.path
          let isOtherwiseNamed = config.changes(path, anyName: true) && !config.changes(path)
          guard isOtherwiseNamed || config.changes(path) && config.targetVersion == "latest" else {
            continue
          }
          var seen: Set<String> = []
          for image in ImageReference.all(in: file.file.bytes) {
            let text = image.name + ":" + image.tag
            guard isOtherwiseNamed ? seen.isEmpty : !isMoved(image.tag), image.isSeenByAutobumper,
              patterns.contains(where: { $0.matches(text) }), seen.insert(text).inserted
            else { continue }
            report(
              isOtherwiseNamed
                ? "image \(image.name.shortened) is never moved here: the name of the file does not "
                  + "end with .yaml"
                : "image \(image.name.shortened) is never moved from tag \"\(image.tag.shortened)\"",
              in: file.file,
              at: image.range,
              help: isOtherwiseNamed
                ? "rename the file, or list it under extraFiles"
                : "use a tag such as v20260821-a61940897"
            )
          }
        }
      }
    }
  )

  /// Whether the autobumper looks for a later tag, or leaves this one on purpose.
  private static func isMoved(_ tag: String) -> Bool { movedTags?.matches(tag) ?? true }

  private static let movedTags = try? GoRegex.compile(
    #"v?[0-9]{8}-(v[0-9]([.-][0-9]+)*-g)?[0-9a-f]{6,10}|latest"#
  ).get()

  private static func example(tag: String) -> Example {
    Example(files: [
      (
        "config/jobs/jobs.yaml",
        """
        periodics:
        - name: peribolos
          interval: 24h
          decorate: true
          spec:
            containers:
            - image: us-docker.pkg.dev/k8s-infra-prow/images/peribolos:\(tag)
              command: [peribolos]

        """
      ), ("autobump-config.yaml", usual),
    ])
  }
}

extension Example {
  /// A configuration of the autobumper in a repository with some files.
  fileprivate static func bumping(_ lines: String) -> Example {
    var example = Example.autobump(Rule.usual + lines)
    example.others = ["config/Makefile", "build.sh"].map { Other(name: $0, kind: .file) }
    return example
  }
}
