internal import Diagnostics
internal import Kubernetes
internal import Prow

extension Rule {
  /// What Prow or Kubernetes makes of the files that config_updater publishes.
  static let updaterTree: [Rule] = [
    configMapGlobOverlap, configMapGlobVariable, configMapKeyClash, configMapInvalidKey,
    configMapInvalidName, configMapIrregularFile, configMapTooLarge, configMapNearlyFull,
  ]

  static let configMapGlobOverlap = Rule(
    id: "configmap-glob-overlap",
    group: .hygiene,
    severity: .error,
    summary: "a file belongs to two maps of config_updater that do different things with it",
    why: "Prow takes the first map that matches a changed file, in an order that differs each "
      + "time: the file goes into one ConfigMap or the other.",
    help: "narrow one of the globs, or move the file",
    source: "Prow, `FilterChanges` in pkg/plugins/updateconfig/updateconfig.go",
    bad: .tree(
      updater("jobs/**/*.yaml: {name: jobs}\njobs/b/*.yaml: {name: b-jobs}"),
      ["jobs/b/nightly.yaml"]
    ),
    good: .tree(
      updater("jobs/a/*.yaml: {name: jobs}\njobs/b/*.yaml: {name: b-jobs}"),
      ["jobs/b/nightly.yaml"]
    ),
    check: .tree,
    published: { cause in
      guard case .overlap(let path, let glob, let other) = cause else { return nil }
      return PublishedMessage(
        "\(path) belongs to \"\(glob)\" and to \"\(other)\"",
        related: ["the one map", "the other map"]
      )
    }
  )

  static let configMapGlobVariable = Rule(
    id: "configmap-glob-variable",
    group: .hygiene,
    severity: .error,
    summary: "a glob of config_updater has a part that Prow's environment decides",
    why: "In a glob with a star Prow replaces a part $NAME or $(NAME) by the variable of its own "
      + "process, and ~ at the start by its home directory. What matches then depends on the pod "
      + "that Prow runs in.",
    help: "write the folder's name",
    source: "go-zglob, `New` in zglob.go",
    bad: .tree(updater("$TEAM/*.yaml: {name: jobs}"), []),
    good: .tree(updater("rockets/*.yaml: {name: jobs}"), []),
    check: .tree,
    published: { cause in
      guard case .variable(let segment, let glob) = cause else { return nil }
      return PublishedMessage(
        "\"\(segment)\" in \"\(glob)\" is replaced by what the machine's environment has"
      )
    }
  )

  static let configMapKeyClash = Rule(
    id: "configmap-key-clash",
    group: .hygiene,
    severity: .error,
    summary: "two files are written to one key of a ConfigMap",
    why: "The key of a file is its base name, unless use_full_path_as_key or key says otherwise. "
      + "Whichever file Prow writes last stays, and the other one is lost; removing one of them "
      + "removes the key for both.",
    help: "rename one of them, or set use_full_path_as_key: true",
    source: "Prow, `FilterChanges` in pkg/plugins/updateconfig/updateconfig.go",
    bad: .tree(
      updater("jobs/**/*.yaml: {name: jobs}"),
      ["jobs/engine/nightly.yaml", "jobs/rocket/nightly.yaml"]
    ),
    good: .tree(
      updater("jobs/**/*.yaml: {name: jobs, use_full_path_as_key: true}"),
      ["jobs/engine/nightly.yaml", "jobs/rocket/nightly.yaml"]
    ),
    check: .tree,
    published: { cause in
      let help = "rename one of them, narrow the glob, or set use_full_path_as_key: true"
      switch cause {
      case .clash(let clash):
        return PublishedMessage(words(clash), help: help, related: ["the other file", "its map"])
      case .clashes(let count, let glob, let first):
        return PublishedMessage(
          "\(count) files of \"\(glob)\" have the key of another file; \(words(first))",
          help: help,
          related: ["the one file", "the other file"]
        )
      default: return nil
      }
    }
  )

