internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

/// What to do about a field that a type does not have.
///
/// One search for all files: the name that was meant, the kind of job or of file that has the
/// field, or the place where it is right.
enum FieldAdvice {
  /// What to do about an unknown key of a type.
  static func help(for key: Node, in type: String, kind: FileKind) -> String {
    let name = key.text.string
    let object = kind.fields.objects[type]
    return nearest(to: name, in: object, within: 1)
      ?? FieldSynonyms.help(for: name, in: type)
      ?? otherKind(for: name, in: type)
      ?? FileAdvice.help(for: key, in: type)
      ?? ending(in: name, key.following, of: object, kind.fields)
      ?? home(for: name, key.following, in: type, kind, within: 2)
      ?? nearest(to: name, in: object, within: .max)
      ?? FieldSynonyms.level(of: key, in: type)
      ?? home(for: name, key.following, in: type, kind, within: 5)
      ?? "remove it, or look the name up with plimsoll schema"
  }

  /// What was surely meant: the only name with at most one letter wrong, missing or added, or two
  /// swapped, or else the only place near by that has the field.
  static func fix(for key: Node, in type: String, kind: FileKind) -> Fix? {
    let name = key.text.string
    let object = kind.fields.objects[type]
    let fields = object?.fields ?? []
    let near = fields.filter { Suggestion.nearest(to: name, among: [$0.name], within: 1) != nil }
    if let field = near.first {
      guard near.count == 1, FieldShape.fits(key.following, field.type, kind.fields) else {
        return nil
      }
      return .rename(key, to: field.name, .safe)
    }
    if FieldSynonyms.help(for: name, in: type) != nil {
      return FieldSynonyms.field(for: name, in: type).map { .rename(key, to: $0, .unsafe) }
    }
    if otherKind(for: name, in: type) != nil || FileAdvice.help(for: key, in: type) != nil
      || ending(in: name, key.following, of: object, kind.fields) != nil
    {
      return nil
    }
    guard let homes = homes(for: name, key.following, in: type, kind, within: 2) else {
      return nearest(to: key, in: object, kind.fields)
    }
    guard homes.matches.count == 1, homes.matches[0].field == name else { return nil }
    let words = place(of: homes.matches[0], from: homes.type, homes.tree)
    return .move(key, of: homes.type, to: homes.matches[0], in: homes.tree, words)
  }

  /// The field with the least letters wrong, if it can have the value.
  private static func nearest(to key: Node, in object: ObjectType?, _ fields: Catalog) -> Fix? {
    guard let name = object?.nearest(to: key.text.string, within: .max),
      let field = object?.fields.first(where: { $0.name == name }),
      FieldShape.fits(key.following, field.type, fields)
    else { return nil }
    return .rename(key, to: name, .unsafe)
  }

  private static func nearest(
    to name: String,
    in object: ObjectType?,
    within limit: Int
  ) -> String? {
    object?.nearest(to: name, within: limit).map { "did you mean \($0)?" }
  }

  /// `policy` for `restartPolicy`, if there is only one such field.
  private static func ending(
    in name: String,
    _ value: Node,
    of object: ObjectType?,
    _ fields: Catalog
  ) -> String? {
    guard name.utf8.count >= 4 else { return nil }
    let longer = (object?.fields ?? []).filter {
      $0.name.lowercased().hasSuffix(name.lowercased()) && FieldShape.fits(value, $0.type, fields)
    }
    return longer.count == 1 ? "did you mean \(longer[0].name)?" : nil
  }

  // MARK: Kinds of jobs

  private static let kinds: [(type: String, list: String)] = [
    ("Presubmit", "presubmits"), ("Postsubmit", "postsubmits"), ("Periodic", "periodics"),
  ]

  private static func otherKind(for name: String, in type: String) -> String? {
    guard kinds.contains(where: { $0.type == type }) else { return nil }
    let having = kinds.filter { kind in
      ProwSchema.fields.objects[kind.type]?.fields.contains { $0.name == name } ?? false
    }
    if having.isEmpty { return nil }
    let only = "only \(Words.list(having.map(\.list))) have \(name)"
    if type == "Periodic", name.hasSuffix("branches") {
      return only + "; a periodic names its branch as base_ref in extra_refs"
    }
    return only + "; remove it, or move the job there"
  }

  // MARK: Places

  private static func home(
    for name: String,
    _ value: Node,
    in type: String,
    _ kind: FileKind,
    within steps: Int
  ) -> String? {
    guard let homes = homes(for: name, value, in: type, kind, within: steps) else { return nil }
    let places = homes.matches.map { place(of: $0, from: homes.type, homes.tree) }
    return "\(homes.matches[0].field) belongs \(places.joined(separator: " or "))"
  }

  /// One or two places where a field is right, and the tree that has them.
  private struct Homes {
    var tree: FieldTree
    /// The type that has the misplaced field, as the tree names it.
    var type: String
    var matches: [FieldTree.Match]
  }

  /// The places near a type where a field is right.
  private static func homes(
    for name: String,
    _ value: Node,
    in type: String,
    _ kind: FileKind,
    within steps: Int
  ) -> Homes? {
    // Both are names of the top of config.yaml.
    let type = type == "Config" ? "ProwConfig" : type
    // Jobs are in config.yaml, too.
    let own = FieldTree.of(kind)
    let tree = own.contains(type) ? own : FieldTree.jobs
    let matches = tree.matches(for: name, value, from: type, within: steps)
    // Where a name is right in many places it says little.
    if matches.isEmpty || matches.count > 2 { return nil }
    return Homes(tree: tree, type: type, matches: matches)
  }

  private static func place(
    of match: FieldTree.Match,
    from type: String,
    _ tree: FieldTree
  ) -> String {
    let home = match.home.type
    if kinds.contains(where: { $0.type == home }) { return "to the job itself, next to spec" }
    let start = tree.isAbove(type, home) ? type : ""
    let path = tree.path(to: match.position, from: start)
    return switch home {
    case "PodSpec": "in the pod spec, under spec"
    case "Container": "in a container, under \(path)"
    default:
      own(home, of: type, tree.catalog)
        ?? (path.isEmpty ? "at the top of the file" : "under \(path)")
    }
  }

  /// Many types may have a field of one type, and the tree knows the one nearest to the top.
  private static func own(_ home: String, of type: String, _ fields: Catalog) -> String? {
    let field = fields.objects[type]?.fields.first { $0.type == .object(home) }
    return field.map { "under \($0.name)" }
  }
}
