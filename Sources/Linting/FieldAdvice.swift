internal import Prow
internal import Schema

/// What to say about a field name that is unknown.
enum FieldAdvice {
  /// The nearest name of the same type, or where a field of that name belongs.
  static func help(for name: String, in type: String) -> String? {
    let object = ProwSchema.fields.objects[type]
    if let near = object?.nearest(to: name) { return "did you mean \(near)?" }
    let neighbours = (object?.fields ?? []).compactMap { field -> String? in
      guard case .object(let inner) = element(of: field.type),
        ProwSchema.fields.objects[inner]?.fields.contains(where: { $0.name == name }) ?? false
      else { return nil }
      return field.name
    }
    if let home = neighbours.first { return "a field of this name belongs under \(home)" }
    return "remove it, or look the name up with plimsoll schema"
  }

  private static func element(of type: FieldType) -> FieldType {
    switch type {
    case .list(let inner), .map(let inner): element(of: inner)
    default: type
    }
  }
}
