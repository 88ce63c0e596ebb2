internal import Prow
internal import YAML

extension Rule {
  /// What Prow asks of a pod spec.
  static let pods: [Rule] = [
    initContainers, noContainers, undecoratedContainers, containerName, duplicateEnv, reservedEnv,
  ]

  static let initContainers = Rule(
    id: "init-containers",
    summary: "a pod spec has an init container that is not a sidecar",
    why: "Prow adds init containers of its own and allows those of a job only with "
      + "restartPolicy: Always.",
    help: "do it at the start of the test, or set restartPolicy: Always",
    source: "Prow, `validatePodSpec` in pkg/config/config.go",
    bad: .presubmit(
      """
      name: unit
      spec:
        initContainers:
        - image: busybox
        containers:
        - image: golang
      """
    ),
    good: .presubmit(
      """
      name: unit
      spec:
        initContainers:
        - name: proxy
          image: registry.example.com/proxy
          restartPolicy: Always
        containers:
        - image: golang
      """
    ),
    check: .job { job, report in
      guard let list = job.spec?[.initContainers] else { return }
      for container in list.items
      where container.text(.restartPolicy).map({ $0 != "Always" }) ?? true {
        report(
          "an init container without restartPolicy: Always",
          at: container.firstKey ?? container
        )
      }
    }
  )

  static let noContainers = Rule(
    id: "no-containers",
    summary: "a pod spec has no container",
    why: "There is nothing to run. Prow refuses the whole config.",
    help: "add containers: with one container",
    source: "Prow, `validatePodSpec` in pkg/config/config.go",
    bad: .presubmit("name: unit\nspec:\n  containers: []\n"),
    good: .presubmit("name: unit\nspec:\n  containers:\n  - image: golang\n"),
    check: .job { job, report in
      guard let spec = job.spec, spec.isMapping else { return }
      if let list = spec[.containers], !list.isSequence || list.itemCount > 0 { return }
      report("the pod spec has no container", at: spec.key(.containers) ?? job.job.key(.spec))
    }
  )

  static let undecoratedContainers = Rule(
    id: "undecorated-containers",
    summary: "a job that is not decorated has several containers",
    why: "Only the pod utilities can tell when all of several containers are done. Prow refuses "
      + "the whole config.",
    help: "set decorate: true, or keep one container",
    source: "Prow, `validatePodSpec` in pkg/config/config.go",
    bad: .presubmit(
      """
      name: unit
      spec:
        containers:
        - {name: test, image: golang}
        - {name: database, image: postgres}
      """
    ),
    good: .presubmit(
      """
      name: unit
      decorate: true
      spec:
        containers:
        - {name: test, image: golang, command: [make]}
        - {name: database, image: postgres, command: [postgres]}
      """
    ),
    check: .job { job, report in
      let containers = job.containers
      guard containers.count > 1, job.decoration == nil else { return }
      report(
        "\(containers.count) containers in a job that is not decorated",
        at: containers[1].firstKey ?? containers[1]
      )
    }
  )

  static let containerName = Rule(
    id: "container-name",
    summary: "one of several containers has no name of its own",
    why: "With several containers each needs a name that no other has and that none of Prow's own "
      + "containers is called: clonerefs, initupload, place-entrypoint, sidecar.",
    help: "give each container a name of its own",
    source: "Prow, `validatePodSpec` in pkg/config/config.go",
    bad: .presubmit(
      """
      name: unit
      decorate: true
      spec:
        containers:
        - {name: test, image: golang, command: [make]}
        - {name: sidecar, image: postgres, command: [postgres]}
      """
    ),
    good: .presubmit(
      """
      name: unit
      decorate: true
      spec:
        containers:
        - {name: test, image: golang, command: [make]}
        - {name: database, image: postgres, command: [postgres]}
      """
    ),
    check: .job { job, report in
      let containers = job.containers
      guard containers.count > 1, job.decoration != nil else { return }
      var first: [Text: Node] = [:]
      for container in containers where container.isMapping || container.isNull {
        guard let node = container[.name], !node.isEmpty else {
          report("one of several containers has no name", at: container.firstKey ?? container)
          continue
        }
        guard let name = node.string else { continue }
        if ReservedNames.containers.contains(where: { name == $0 }) {
          report("container name \"\(name.short)\" is used by Prow", at: node)
        }
        if let other = first[name] {
          report(
            "two containers are called \"\(name.short)\"",
            at: node,
            related: [(other, "the first one")]
          )
        } else {
          first[name] = node
        }
      }
    }
  )

  static let duplicateEnv = Rule(
    id: "duplicate-env",
    summary: "a container sets a variable twice",
    why: "Prow refuses the whole config, so that changes to other jobs have no effect either.",
    help: "remove one of them",
    source: "Prow, `validatePodSpec` in pkg/config/config.go",
    bad: .presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
          env:
          - {name: GOPROXY, value: "off"}
          - {name: GOFLAGS, value: -v}
          - {name: GOPROXY, value: "off"}
      """
    ),
    good: .presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
          env:
          - {name: GOPROXY, value: "off"}
          - {name: GOFLAGS, value: -v}
      """
    ),
    fix: .safe,
    check: .job { job, report in
      for container in job.containers {
        guard let list = container[.env] else { continue }
        NameSet.forEachRepeat(of: list.items) { name, node, first in
          report(
            "variable \(name.short) is set twice in one container",
            at: node,
            related: [(first, "first set here")],
            fix: .removeRepeat(of: first, with: node)
          )
        }
      }
    }
  )

  static let reservedEnv = Rule(
    id: "reserved-env",
    summary: "a job sets a variable that Prow sets",
    why: "Prow tells the test about its run in these variables and refuses a config in which a "
      + "job sets one.",
    help: "give the variable another name",
    source: "Prow, `validatePodSpec` in pkg/config/config.go",
    bad: .periodic(
      """
      name: nightly
      interval: 24h
      spec:
        containers:
        - image: golang
          env:
          - {name: JOB_NAME, value: nightly}
      """
    ),
    good: .periodic(
      """
      name: nightly
      interval: 24h
      spec:
        containers:
        - image: golang
          env:
          - {name: TEST_NAME, value: nightly}
      """
    ),
    check: .job { job, report in
      for container in job.containers {
        for variable in job.environment(of: container) {
          guard let name = variable.name, ReservedNames.isVariable(name, of: job.job.kind) else {
            continue
          }
          report(
            "variable \(name.short) is set by Prow in every \(job.job.kind.rawValue)",
            at: variable.node[.name] ?? variable.node
          )
        }
      }
    }
  )
}
