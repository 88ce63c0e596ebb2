internal import Prow
internal import Schema
internal import YAML

/// The object types that a kind of file is made of, each at the place nearest to the top.
struct FieldTree: Sendable {
  /// A type at its place, in the order of the distance from the top.
  struct Home: Sendable {
    let type: String
    /// Position of the home above; `nil` for a top.
    let parent: Int?
    /// The field of the home above that leads here, with `[]` for lists and `.NAME` for maps.
    let step: String
    let depth: Int
  }

  /// Where the types are found.
  let catalog: Catalog
  private(set) var homes: [Home] = []
  private var byType: [String: Int] = [:]
  /// Positions of the homes that have a field, by its name without letter case and `_`.
  private var byField: [String: [Int]] = [:]

  /// - Parameters:
  ///   - tops: Names of types; what several of them reach belongs to the first.
  ///   - catalog: Where the types are found.
  init(tops: [String], in catalog: Catalog = ProwSchema.fields) {
    self.catalog = catalog
    for top in tops where byType[top] == nil {
      var next = homes.count
      add(Home(type: top, parent: nil, step: "", depth: 0))
      while next < homes.count {
        addChildren(of: next)
        next += 1
      }
    }
    for (position, home) in homes.enumerated() {
      for field in fields(of: home) {
        byField[Self.folded(field.name), default: []].append(position)
      }
    }
  }

  /// For jobs and their pods.
  static let jobs = FieldTree(tops: ["Presubmit", "Postsubmit", "Periodic", "Preset"])
  /// For config.yaml and the files that add to it.
  static let config = FieldTree(tops: ["ProwConfig", "Presubmit", "Postsubmit", "Periodic"])
  static let plugins = FieldTree(tops: ["Configuration"])
  static let pods = FieldTree(tops: ["Pod"])

  static func of(_ kind: FileKind) -> FieldTree {
    switch kind {
    case .jobs, .inRepo: jobs
    case .config, .supplementalConfig: config
    case .plugins, .supplementalPlugins: plugins
    case .pod: pods
    default: FieldTree(tops: [kind.rootType], in: kind.fields)
    }
  }

  func contains(_ type: String) -> Bool { byType[type] != nil }

  private mutating func add(_ home: Home) {
    byType[home.type] = homes.count
    homes.append(home)
  }

  private mutating func addChildren(of position: Int) {
    let home = homes[position]
    let fields = fields(of: home)
    // What containers, init containers and ephemeral ones have in common is meant for containers.
    for field in fields.filter({ $0.name == "containers" }) + fields {
      guard let (type, suffix) = Self.element(of: field.type, ""), byType[type] == nil else {
        continue
      }
      let step = field.name + suffix
      add(Home(type: type, parent: position, step: step, depth: home.depth + 1))
    }
  }

  private func fields(of home: Home) -> [Schema.Field] {
    catalog.objects[home.type]?.fields ?? []
  }

  private static func element(of type: FieldType, _ suffix: String) -> (String, String)? {
    switch type {
    case .object(let name): (name, suffix)
    case .list(let inner): element(of: inner, suffix + "[]")
    case .map(let inner): element(of: inner, suffix + ".NAME")
    default: nil
    }
  }

  private static func folded(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" && $0 != "-" }
  }
}

// MARK: - Where a field belongs

extension FieldTree {
  /// A field at a place where it is right.
  struct Match {
    let home: Home
    /// Position of `home`.
    let position: Int
    /// As the type spells it.
    let field: String
  }

  /// The places nearest to a type that have a field of this name and can take its value: one, or
  /// several that are equally near.
  ///
  /// `steps`: The most steps to such a place.
  func matches(for name: String, _ value: Node, from type: String, within steps: Int) -> [Match] {
    guard let start = position(of: type) else { return [] }
    let folded = Self.folded(name)
    var best: [Match] = []
    var least = Int.max
    for position in byField[folded] ?? [] where position != start {
      let home = homes[position]
      // Nobody writes these into jobs, and they have what containers have.
      if home.type == "EphemeralContainer" { continue }
      let field = fields(of: home).first { Self.folded($0.name) == folded }
      guard let field, FieldShape.fits(value, field.type, catalog) else { continue }
      let distance = distance(from: start, to: position)
      if distance > least { continue }
      if distance < least { best = [] }
      least = distance
      best.append(Match(home: home, position: position, field: field.name))
    }
    return least <= steps ? best : []
  }

  /// Postsubmits and periodics have the fields of a job in the same places as presubmits.
  func position(of type: String) -> Int? {
    byType[type == "Postsubmit" || type == "Periodic" ? "Presubmit" : type] ?? byType[type]
  }

  /// Steps up to what both are below, and down again.
  private func distance(from start: Int, to end: Int) -> Int {
    var (left, right) = (start, end)
    var steps = 0
    while left != right {
      steps += 1
      if homes[left].depth >= homes[right].depth {
        // Tops are side by side in one file: what is meant for one is seldom in another.
        guard let parent = homes[left].parent else { return steps + 4 }
        left = parent
      } else if let parent = homes[right].parent {
        right = parent
      }
    }
    return steps
  }

  /// The way to a home, from a type above it or else from the top.
  func path(to position: Int, from type: String) -> String {
    var steps: [String] = []
    var current: Int? = position
    while let at = current, homes[at].type != type {
      if homes[at].parent != nil { steps.append(homes[at].step) }
      current = homes[at].parent
    }
    let path = steps.reversed().joined(separator: ".")
    return path.hasSuffix("[]") ? String(path.dropLast(2)) : path
  }

  /// Whether one type is above another.
  func isAbove(_ type: String, _ other: String) -> Bool {
    var current = byType[other].flatMap { homes[$0].parent }
    while let at = current {
      if homes[at].type == type { return true }
      current = homes[at].parent
    }
    return false
  }
}
