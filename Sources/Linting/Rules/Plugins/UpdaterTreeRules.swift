internal import Diagnostics

extension Rule {
  /// What Prow or Kubernetes makes of the files that config_updater publishes.
  static let updaterTree: [Rule] = [
    configMapGlobOverlap, configMapGlobVariable, configMapKeyClash, configMapInvalidKey,
    configMapInvalidName, configMapIrregularFile, configMapTooLarge, configMapNearlyFull,
  ]

  static let configMapGlobOverlap = Rule(
    id: "config-map-glob-overlap",
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
    check: .tree
  )

  static let configMapGlobVariable = Rule(
    id: "config-map-glob-variable",
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
    check: .tree
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
    check: .tree
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
    check: .tree
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
    check: .tree
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
    check: .tree
  )

  static let configMapTooLarge = Rule(
    id: "configmap-too-large",
    group: .hygiene,
    severity: .error,
    summary: "the files of a ConfigMap have more than 1,048,576 bytes",
    why: "Kubernetes refuses a ConfigMap whose values, zipped ones as they are stored, have more "
      + "bytes in all. From then on no change to any of its files takes effect.",
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
    check: .tree
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
    check: .tree
  )
}