  static let configMapInvalidKey = Rule(
    id: "configmap-invalid-key",
    group: .hygiene,
    severity: .error,
    summary: "a file's name can't be a key of a ConfigMap",
    why:
      "Keys have up to 253 letters, digits, dots, hyphens and underscores, and do not start with "
      + "two dots. Kubernetes refuses the whole update otherwise, with all other files in it.",
    help: "rename the file, or narrow the glob",
    source: "Kubernetes, `ValidateConfigMap` in pkg/apis/core/validation/validation.go",
    bad: .tree(updater("jobs/*.yaml: {name: jobs}"), ["jobs/rocket+engine.yaml"]),
    good: .tree(updater("jobs/*.yaml: {name: jobs}"), ["jobs/rocket-engine.yaml"]),
    check: .tree,
    published: { cause in
      guard case .key(let key, let fault) = cause else { return nil }
      return PublishedMessage(
        "\"\(key)\" can't be a key of a ConfigMap: it \(fault)",
        related: ["its map"]
      )
    }
  )

  static let configMapInvalidName = Rule(
    id: "configmap-invalid-name",
    group: .hygiene,
    severity: .error,
    summary: "files are written to a ConfigMap that can't have its name or namespace",
    why: "The name of a ConfigMap is a DNS subdomain, that of a namespace a DNS label: lower-case "
      + "letters, digits and hyphens. Kubernetes refuses every update of such a map; without a name "
      + "there is nothing to update.",
    help: "set name or partitioned_names to such names",
    source: "Kubernetes, `ValidateConfigMap` in pkg/apis/core/validation/validation.go",
    bad: .tree(updater("jobs/*.yaml: {name: Job_Config}"), ["jobs/rocket.yaml"]),
    good: .tree(updater("jobs/*.yaml: {name: job-config}"), ["jobs/rocket.yaml"]),
    check: .tree,
    published: { cause in
      switch cause {
      case .noName(let path):
        return PublishedMessage(
          "the map of \(path) names no ConfigMap",
          help: "set name or partitioned_names"
        )
      case .name(let name, let kind, let fault):
        let what = kind == .configMap ? "the name of a ConfigMap" : "a namespace"
        return PublishedMessage(
          "\"\(name)\" can't be \(what): it \(fault)",
          help: "use lower-case letters, digits, hyphens and dots"
        )
      default: return nil
      }
    }
  )

  static let configMapIrregularFile = Rule(
    id: "configmap-irregular-file",
    group: .hygiene,
    severity: .error,
    summary: "what a map of config_updater matches can't be read as a file of the repository",
    why: "Prow reads through symbolic links. One that leads out of the repository puts a file of "
      + "Prow's own pod into the ConfigMap, and one that leads to nothing or to a folder fails the "
      + "update.",
    help: "put a file in its place, or narrow the glob",
    source: "Prow, `OSFileGetter.GetFile` in pkg/plugins/updateconfig/updateconfig.go",
    bad: .tree(
      updater("jobs/*.yaml: {name: jobs}"),
      [],
      others: [.init(name: "jobs/rocket.yaml", kind: .link(to: "../../etc/passwd"))]
    ),
    good: .tree(
      updater("jobs/*.yaml: {name: jobs}"),
      ["shared/rocket.yaml"],
      others: [.init(name: "jobs/rocket.yaml", kind: .link(to: "../shared/rocket.yaml"))]
    ),
    check: .tree,
    published: { cause in
      switch cause {
      case .unreadable(let path, let fault):
        return PublishedMessage("\(path) can't be read: \(fault)", related: ["its map"])
      case .largeFile(let path, let size):
        return PublishedMessage(
          "\(path) is not read: it has \(SizeLimit.number(size)) bytes, and no ConfigMap can hold it",
          help: "make the file smaller, or narrow the glob",
          related: ["its map"]
        )
      default: return nil
      }
    }
  )

