internal import Prow
internal import YAML

extension Rule {
  /// What Prow asks of volumes and mounts.
  static let volumes: [Rule] = [
    duplicateVolume, reservedVolume, undefinedVolumeMount, reservedMount,
  ]

  static let duplicateVolume = Rule(
    id: "duplicate-volume",
    summary: "a pod has two volumes of one name",
    why: "Mounts name their volume, so that every name stands for one. Prow refuses the whole "
      + "config.",
    help: "rename or remove one of them",
    source: "Prow, `validatePodSpec` in pkg/config/config.go",
    bad: .presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
        volumes:
        - {name: cache, emptyDir: {}}
        - {name: cache, emptyDir: {}}
      """
    ),
    good: .presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
        volumes:
        - {name: cache, emptyDir: {}}
      """
    ),
    fix: .safe,
    check: .job { job, report in
      guard let list = job.spec?[.volumes] else { return }
      NameSet.forEachRepeat(of: list.items) { name, node, first in
        report(
          "two volumes are called \"\(name.short)\"",
          at: node,
          related: [(first, "the first one")],
          fix: .removeRepeat(of: first, with: node)
        )
      }
    }
  )

  static let reservedVolume = Rule(
    id: "reserved-volume",
    summary: "a volume has a name that decoration uses",
    why: "The pod utilities add volumes called logs, code, tools, gcs-credentials, s3-credentials, "
      + "and one for each SSH key and the OAuth token. These names are taken even in jobs that "
      + "are not decorated.",
    help: "give the volume another name",
    source: "Prow, `validatePodSpec` in pkg/config/config.go",
    bad: .presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
        volumes:
        - {name: logs, emptyDir: {}}
      """
    ),
    good: .presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
        volumes:
        - {name: test-logs, emptyDir: {}}
      """
    ),
    check: .job { job, report in
      let reserved = ReservedVolumes(of: job)
      for volume in job.volumes {
        guard let name = volume.name, reserved.contain(name) else { continue }
        report(
          "volume name \"\(name.short)\" is used by the pod utilities",
          at: volume.node[.name] ?? volume.node
        )
      }
    }
  )

  static let undefinedVolumeMount = Rule(
    id: "undefined-volume-mount",
    summary: "a container mounts a volume that nothing declares",
    why: "Prow then refuses the whole config, so that changes to other jobs have no effect either.",
    help: "declare the volume under spec.volumes, or check the labels that bring its preset",
    source: "Prow, `validatePodSpec` in pkg/config/config.go",
    bad: .presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
          volumeMounts:
          - {name: cache, mountPath: /cache}
      """
    ),
    good: .presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
          volumeMounts:
          - {name: cache, mountPath: /cache}
        volumes:
        - {name: cache, emptyDir: {}}
      """
    ),
    check: .job { job, report in
      // Presets add volumes, so the pod spec as written would give false alarms.
      var volumes = VolumeNames(of: job)
      let reserved = ReservedVolumes(of: job)
      for container in job.containers {
        for mount in job.mounts(of: container) {
          guard let name = mount.node[.name].map(\.text) ?? mount.node.emptyName else { continue }
          if volumes.contains(name) || reserved.contain(name) { continue }
          if mount.preset == nil {
            report(
              "volume mount \"\(name.short)\" has no volume",
              at: mount.node[.name] ?? mount.node
            )
          } else {
            report(
              "a preset mounts \"\(name.short)\", and the job has no such volume",
              at: job.job.nameNode,
              related: [(mount.node, "the preset's mount")]
            )
          }
        }
      }
    }
  )

  static let reservedMount = Rule(
    id: "reserved-mount",
    summary: "a container mounts what decoration mounts",
    why: "The pod utilities mount logs, code and tools at /logs, /home/prow/go and /tools. Prow "
      + "refuses a config in which a job uses these names or paths.",
    help: "use another volume and another path",
    source: "Prow, `validatePodSpec` in pkg/config/config.go",
    bad: .presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
          volumeMounts:
          - {name: cache, mountPath: /tools}
        volumes:
        - {name: cache, emptyDir: {}}
      """
    ),
    good: .presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
          volumeMounts:
          - {name: cache, mountPath: /cache}
        volumes:
        - {name: cache, emptyDir: {}}
      """
    ),
    check: .job { job, report in
      for container in job.containers {
        for mount in job.mounts(of: container) {
          if let name = mount.name, ReservedNames.mounts.contains(where: { name == $0 }) {
            report(
              "volume \"\(name.short)\" is mounted by the pod utilities",
              at: mount.node[.name] ?? mount.node
            )
          }
          if let path = mount.node.text(.mountPath),
            ReservedNames.mountPaths.contains(where: { path == $0 })
          {
            report(
              "\(path.short) is where the pod utilities mount their own volume",
              at: mount.node[.mountPath] ?? mount.node
            )
          }
        }
      }
    }
  )
}

extension Node {
  /// The empty name of something that has none, which is looked up like any other.
  fileprivate var emptyName: Text? { isMapping || isNull ? Text.empty : nil }
}
