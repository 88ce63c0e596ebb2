internal import Configs
internal import Diagnostics
internal import Prow
internal import YAML

extension Rule {
  static let inconsistentImageTags = Rule(
    id: "inconsistent-image-tags",
    group: .autobump,
    severity: .warning,
    summary: "images that must have one version have several",
    why:
      "With consistentImages the autobumper moves all images of a prefix to one version, and stops "
      + "with an error where it can't. An image that is not built any more has no later tag, and so "
      + "keeps all others back.",
    help: "move the image with plimsoll bump, or list it in consistentImageExceptions",
    source: "Prow, `getVersionsAndCheckConsistency` in cmd/generic-autobumper/main.go",
    bad: consistent("v20260808-f61aa3cf6"),
    good: consistent("v20260821-a61940897"),
    check: .workspace { scope, report in
      let files = scope.workspace.files.filter { $0.isReadable && !$0.kind.isCompanion }
      for config in scope.workspace.autobumpFiles.compactMap(AutobumpConfig.init) {
        for prefix in config.prefixes where prefix.isConsistent {
          let family = ImageFamily(of: prefix, in: files.filter { config.changes($0.file.path) })
          family.report(prefix, report)
        }
      }
    }
  )

  private static func consistent(_ tag: String) -> Example {
    func job(_ name: String, _ tag: String) -> String {
      """
      - name: \(name)
        interval: 24h
        decorate: true
        spec:
          containers:
          - image: us-docker.pkg.dev/k8s-infra-prow/images/\(name):\(tag)
            command: [\(name)]

      """
    }
    let jobs =
      ["checkconfig", "peribolos"].map { job($0, "v20260821-a61940897") }
      + [job("branchprotector", tag)]
    return Example(files: [
      ("config/jobs/jobs.yaml", "periodics:\n" + jobs.joined()),
      ("autobump-config.yaml", usual + "  consistentImages: true\n"),
    ])
  }
}

/// The images of a prefix by their versions.
private struct ImageFamily {
  /// Where a version is first, and how often it is there.
  private struct Version {
    var name: String
    var count = 0
    /// For each image with this version, where it is first.
    var images: [(name: String, place: Place)] = []
  }

  /// In the order of their first places.
  private var versions: [Version] = []

  init(of prefix: AutobumpConfig.Prefix, in files: [LoadedFile]) {
    var positions: [String: Int] = [:]
    for file in files {
      for image in ImageReference.all(in: file.file.bytes)
      where prefix.holds(image) && !prefix.exceptions.contains(image.name) {
        // The autobumper does not look at other tags, latest among them.
        guard let version = ImageTag(image.tag)?.version else { continue }
        let position = positions[version] ?? versions.count
        if position == versions.count {
          positions[version] = position
          versions.append(Version(name: version))
        }
        versions[position].count += 1
        guard !versions[position].images.contains(where: { $0.name == image.name }) else {
          continue
        }
        let place = Place(file: file.file, range: image.range)
        versions[position].images.append((image.name, place))
      }
    }
  }

  func report(_ prefix: AutobumpConfig.Prefix, _ report: Report) {
    guard versions.count > 1,
      let most = versions.max(by: { $0.count < $1.count }), let usual = most.images.first
    else { return }
    let name = (prefix.name.isEmpty ? prefix.pattern : prefix.name).shortened
    for version in versions where version.name != most.name {
      for image in version.images {
        report(
          "image \(image.name.shortened) has version \(version.name.shortened), and most of \"\(name)\" "
            + "have \(most.name.shortened)",
          in: image.place.file,
          at: image.place.range,
          related: [RelatedPlace(place: usual.place, message: "one with the other version")]
        )
      }
    }
  }
}
