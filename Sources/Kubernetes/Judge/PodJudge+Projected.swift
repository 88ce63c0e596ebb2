internal import YAML

extension PodJudge {
  /// Fields of the pod as files.
  ///
  /// The API server names neither the list nor the position of a file.
  ///
  /// Source: `validateDownwardAPIVolumeFile` in pkg/apis/core/validation/validation.go.
  mutating func checkDownwardAPI(_ source: PodObject, mode: PodField?) {
    if let mode { checkRange(source, mode, .volume, .modes) }
    for (_, node) in source.items(.items) where node.isMapping || node.isNull {
      checkDownwardFile(object(node))
    }
    if mode != nil, source.count(.items) > 1 {
      checkOverlaps(source.items(.items).compactMap { object($0.node).filledPlace(.path) })
    }
  }

  private mutating func checkDownwardFile(_ file: PodObject) {
    if let text = require(file, .path, .volume, of: "a file") {
      checkForm(
        text,
        PathFormat.volumeFileFault,
        .volume,
        "path",
        at: file.place(.path),
        "path"
      )
    }
    checkRange(file, .mode, .volume, .modes)
    if let field = file[.fieldRef] {
      if field.isMapping { checkFieldRef(object(field), PodFieldPaths.volume) }
      if file.has(.resourceFieldRef) {
        report(.volume, "a file names fieldRef and resourceFieldRef", at: file.anchor)
      }
    } else if let resource = file[.resourceFieldRef] {
      if resource.isMapping { checkResourceFieldRef(object(resource), isOfVolume: true) }
    } else if !file.hasUnknownKeys {
      report(.volume, "a file names neither fieldRef nor resourceFieldRef", at: file.anchor)
    }
  }

  /// Several sources in one folder.
  ///
  /// Sources: `validateProjectionSources` in pkg/apis/core/validation/validation.go;
  /// `warningsForOverlappingVirtualPaths` in pkg/api/pod/warnings.go.
  mutating func checkProjected(_ source: PodObject) {
    checkRange(source, .defaultMode, .volume, .modes)
    guard source.has(.sources) else { return }
    var paths = FirstPlaces()
    var all: [Node] = []
    path.append(.field(.sources))
    for (index, node) in source.items(.sources) where node.isMapping || node.isNull {
      path.append(.index(index))
      checkProjection(object(node), &paths, &all)
      path.removeLast()
    }
    path.removeLast()
    checkOverlaps(all)
  }

  private static let projections: [PodField] = [
    .secret, .configMap, .downwardAPI, .serviceAccountToken,
  ]

  private static let gatedProjections: [(PodField, FeatureGate)] = [
    (.clusterTrustBundle, .clusterTrustBundleProjection), (.podCertificate, .podCertificateRequest),
  ]

  private mutating func checkProjection(
    _ projection: PodObject,
    _ paths: inout FirstPlaces,
    _ all: inout [Node]
  ) {
    var kinds: [PodField] = []
    for kind in PodJudge.projections {
      guard let node = projection[kind] else { continue }
      kinds.append(kind)
      guard node.isMapping else { continue }
      let source = object(node)
      path.append(.field(kind))
      checkProjectedFiles(source, kind)
      path.removeLast()
      collectPaths(source, kind, &paths, &all)
    }
    for (kind, gate) in PodJudge.gatedProjections where gated(kind, of: projection, gate) != nil {
      kinds.append(kind)
    }
    if kinds.isEmpty, !projection.hasUnknownKeys {
      report(.overlappingPaths, "a source has no files", at: projection.anchor)
    }
    if kinds.count > 1 {
      // All kinds are checked, and the API server names the source, not a field of it.
      report(
        .volume,
        "\(kinds[0].name) and \(kinds[1].name) can't both be set: a source is of one kind",
        at: projection.key(kinds[1]) ?? projection.anchor,
        help: "make each of them a source of its own"
      )
    }
  }

  private mutating func checkProjectedFiles(_ source: PodObject, _ kind: PodField) {
    switch kind {
    case .secret, .configMap:
      require(source, .name, .volume, of: kind.name)
      forEach(.items, of: source) { judge, item in judge.checkKeyFile(item) }
    case .downwardAPI: checkDownwardAPI(source, mode: nil)
    default: checkToken(source)
    }
  }

  private mutating func checkToken(_ token: PodObject) {
    checkRange(token, .expirationSeconds, .volume, 600...4_294_967_296)
    // The API server gives the path of the volume here.
    let steps = path.suffix(3)
    path.removeLast(3)
    if let text = require(token, .path, .volume, of: "serviceAccountToken") {
      checkForm(
        text,
        PathFormat.volumeFileFault,
        .volume,
        "path",
        at: token.place(.path),
        "path"
      )
    }
    path += steps
  }

  /// The same path twice is refused, except for tokens.
  ///
  /// Source: `validateProjectionSources` in pkg/apis/core/validation/validation.go.
  private mutating func collectPaths(
    _ source: PodObject,
    _ kind: PodField,
    _ paths: inout FirstPlaces,
    _ all: inout [Node]
  ) {
    if kind == .serviceAccountToken {
      if let place = source.filledPlace(.path) { all.append(place) }
      return
    }
    for (_, node) in source.items(.items) {
      guard let place = object(node).filledPlace(.path), let text = place.string else { continue }
      guard let first = paths.firstPlace(of: text, at: place) else {
        all.append(place)
        continue
      }
      let steps = path.suffix(2)
      path.removeLast(2)
      report(
        .volume,
        "path \(text.quoted) is used twice",
        at: place,
        related: [(first, "the first one")]
      )
      path += steps
    }
  }
}
