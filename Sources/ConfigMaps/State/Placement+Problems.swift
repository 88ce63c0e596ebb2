internal import Diagnostics

/// Findings about files and maps that can't be placed.
extension Placement {
  private mutating func say(
    _ rule: String,
    _ message: String,
    severity: Severity = .error,
    at place: Place,
    help: String? = nil,
    related: [RelatedPlace] = []
  ) {
    // What is wrong with a file is wrong in every cluster and namespace that gets it.
    let identity = ([rule, message, place.file.path] + related.map(\.place.file.path))
      .joined(separator: "\n")
    guard reported.insert(identity).inserted else { return }
    problems.append(
      Diagnostic(
        rule: rule,
        severity: severity,
        message: message,
        place: place,
        help: help,
        related: related
      )
    )
  }

  private func related(_ map: Int, _ message: String = "its map") -> RelatedPlace {
    RelatedPlace(place: maps[map].place, message: message)
  }

  mutating func reportEnvironment(_ map: UpdaterMap, _ segment: String) {
    say(
      "config-map-glob-variable",
      "\"\(segment)\" in \"\(map.glob.pattern)\" is replaced by what the machine's environment has",
      at: map.place,
      help: "write the folder's name"
    )
  }

  mutating func reportOverlap(_ path: String, _ first: Int, _ second: Int) {
    say(
      "config-map-glob-overlap",
      "\(path) belongs to \"\(maps[first].glob.pattern)\" and to "
        + "\"\(maps[second].glob.pattern)\"",
      at: place(of: path),
      help: "narrow one of the globs, or move the file",
      related: [related(first, "the one map"), related(second, "the other map")]
    )
  }

  mutating func reportNoName(_ path: String, _ map: Int) {
    say(
      "configmap-invalid-name",
      "the map of \(path) names no ConfigMap",
      at: maps[map].place,
      help: "set name or partitioned_names"
    )
  }

  mutating func reportName(_ name: String, _ words: String, _ map: Int) {
    say(
      "configmap-invalid-name",
      "\"\(name)\" \(words)",
      at: maps[map].place,
      help: "use lower-case letters, digits, hyphens and dots"
    )
  }

  mutating func reportKey(_ key: String, _ fault: String, _ path: String, _ map: Int) {
    say(
      "configmap-invalid-key",
      "\"\(key)\" can't be a key of a ConfigMap: it \(fault)",
      at: place(of: path),
      help: "rename the file, or narrow the glob",
      related: [related(map)]
    )
  }

  mutating func reportVersion(_ path: String, _ map: Int) {
    say(
      "updater-version-key",
      "\(path) overwrites the key VERSION, which is for the commit",
      severity: .warning,
      at: place(of: path),
      help: "rename the file, or narrow the glob",
      related: [related(map)]
    )
  }

  mutating func reportLink(_ path: String, _ words: String, _ map: Int) {
    say(
      "configmap-irregular-file",
      "\(path) can't be read: \(words)",
      at: place(of: path),
      help: "put a file in its place, or narrow the glob",
      related: [related(map)]
    )
  }

  mutating func reportSize(_ path: String, _ size: Int, _ map: Int) {
    say(
      "configmap-irregular-file",
      "\(path) is not read: it has \(SizeLimit.number(size)) bytes, and no ConfigMap can hold it",
      at: place(of: path),
      help: "make the file smaller, or narrow the glob",
      related: [related(map)]
    )
  }

  /// - Parameters:
  ///   - clash: The first of a glob.
  ///   - count: How many files of the glob have the key of another one.
  mutating func reportClash(_ clash: KeyClash, count: Int) {
    // Of the two the later one is the place, which is also the one that stays.
    let (item, other) = (clash.other, clash.item)
    let files = [
      RelatedPlace(place: place(of: item.path), message: "the one file"),
      RelatedPlace(place: place(of: other.path), message: "the other file"),
    ]
    let words =
      "\(item.path) and \(other.path) are both key \"\(clash.key)\" of ConfigMap "
      + "\"\(clash.name)\""
    let help = "rename one of them, narrow the glob, or set use_full_path_as_key: true"
    if count == 1 {
      say(
        "configmap-key-clash",
        words,
        at: place(of: item.path),
        help: help,
        related: [files[1], related(item.map)]
      )
    } else {
      say(
        "configmap-key-clash",
        "\(count) files of \"\(maps[other.map].glob.pattern)\" have the key of another file; "
          + "\(words)",
        at: maps[other.map].place,
        help: help,
        related: files
      )
    }
  }
}
