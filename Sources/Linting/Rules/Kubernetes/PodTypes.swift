internal import Kubernetes
internal import Prow
internal import Schema

/// The types of the tables that pods are made of, and where their fields are.
enum PodTypes {
  /// Names of `Pod` and all types below it.
  static let names: Set<String> = Set(homes.map(\.type)).union(["Pod"])

  /// The object types in the order of their distance from the top, each with the shortest path to
  /// it.
  private static let homes: [(type: String, path: String)] = {
    var homes: [(type: String, path: String)] = [("PodSpec", "spec"), ("ObjectMeta", "metadata")]
    var next = 0
    while next < homes.count {
      let home = homes[next]
      next += 1
      let fields = ProwSchema.fields.objects[home.type]?.fields ?? []
      // What containers and init containers have in common is meant for containers.
      for field in fields.filter({ $0.name == "containers" }) + fields {
        guard let (type, suffix) = element(of: field.type, ""),
          !homes.contains(where: { $0.type == type })
        else { continue }
        homes.append((type, home.path + "." + field.name + suffix))
      }
    }
    return homes
  }()

  private static func element(of type: FieldType, _ suffix: String) -> (String, String)? {
    switch type {
    case .object(let name): (name, suffix)
    case .list(let inner): element(of: inner, suffix + "[]")
    case .map(let inner): element(of: inner, suffix + ".NAME")
    default: nil
    }
  }

  /// What to do about a field that a type does not have: the name that was meant, or the place
  /// where it would be right.
  static func advice(for name: String, in type: String) -> String {
    let object = ProwSchema.fields.objects[type]
    if let near = object?.nearest(to: name) { return "did you mean \(near)?" }
    let longer = (object?.fields ?? []).filter {
      $0.name.lowercased().hasSuffix(name.lowercased())
    }
    if longer.count == 1 { return "did you mean \(longer[0].name)?" }
    let home = homes.first { home in
      ProwSchema.fields.objects[home.type]?.fields.contains { $0.name == name } ?? false
    }
    if let home { return "a field of this name belongs under \(home.path)" }
    return "remove it, or look the name up with plimsoll schema job-config"
  }
}
