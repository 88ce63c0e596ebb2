internal import Diagnostics
internal import Kubernetes

extension Rule {
  /// Volumes and their mounts.
  static let podVolumes: [Rule] = [
    invalidVolume, missingVolume, invalidVolumeMount, clashingSidecarMount, deprecatedVolume,
    overlappingVolumePaths,
  ]

  static let invalidVolume = Rule(
    id: "invalid-volume",
    group: .kubernetes,
    summary: "a volume is malformed",
    why: "The API server refuses the pod. A volume has a name of its own and one source with all "
      + "that it needs; secrets and config maps need not exist.",
    help: "give the volume a name and one source with all that it needs",
    source: "Kubernetes, `ValidateVolumes` in pkg/apis/core/validation/validation.go",
    bad: .podSpec("volumes:\n- name: cache\n  emptyDir: {}\n  hostPath: {path: /var/cache}"),
    good: .podSpec("volumes:\n- name: cache\n  hostPath: {path: /var/cache}"),
    check: .pod(.volume)
  )

  static let missingVolume = Rule(
    id: "missing-volume",
    group: .kubernetes,
    summary: "a container mounts a volume that the pod does not have",
    why: "The API server refuses the pod. Volumes of presets and those that decoration adds count; "
      + "a malformed volume does not.",
    help: "declare the volume under spec.volumes",
    source: "Kubernetes, `ValidateVolumeMounts` in pkg/apis/core/validation/validation.go",
    bad: .podSpec(
      "initContainers:\n- name: proxy\n  image: proxy\n  restartPolicy: Always\n  volumeMounts:\n"
        + "  - {name: cache, mountPath: /cache}"
    ),
    good: .podSpec(
      "initContainers:\n- name: proxy\n  image: proxy\n  restartPolicy: Always\n  volumeMounts:\n"
        + "  - {name: cache, mountPath: /cache}\nvolumes:\n- {name: cache, emptyDir: {}}"
    ),
    check: .pod(.missingVolume)
  )

  static let invalidVolumeMount = Rule(
    id: "invalid-volume-mount",
    group: .kubernetes,
    summary: "a mount or block device is malformed, or clashes with another",
    why: "The API server refuses the pod. In a container every mount needs a path of its own; "
      + "decoration adds mounts, too.",
    help: "give the mount a volume, and a path that no other mount of the container has",
    source: "Kubernetes, `ValidateVolumeMounts` in pkg/apis/core/validation/validation.go",
    bad: .container(
      "volumeMounts:\n- {name: cache, mountPath: /cache, subPath: ../other}",
      spec: "volumes:\n- {name: cache, emptyDir: {}}"
    ),
    good: .container(
      "volumeMounts:\n- {name: cache, mountPath: /cache, subPath: other}",
      spec: "volumes:\n- {name: cache, emptyDir: {}}"
    ),
    check: .pod(.mount)
  )

  static let clashingSidecarMount = Rule(
    id: "clashing-sidecar-mount",
    group: .kubernetes,
    summary: "censor_secrets makes the sidecar mount two secrets at one path",
    why: "To find the secrets in logs and artifacts, the sidecar mounts each secret volume that a "
      + "container mounts, at the same path. Two containers with a secret at one path give it two "
      + "mounts there, and the API server refuses the pod, though each container is right.",
    help: "mount the secret at another path in one of the containers, or set censor_secrets: false "
      + "in the decoration_config of the job",
    source: "Kubernetes, `ValidateVolumeMounts` in pkg/apis/core/validation/validation.go; Prow, "
      + "`decorate` in pkg/pod-utils/decorate/podspec.go",
    bad: .twoContainers(mountPath: "/etc/token"),
    good: .twoContainers(mountPath: "/etc/other-token"),
    check: .pod(.sidecarMount)
  )

  static let deprecatedVolume = Rule(
    id: "deprecated-volume",
    group: .kubernetes,
    severity: .warning,
    summary: "a volume is of a kind that Kubernetes has deprecated",
    why: "The API server accepts it and warns; most of these kinds no longer work.",
    help: "use a csi or persistentVolumeClaim volume, or clone in the test",
    source: "Kubernetes, `warningsForPodSpecAndMeta` in pkg/api/pod/warnings.go",
    bad: .podSpec(
      "volumes:\n- name: source\n  gitRepo: {repository: https://git.example.com/rocket.git}"
    ),
    good: .podSpec("volumes:\n- name: source\n  emptyDir: {}"),
    check: .pod(.deprecatedVolume)
  )

  static let overlappingVolumePaths = Rule(
    id: "overlapping-volume-paths",
    group: .kubernetes,
    severity: .warning,
    summary: "two files of a volume have the same path, or a source has no files",
    why:
      "Only one of the files can be there, or one where the other wants a folder. The API server "
      + "warns.",
    help: "give each file a path of its own",
    source: "Kubernetes, `warningsForOverlappingVirtualPaths` in pkg/api/pod/warnings.go",
    bad: .podSpec(
      "volumes:\n- name: keys\n  secret:\n    secretName: keys\n    items:\n    - {key: a, path: id}\n"
        + "    - {key: b, path: id/pub}"
    ),
    good: .podSpec(
      "volumes:\n- name: keys\n  secret:\n    secretName: keys\n    items:\n    - {key: a, path: id}\n"
        + "    - {key: b, path: id.pub}"
    ),
    check: .pod(.overlappingPaths)
  )
}

extension Example {
  /// A decorated job that censors secrets, with two containers that mount one.
  fileprivate static func twoContainers(mountPath: String) -> Example {
    .presubmit(
      """
      name: unit
      decorate: true
      decoration_config: {censor_secrets: true}
      spec:
        containers:
        - name: left
          image: golang
          command: [make]
          volumeMounts:
          - {name: token, mountPath: /etc/token}
        - name: right
          image: golang
          command: [make]
          volumeMounts:
          - {name: token, mountPath: \(mountPath)}
        volumes:
        - {name: token, secret: {secretName: token}}
      """
    )
  }
}
