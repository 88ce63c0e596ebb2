internal import Diagnostics
internal import Files
internal import GoFormats
internal import Kubernetes
internal import Prow

/// Finds the ConfigMap and key of every file of a tree, before any file is read.
struct Placement {
  let tree: any FileTree
  let maps: [UpdaterMap]
  private let request: DesiredState.Request
  /// The targets of each map by their name.
  private let targets: [[String: [ConfigMapTarget]]]
  private let index: GlobIndex

  var faults: [PublishedFault] = []
  /// Indices of maps that a file matched.
  private(set) var matched: Set<Int> = []
  private(set) var items: [ConfigMapTarget: [String: Item]] = [:]
  /// The files of each ConfigMap, in the order of their paths.
  private(set) var filesByTarget: [ConfigMapTarget: [Item]] = [:]
  /// What is to be read, each file once.
  private(set) var filesToRead: [Item] = []
  /// The bytes of what is to be read, by the path of its entry.
  private(set) var sizes: [String: Int] = [:]
  private var clashes: [KeyClash] = []
  private var positions: [String: Int] = [:]
  private var validity: [ConfigMapTarget: Bool] = [:]
  /// What was reported, so that nothing is reported twice.
  var reported: Set<Report> = []

  /// A file on its way into a ConfigMap.
  struct Item: Hashable {
    let path: String
    /// What is read: the file itself, or where a link leads.
    let entry: TreeEntry
    let map: Int
    var isZipped: Bool
  }

  init(tree: any FileTree, config: UpdaterConfig, request: DesiredState.Request) {
    self.tree = tree
    maps = config.maps
    self.request = request
    targets = config.maps.map { map in
      Dictionary(grouping: map.targets(namespace: request.namespace), by: \.name)
    }
    index = GlobIndex(config.maps.map(\.glob))
  }

  mutating func run() throws(TreeError) {
    for map in maps {
      if let segment = map.glob.environmentSegment {
        add(.variable(segment, glob: map.glob.pattern), at: map.place)
      }
    }
    let usable = maps.filter { $0.glob.environmentSegment == nil }
    let entries = try tree.entries(at: usable.compactMap(\.glob.root))
    // Of two files with one key the later one stays, as it does where Prow reads a whole tree.
    for entry in entries.sorted(by: { TreePaths.precedes($1.path, $0.path) }) {
      let matches = index.matches(entry.path)
      guard let first = matches.first else { continue }
      matched.formUnion(matches)
      let outcomes = matches.map { outcome(of: entry.path, under: $0) }
      if let other = outcomes.firstIndex(where: { $0 != outcomes[0] }) {
        reportOverlap(entry.path, first, matches[other])
      } else if let outcome = outcomes[0] {
        try place(entry, outcome, map: first)
      }
    }
    filesToRead.reverse()
    for target in filesByTarget.keys { filesByTarget[target]?.reverse() }
    for clash in KeyClash.byGlob(clashes) { reportClash(clash.first, count: clash.count) }
    try dropLargeFiles()
    addPartitions()
  }

  /// Removes files that are too large for any ConfigMap, so that they are not read.
  private mutating func dropLargeFiles() throws(TreeError) {
    let sizes = try tree.sizes(of: filesToRead.map(\.entry))
    var large: Set<String> = []
    for (item, size) in zip(filesToRead, sizes) {
      self.sizes[item.entry.path] = size
      guard size > FileContent.mostBytes else { continue }
      large.insert(item.entry.path)
      add(
        .largeFile(path: item.path, size: size),
        at: place(of: item.path),
        related: [maps[item.map].place]
      )
    }
    if large.isEmpty { return }
    filesToRead.removeAll { large.contains($0.entry.path) }
    for target in filesByTarget.keys {
      filesByTarget[target]?.removeAll { large.contains($0.entry.path) }
    }
  }

  private func admits(_ map: UpdaterMap) -> Bool {
    request.ignoresRepositories || map.admits(request.repository)
  }

  // MARK: One file

  private struct Outcome: Hashable {
    var key: String
    var targets: [ConfigMapTarget]
    var isZipped: Bool
    var hasName: Bool
  }

  /// - Returns: Where the file goes if the map takes it; `nil` if the map does not admit the
  ///   repository.
  private func outcome(of path: String, under index: Int) -> Outcome? {
    let map = maps[index]
    guard admits(map) else { return nil }
    let key = map.key(of: path)
    let name = map.name(for: key)
    let targets = name.flatMap { self.targets[index][$0] } ?? []
    return Outcome(key: key, targets: targets, isZipped: map.isZipped, hasName: name != nil)
  }