  static let configMapTooLarge = Rule(
    id: "configmap-too-large",
    group: .hygiene,
    severity: .error,
    summary: "a ConfigMap is larger than Kubernetes takes",
    why: "Kubernetes refuses a ConfigMap whose values, zipped ones as they are stored, have more "
      + "than 1,048,576 bytes in all. etcd refuses one that has more than 1,572,864 bytes with the "
      + "names of its keys, which count twice, and the API server a request of more than 3,145,728 "
      + "bytes, in which JSON writes some characters with up to six. From then on no change to any "
      + "of its files takes effect.",
    help: "set gzip: true, or spread the files over partitioned_names",
    source: "Kubernetes, `ValidateConfigMap` in pkg/apis/core/validation/validation.go",
    bad: .tree(
      updater("data/*.txt: {name: data}"),
      [],
      others: [.init(name: "data/flights.txt", kind: .text(bytes: 1_100_000))]
    ),
    good: .tree(
      updater("data/*.txt: {name: data, gzip: true}"),
      [],
      others: [.init(name: "data/flights.txt", kind: .text(bytes: 1_100_000))]
    ),
    check: .tree,
    published: { cause in
      switch cause {
      case .size(let size) where size.bytes > SizeLimit.bytes:
        return words(
          size,
          "more than the \(SizeLimit.number(SizeLimit.bytes)) that Kubernetes takes"
        )
      case .storedSize(let name, let bytes, let names, let keys):
        return PublishedMessage(
          "ConfigMap \"\(name)\" is stored with \(SizeLimit.number(bytes)) bytes, more than the "
            + "\(SizeLimit.number(SizeLimit.stored)) that etcd takes; "
            + "\(SizeLimit.number(names)) of them are the names of its \(SizeLimit.number(keys)) "
            + "keys, each stored twice",
          help: "spread the files over partitioned_names, or give them shorter names"
        )
      case .requestSize(let name, let bytes):
        return PublishedMessage(
          "ConfigMap \"\(name)\" is sent with \(SizeLimit.number(bytes)) bytes, more than the "
            + "\(SizeLimit.number(SizeLimit.request)) that the API server takes: in JSON, control "
            + "characters have six bytes, quotes and line breaks two",
          help: "set gzip: true, or spread the files over partitioned_names"
        )
      default: return nil
      }
    }
  )

  static let configMapNearlyFull = Rule(
    id: "configmap-nearly-full",
    group: .hygiene,
    severity: .warning,
    summary: "the files of a ConfigMap have more than 80 % of the bytes that Kubernetes takes",
    why: "Once the values have more than 1,048,576 bytes Kubernetes refuses the ConfigMap, and no "
      + "change to any of its files takes effect. It is best to plan partitions before that.",
    help: "set gzip: true, or spread the files over partitioned_names",
    source: "Kubernetes, `ValidateConfigMap` in pkg/apis/core/validation/validation.go",
    bad: .tree(
      updater("data/*.txt: {name: data}"),
      [],
      others: [.init(name: "data/flights.txt", kind: .text(bytes: 900_000))]
    ),
    good: .tree(
      updater("data/*.txt: {name: data}"),
      [],
      others: [.init(name: "data/flights.txt", kind: .text(bytes: 500_000))]
    ),
    check: .tree,
    published: { cause in
      guard case .size(let size) = cause, size.bytes <= SizeLimit.bytes else { return nil }
      return words(size, "\(SizeLimit.percent(size.bytes)) of what Kubernetes takes")
    }
  )

  private static func words(_ clash: PublishedFault.KeyClash) -> String {
    "\(clash.path) and \(clash.otherPath) are both key \"\(clash.key)\" of ConfigMap \"\(clash.name)\""
  }

  private static func words(_ size: PublishedFault.Size, _ share: String) -> PublishedMessage {
    PublishedMessage(
      "ConfigMap \"\(size.name)\" has \(SizeLimit.number(size.bytes)) bytes, \(share)",
      help: remedy(size),
      related: size.heaviest.map { "\(SizeLimit.number($0)) bytes" }
    )
  }

  /// What to do about a size, and what it would bring.
  private static func remedy(_ size: PublishedFault.Size) -> String {
    func words(_ size: Int) -> String {
      "\(SizeLimit.number(size)) bytes (\(SizeLimit.percent(size)))"
    }
    var remedies: [String] = []
    if let zipped = size.zipped {
      remedies.append("with gzip: true it would have \(words(zipped))")
    }
    if let partitions = size.partitions {
      let gzip = size.zipped == nil ? "" : " and gzip: true"
      remedies.append(
        "with \(partitions.count) partitioned_names\(gzip) the fullest would have "
          + words(partitions.largest)
      )
    }
    return remedies.isEmpty
      ? "split its files, of which one alone is too large" : remedies.joined(separator: "; ")
  }
}
