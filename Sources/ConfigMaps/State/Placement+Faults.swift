internal import Diagnostics
internal import GoFormats
internal import Prow

/// Files and maps that can't be placed.
extension Placement {
  /// - Parameters:
  ///   - cause: What is wrong.
  ///   - place: Where.
  ///   - related: Further places, as the cause lists them.
  mutating func add(_ cause: PublishedFault.Cause, at place: Place, related: [Place] = []) {
    // What is wrong with a file is wrong in every cluster and namespace that gets it.
    let paths = [place.file.path] + related.map(\.file.path)
    guard reported.insert(Report(cause: cause, paths: paths)).inserted else { return }
    faults.append(PublishedFault(cause, at: place, related: related))
  }

  /// What was reported of which files.
  struct Report: Hashable {
    var cause: PublishedFault.Cause
    var paths: [String]
  }

  mutating func reportOverlap(_ path: String, _ first: Int, _ second: Int) {
    add(
      .overlap(
        path: path,
        glob: maps[first].glob.pattern,
        otherGlob: maps[second].glob.pattern
      ),
      at: place(of: path),
      related: [maps[first].place, maps[second].place]
    )
  }

  /// - Parameters:
  ///   - clash: The first of a glob.
  ///   - count: How many files of the glob have the key of another one.
  mutating func reportClash(_ clash: KeyClash, count: Int) {
    // Of the two the later one is the place, which is also the one that stays.
    let (item, other) = (clash.other, clash.item)
    let first = PublishedFault.KeyClash(
      path: item.path,
      otherPath: other.path,
      key: clash.key,
      name: clash.name
    )
    let (file, otherFile) = (place(of: item.path), place(of: other.path))
    if count == 1 {
      add(.clash(first), at: file, related: [otherFile, maps[item.map].place])
    } else {
      let map = maps[other.map]
      add(
        .clashes(count: count, glob: map.glob.pattern, first: first),
        at: map.place,
        related: [file, otherFile]
      )
    }
  }
}