  private mutating func place(
    _ entry: TreeEntry,
    _ outcome: Outcome,
    map: Int
  ) throws(TreeError) {
    if !outcome.hasName { return add(.noName(path: entry.path), at: maps[map].place) }
    if let names = request.names, !outcome.targets.contains(where: { names.contains($0.name) }) {
      return
    }
    guard let source = try source(of: entry, map) else { return }
    if let fault = NameFormat.configMapKeyFault(outcome.key) {
      return add(
        .key(outcome.key, fault: fault),
        at: place(of: entry.path),
        related: [maps[map].place]
      )
    }
    if outcome.key == DesiredConfigMap.versionKey, maps[map].glob.isPattern {
      add(.version(path: entry.path), at: place(of: entry.path), related: [maps[map].place])
    }
    let item = Item(path: entry.path, entry: source, map: map, isZipped: outcome.isZipped)
    for target in outcome.targets where isValid(target, map) {
      if let other = items[target]?[outcome.key] {
        clashes.append(KeyClash(key: outcome.key, name: target.name, item: item, other: other))
      } else {
        items[target, default: [:]][outcome.key] = item
        filesByTarget[target, default: []].append(item)
        read(item)
      }
    }
  }

  private mutating func read(_ item: Item) {
    if let position = positions[item.entry.path] {
      if item.isZipped { filesToRead[position].isZipped = true }
    } else {
      positions[item.entry.path] = filesToRead.count
      filesToRead.append(item)
    }
  }

  /// The file to read; `nil` if there is none, which is reported.
  private mutating func source(of entry: TreeEntry, _ map: Int) throws(TreeError) -> TreeEntry? {
    // A submodule is a folder.
    if entry.kind == .folder || entry.kind == .other("a submodule") { return nil }
    switch try tree.resolve(entry) {
    case .file(let file): return file
    case .fault(let words):
      add(
        .unreadable(path: entry.path, fault: words),
        at: place(of: entry.path),
        related: [maps[map].place]
      )
      return nil
    }
  }

  private mutating func isValid(_ target: ConfigMapTarget, _ map: Int) -> Bool {
    if let known = validity[target] { return known }
    let isValid = check(target, map)
    validity[target] = isValid
    return isValid
  }

  private mutating func check(_ target: ConfigMapTarget, _ map: Int) -> Bool {
    if let fault = NameFormat.dns1123SubdomainFault(target.name) {
      add(.name(target.name, kind: .configMap, fault: fault), at: maps[map].place)
      return false
    }
    if let fault = NameFormat.dns1123LabelFault(target.namespace) {
      add(.name(target.namespace, kind: .namespace, fault: fault), at: maps[map].place)
      return false
    }
    return true
  }

  /// Sets the keys of every partition of a map with files, also of those without keys.
  private mutating func addPartitions() {
    for index in matched.sorted() where maps[index].isPartitioned {
      guard admits(maps[index]) else { continue }
      for target in maps[index].targets(namespace: request.namespace)
      where request.names?.contains(target.name) ?? true && isValid(target, index) {
        items[target] = items[target] ?? [:]
      }
    }
  }

  // MARK: Results

  /// Only what goes into ConfigMaps of some names.
  func limited(to names: Set<String>) -> Placement {
    var limited = self
    limited.items = items.filter { names.contains($0.key.name) }
    limited.filesByTarget = filesByTarget.filter { names.contains($0.key.name) }
    let paths = Set(limited.filesByTarget.values.joined().map(\.entry.path))
    limited.filesToRead = filesToRead.filter { paths.contains($0.entry.path) }
    return limited
  }

  func configMaps(contents: [String: FileContent], version: String?) -> [DesiredConfigMap] {
    items.sorted { $0.key < $1.key }.map { target, keys in
      let entries = keys.sorted { TreePaths.precedes($0.key, $1.key) }.compactMap { key, item in
        contents[item.entry.path].map {
          DesiredConfigMap.Entry(key: key, path: item.path, content: $0, isZipped: item.isZipped)
        }
      }
      return DesiredConfigMap(target: target, entries: entries, version: version)
    }
  }

  var unmatchedTargets: [ConfigMapTarget] {
    let targets = maps.indices.filter {
      !matched.contains($0) && admits(maps[$0])
    }.flatMap { maps[$0].targets(namespace: request.namespace) }
    return Set(targets).filter {
      items[$0] == nil && request.names?.contains($0.name) ?? true
    }.sorted()
  }

  var shutOut: [String] {
    matched.sorted().map { maps[$0] }.filter { !admits($0) }
      .map(\.glob.pattern)
  }

  /// The maps that feed a ConfigMap.
  func maps(of target: ConfigMapTarget) -> [UpdaterMap] {
    Set(items[target]?.values.map(\.map) ?? []).sorted().map { maps[$0] }
  }

  func place(of path: String) -> Place {
    Place(file: SourceFile(path: tree.displayName(of: path), text: ""), range: .fileStart)
  }
}
