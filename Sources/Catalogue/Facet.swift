/// What jobs can be looked for by, besides words in their names.
enum Facet: Int, CaseIterable, Sendable {
  case repository, kind, cluster, image, preset, secret, annotation

  /// The folder of its pages, and the name of the page that lists its values.
  var folder: String {
    switch self {
    case .repository: "repositories"
    case .kind: "kinds"
    case .cluster: "clusters"
    case .image: "images"
    case .preset: "presets"
    case .secret: "secrets"
    case .annotation: "annotations"
    }
  }

  /// As people see it on a page.
  var title: String {
    switch self {
    case .repository: "Repositories"
    case .kind: "Kinds"
    case .cluster: "Clusters"
    case .image: "Images"
    case .preset: "Presets"
    case .secret: "Secrets"
    case .annotation: "Annotations"
    }
  }

  var noun: String {
    switch self {
    case .repository: "repository"
    case .kind: "kind"
    case .cluster: "cluster"
    case .image: "image"
    case .preset: "preset"
    case .secret: "secret"
    case .annotation: "annotation"
    }
  }
}

/// One value that jobs can have, and the jobs that have it.
struct FacetValue: Sendable {
  /// What tells it from the others of its facet.
  let key: String
  /// What people see.
  let name: String
  /// The name of its page, without folder and ending.
  var file = ""
  /// Positions of the jobs, in their order.
  var jobs: [Int] = []
}

/// The values of one facet, in the order of their names.
struct FacetIndex: Sendable {
  let facet: Facet
  private(set) var values: [FacetValue]
  private let positions: [String: Int]

  /// - Parameters:
  ///   - facet: What the values are.
  ///   - known: Values that are there also if no job has them.
  ///   - jobs: The values of each job.
  init(
    _ facet: Facet,
    known: [(key: String, name: String)] = [],
    jobs: [[(key: String, name: String)]]
  ) {
    var names: [String: String] = [:]
    for value in known + jobs.joined() { names[value.key] = value.name }
    var values = names.map { FacetValue(key: $0.key, name: $0.value) }
      .sorted { ($0.name, $0.key) < ($1.name, $1.key) }
    let files = FileNames.make(values.map { ($0.name, $0.key) })
    for index in values.indices { values[index].file = files[index] }
    let positions = Dictionary(
      uniqueKeysWithValues: values.enumerated().map { ($1.key, $0) }
    )
    for (job, own) in jobs.enumerated() {
      for value in own {
        guard let position = positions[value.key], values[position].jobs.last != job else {
          continue
        }
        values[position].jobs.append(job)
      }
    }
    self.facet = facet
    self.values = values
    self.positions = positions
  }

  func position(of key: String) -> Int? { positions[key] }

  /// The address of a value's page; `nil` for one that there is not.
  ///
  /// `root`: What leads to the top of the site.
  func address(of key: String, root: String) -> String? {
    positions[key].map { "\(root)\(facet.folder)/\(values[$0].file).html" }
  }
}
