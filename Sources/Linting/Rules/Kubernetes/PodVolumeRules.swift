internal import Diagnostics
internal import Kubernetes

extension Rule {
  /// Volumes and their mounts.
  static let podVolumes: [Rule] = [
    invalidVolume, missingVolume, invalidVolumeMount, deprecatedVolume, overlappingVolumePaths,
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
    why: "The API server refuses the pod. In a container every mount has a path of its own, also "
      + "beside those that decoration adds.",
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
    summary: "two files of a volume have the same path, or a source brings nothing",
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
