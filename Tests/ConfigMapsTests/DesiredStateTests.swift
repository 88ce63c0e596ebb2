import ConfigMaps
import Diagnostics
import Files
import Kubernetes
import Prow
import Testing

@Suite("Desired state")
struct DesiredStateTests {
  @Test
  func filesGoWhereTheirMapSays() async throws {
    let state = try await StateMaker.state(
      """
      config.yaml: {name: config, key: main}
      jobs/**/*.yaml: {name: jobs, clusters: {b: [two, one], a: [""]}}
      scripts/*: {name: scripts, use_full_path_as_key: true}
      """,
      [
        "config.yaml": "", "jobs/x/a.yaml": "", "jobs/b.yaml": "", "scripts/run.sh": "",
        "README": "",
      ],
      request: .init(namespace: "prow")
    )
    #expect(state.complaints == [])
    #expect(
      state.lines == [
        "a/prow/jobs: a.yaml=jobs/x/a.yaml b.yaml=jobs/b.yaml",
        "b/one/jobs: a.yaml=jobs/x/a.yaml b.yaml=jobs/b.yaml",
        "b/two/jobs: a.yaml=jobs/x/a.yaml b.yaml=jobs/b.yaml",
        "default/prow/config: main=config.yaml",
        "default/prow/scripts: scripts-run.sh=scripts/run.sh",
      ]
    )
  }

  @Test
  func numbersAreTextWhereTextIsWanted() async throws {
    let state = try await StateMaker.state(
      "a/*: {partitioned_names: [1, 2], clusters: {b1: [2026]}}\nb: {name: 7, key: 8}",
      ["a/alpha.yaml": "", "b": ""]
    )
    #expect(state.complaints == [])
    #expect(
      state.lines == ["b1/2026/1: alpha.yaml=a/alpha.yaml", "b1/2026/2:", "default/default/7: 8=b"]
    )
  }

  @Test
  func withoutMapsThereAreTwo() async throws {
    let state = try await DesiredState.make(
      of: StateMaker.tree(["config/prow/config.yaml": "", "config/prow/plugins.yaml": ""]),
      config: StateMaker.config(""),
      request: .init(),
      workers: 1
    )
    #expect(
      state.lines == [
        "default/default/config: config.yaml=config/prow/config.yaml",
        "default/default/plugins: plugins.yaml=config/prow/plugins.yaml",
      ]
    )
  }

  @Test
  func clusterGroupsLoseFieldsAsInProw() async throws {
    let groups = "  cluster_groups:\n    g: {clusters: [b, a], namespaces: [ns, \"\"]}\n"
    let state = try await StateMaker.state(
      "a/*: {name: c, cluster_groups: [g], use_full_path_as_key: true, denied_repos: [acme]}",
      ["a/x": ""],
      rest: groups,
      request: .init(repository: "acme/rocket", namespace: "prow")
    )
    #expect(
      state.lines == ["a/ns/c: x=a/x", "a/prow/c: x=a/x", "b/ns/c: x=a/x", "b/prow/c: x=a/x"]
    )
  }

  @Test(arguments: [
    ("allowed_repos: [acme]", "acme/rocket", true),
    ("allowed_repos: [acme/engine]", "acme/rocket", false),
    ("denied_repos: [acme], allowed_repos: [acme/rocket]", "acme/rocket", false),
    ("denied_repos: [Acme]", "acme/rocket", true),
    ("denied_repos: [acme]", nil, true),
    ("allowed_repos: [acme]", nil, false),
  ])
  func mapsAdmitRepositories(_ fields: String, _ repository: String?, _ isIn: Bool) async throws {
    let state = try await StateMaker.state(
      "a: {name: c, \(fields)}",
      ["a": ""],
      request: .init(repository: repository)
    )
    #expect(state.configMaps.isEmpty == !isIn)
    #expect(state.shutOut == (isIn ? [] : ["a"]))
    #expect(state.unmatchedTargets == [])
    #expect(state.complaints == [])
  }

  @Test
  func everyPartitionIsThere() async throws {
    let state = try await StateMaker.state(
      "jobs/*: {partitioned_names: [p0, p1, p2]}\nother/*: {partitioned_names: [q0, q1]}",
      ["jobs/alpha.yaml": ""]
    )
    #expect(
      state.lines == [
        "default/default/p0: alpha.yaml=jobs/alpha.yaml", "default/default/p1:",
        "default/default/p2:",
      ]
    )
    #expect(state.unmatchedTargets.map(\.name) == ["q0", "q1"])
  }

  @Test
  func theCommitIsAKeyUnlessAFileHasIt() async throws {
    let files = ["a/VERSION": "1", "b/x": "", "VERSION": "v7\n"]
    let maps = "a/*: {name: a}\nb/*: {name: b}"
    let bootstrap = try await StateMaker.state(maps, files)
    #expect(bootstrap.configMaps.map(\.version) == [nil, "v7\n"])
    let update = try await StateMaker.state(maps, files, request: .init(revision: "abc"))
    #expect(update.configMaps.map(\.version) == [nil, "abc"])
    #expect(
      update.complaints == [
        "warning configmap-version-key: a/VERSION overwrites the key VERSION, which is for the commit"
      ]
    )
  }

  @Test
  func onlyWantedNamesAreMade() async throws {
    let state = try await StateMaker.state(
      "a: {name: a}\nb: {name: b}\nc: {name: c}",
      ["a": "", "b": ""],
      request: .init(names: ["b"])
    )
    #expect(state.lines == ["default/default/b: b=b"])
    #expect(state.unmatchedTargets == [])
  }

  @Test
  func whateverTheOrderOfEntriesTheStateIsTheSame() async throws {
    let files = (0..<40).map { (path: "jobs/\($0 % 7)/f\($0).yaml", bytes: Array("\($0)".utf8)) }
    let config = StateMaker.config("jobs/**/*.yaml: {partitioned_names: [a, b], gzip: true}")
    var seen: Set<[UInt8]> = []
    for _ in 0..<5 {
      let state = try await DesiredState.make(
        of: MemoryTree(files.shuffled()),
        config: config,
        request: .init(),
        workers: 3
      )
      let manifests = state.configMaps.map { Manifest($0, repository: nil, revision: nil) }
      seen.insert(Manifest.list(manifests, .yaml))
    }
    #expect(seen.count == 1)
  }

  // MARK: Problems

  @Test
  func aFileUnderTwoGlobsIsAnErrorIfTheyDiffer() async throws {
    let differing = try await StateMaker.state(
      "a/*.yaml: {name: c}\na/x*: {name: d}",
      ["a/xy.yaml": "", "a/y.yaml": ""]
    )
    #expect(
      differing.complaints == [
        #"error configmap-glob-overlap: a/xy.yaml belongs to "a/*.yaml" and to "a/x*""#
      ]
    )
    #expect(differing.problems[0].related.map(\.message) == ["the one map", "the other map"])
    #expect(differing.lines == ["default/default/c: y.yaml=a/y.yaml"])
    let alike = try await StateMaker.state(
      "a/*.yaml: {name: c}\na/x*: {name: c}",
      ["a/xy.yaml": ""]
    )
    #expect(alike.complaints == [])
    #expect(alike.lines == ["default/default/c: xy.yaml=a/xy.yaml"])
  }

  @Test
  func globsAreFoundByTheFoldersAboveAFile() async throws {
    let state = try await StateMaker.state(
      """
      "*/*/*.yaml": {name: c}
      a/b/*.yaml: {name: d}
      a/*/x.yaml: {name: e}
      "./a/../a/b/**/x.yaml": {name: c}
      ab/*.yaml: {name: f}
      "**/*.txt": {name: g}
      """,
      ["a/b/x.yaml": "", "ab/x.yaml": "", "a/c/x.txt": "", "a/c/y.yaml": ""]
    )
    #expect(
      state.complaints == [
        #"error configmap-glob-overlap: a/b/x.yaml belongs to "*/*/*.yaml" and to "a/*/x.yaml""#
      ]
    )
    #expect(
      state.lines == [
        "default/default/c: y.yaml=a/c/y.yaml", "default/default/f: x.yaml=ab/x.yaml",
        "default/default/g: x.txt=a/c/x.txt",
      ]
    )
  }

  @Test
  func twoFilesWithOneKeyAreAnErrorOnceForAllTargets() async throws {
    let state = try await StateMaker.state(
      "a/**/*.yaml: {name: c, clusters: {b1: [ns, m], b2: [ns]}}",
      ["a/x/k.yaml": "1", "a/y/k.yaml": "2"]
    )
    #expect(
      state.complaints == [
        #"error configmap-key-clash: a/y/k.yaml and a/x/k.yaml are both key "k.yaml" of ConfigMap "c""#
      ]
    )
    #expect(state.problems[0].related.map(\.place.file.path) == ["a/x/k.yaml", "plugins.yaml"])
    #expect(state.lines.first == "b1/m/c: k.yaml=a/y/k.yaml", "the later file stays")
  }

  @Test
  func manyFilesWithOneKeyAreOneFindingForTheirGlob() async throws {
    var files: [String: String] = ["b/OWNERS": "", "b/x/OWNERS": ""]
    for folder in 0..<300 { files["a/\(100 + folder)/OWNERS"] = "\(folder)" }
    let state = try await StateMaker.state("a/**/*: {name: c}\nb/**/*: {name: d}", files)
    #expect(
      state.complaints.sorted() == [
        #"error configmap-key-clash: 299 files of "a/**/*" have the key of another file; a/399/OWNERS and a/100/OWNERS are both key "OWNERS" of ConfigMap "c""#,
        #"error configmap-key-clash: b/x/OWNERS and b/OWNERS are both key "OWNERS" of ConfigMap "d""#,
      ]
    )
    let all = try #require(state.problems.first { $0.message.hasPrefix("299") })
    #expect(all.place.file.path == "plugins.yaml" && all.place.range.start > 0)
    #expect(state.lines.first == "default/default/c: OWNERS=a/399/OWNERS")
  }

  @Test
  func namesThatKubernetesRefusesAreErrors() async throws {
    let state = try await StateMaker.state(
      """
      a/*: {name: a}
      b: {name: B}
      c: {name: c, clusters: {x: [n_n]}}
      d: {key: k}
      e: {name: Unused_Name}
      """,
      ["a/x+y": "", "a/..z": "", "b": "", "c": "", "d": ""]
    )
    #expect(
      state.problems.map(\.rule) == [
        "configmap-invalid-key", "configmap-invalid-key", "configmap-invalid-name",
        "configmap-invalid-name", "configmap-invalid-name",
      ]
    )
    #expect(state.lines == [])
  }

  @Test(arguments: [
    ("../../outside", "leads out of the tree, to ../../outside"),
    ("/etc/passwd", "leads out of the tree, to /etc/passwd"),
    ("../d", "leads out of the tree, to ../.."),
    ("l", "leads in a circle"),
    ("../b", "leads to a folder"),
    ("missing", "leads to a/missing, which is not there"),
    ("../b/x/y", "leads through the file b/x"),
    ("../b/./x", nil), ("../b/second", nil), ("../c/x", nil),
  ])
  func linksStayInTheTree(_ target: String, _ fault: String?) async throws {
    let state = try await StateMaker.state(
      "a/*: {name: c}",
      ["b/x": "text"],
      links: [("a/l", target), ("b/second", "x"), ("c", "b"), ("d", "../..")]
    )
    if let fault {
      #expect(
        state.complaints == [
          "error configmap-irregular-file: a/l can't be read: the symbolic link \(fault)"
        ]
      )
    } else {
      #expect(state.lines == ["default/default/c: l=a/l"])
      #expect(state.configMaps[0].entries[0].value == Array("text".utf8))
    }
  }

  @Test
  func partsThatTheEnvironmentDecidesAreErrors() async throws {
    let state = try await StateMaker.state("$TEAM/*: {name: c}", ["$TEAM/x": ""])
    #expect(state.problems.map(\.rule) == ["configmap-glob-variable"])
    #expect(state.lines == [])
  }

  // MARK: Size

  @Test
  func valuesAndTheCommitCountTowardsTheLimit() async throws {
    func complaints(_ size: Int) async throws -> [String] {
      try await StateMaker.state(
        "a: {name: c}",
        ["a": String(repeating: "x", count: size)],
        request: .init(revision: String(repeating: "0", count: 40))
      ).complaints
    }
    #expect(
      try await complaints(1_048_536) == [
        #"warning configmap-nearly-full: ConfigMap "c" has 1,048,576 bytes, 100.0 % of what Kubernetes takes"#
      ]
    )
    #expect(
      try await complaints(1_048_537) == [
        #"error configmap-too-large: ConfigMap "c" has 1,048,577 bytes, more than the 1,048,576 that Kubernetes takes"#
      ]
    )
    #expect(try await complaints(838_760) == [])
    #expect(try await complaints(838_761).count == 1)
  }

  @Test
  func whatIsStoredAndSentBesideTheValuesIsForeseen() async throws {
    let name = String(repeating: "k", count: 200)
    let many = (100_000..<103_750).map { ("a/\(name)\($0)", "v") }
    let controls = ["a/c": String(repeating: "\u{1}", count: 530_000)]
    for (files, message) in [
      (
        Dictionary(uniqueKeysWithValues: many),
        #"ConfigMap "c" is stored with 1,624,774 bytes, more than the 1,572,864 that etcd takes; "#
          + "1,545,000 of them are the names of its 3,750 keys, each stored twice"
      ),
      (
        controls,
        #"ConfigMap "c" is sent with 3,180,519 bytes, more than the 3,145,728 that the API server "#
          + "takes: in JSON, control characters have six bytes, quotes and line breaks two"
      ),
    ] {
      let state = try await StateMaker.state("a/*: {name: c}", files)
      #expect(state.complaints == ["error configmap-too-large: \(message)"])
      #expect(state.faults.map(\.isTooLarge) == [true])
      let found = try await TreeCheck.faults(
        of: StateMaker.tree(files),
        config: StateMaker.config("a/*: {name: c}"),
        namespace: "n",
        workers: 1
      )
      #expect(found.map(\.isTooLarge) == [true], "the linter finds the same")
    }
    let zipped = try await StateMaker.state("a/*: {name: c, gzip: true}", controls)
    #expect(zipped.complaints == [])
  }

  @Test
  func theRemedySaysWhatItWouldBring() async throws {
    var files: [String: String] = [:]
    var state = UInt64(7)
    for file in 0..<8 {
      var text = ""
      for _ in 0..<20_000 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += String(state >> 32, radix: 16)
      }
      files["a/\(file)"] = text
    }
    let found = try await StateMaker.state("a/*: {name: c}", files)
    #expect(found.problems.map(\.rule) == ["configmap-too-large"])
    let help = try #require(found.problems[0].help)
    #expect(help.hasPrefix("with gzip: true it would have "), "\(help)")
    #expect(help.contains("; with 2 partitioned_names and gzip: true the fullest would have"))
    let size = found.configMaps[0].entries.reduce(0) { $0 + $1.content.gzip.count }
    #expect(help.contains(SizeLimit.number(size)))
  }

  @Test
  func theLinterFindsTheSameWithoutZippingEverything() async throws {
    var files: [String: String] = [:]
    for file in 0..<200 { files["a/\(file)"] = String(repeating: "\(file)", count: 5_000) }
    let tree = StateMaker.tree(files)
    let plain = StateMaker.config("a/*: {name: c}")
    let zipped = StateMaker.config("a/*: {name: c, gzip: true}")
    let found = StateMaker.problems(
      try await TreeCheck.faults(of: tree, config: plain, namespace: "n", workers: 1)
    )
    #expect(found.map(\.rule) == ["configmap-too-large"])
    let none = try await TreeCheck.faults(of: tree, config: zipped, namespace: "n", workers: 1)
    #expect(none.map(\.cause) == [])
  }
}
