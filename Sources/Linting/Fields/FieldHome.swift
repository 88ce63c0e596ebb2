internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

extension FieldTree {
  /// The mapping of a home in the document of a misplaced key, if there is exactly one.
  ///
  /// - Parameters:
  ///   - match: Where the key belongs.
  ///   - key: The key as written.
  ///   - type: The type of the mapping that has the key.
  ///   - editor: Of the document.
  /// - Returns: A mapping as written, whose type has the field.
  func mapping(for match: Match, of key: Node, in type: String, _ editor: TreeEditor) -> Node? {
    guard var position = position(of: type) else { return nil }
    var path = editor.path(to: key.index)
    var down: [Int] = []
    var end = match.position
    // Up to what both are below, and down again.
    while position != end {
      if homes[position].depth >= homes[end].depth {
        guard let parent = homes[position].parent else { return nil }
        let levels = levels(of: homes[position].step)
        guard path.count > levels else { return nil }
        path.removeLast(levels)
        position = parent
      } else {
        down.append(end)
        guard let parent = homes[end].parent else { return nil }
        end = parent
      }
    }
    var mapping = path.last
    for home in down.reversed() { mapping = mapping.flatMap { child(homes[home].step, of: $0) } }
    guard let mapping, mapping.written.pointee.kind == .mapping else { return nil }
    return hasField(match, path: editor.path(to: mapping.index)) ? mapping : nil
  }

  /// The tree knows all jobs by one type, and not every kind of job has each field.
  private func hasField(_ match: Match, path: [Node]) -> Bool {
    guard match.home.type == "Presubmit", let top = path.first,
      let list = top.writtenEntries.first(where: { entry in
        path.dropFirst().first.map { entry.value.contains($0.index) } ?? false
      })
    else { return match.home.type != "Presubmit" }
    let type =
      switch list.key.text.string {
      case "presubmits": "Presubmit"
      case "postsubmits": "Postsubmit"
      case "periodics": "Periodic"
      default: ""
      }
    return catalog.objects[type]?.fields.contains { $0.name == match.field } ?? false
  }

  /// The field of a type that has a mapping of a home; `nil` if it has not, or a list of them.
  ///
  /// The tree has each type only where it is nearest to the top.
  func fieldRightBelow(_ type: String, to match: Match) -> String? {
    catalog.objects[type]?.fields.first { $0.type == .object(match.home.type) }?.name
  }

  /// How many collections are from a home up to the mapping of the one above.
  private func levels(of step: String) -> Int {
    step.hasSuffix("[]") || step.hasSuffix(".NAME") ? 2 : 1
  }

  /// The one mapping under a field; of a list its only item.
  private func child(_ step: String, of mapping: Node) -> Node? {
    let isList = step.hasSuffix("[]")
    if step.hasSuffix(".NAME") { return nil }
    let name = isList ? String(step.dropLast(2)) : step
    guard let value = mapping.writtenEntries.first(where: { $0.key.text.equals(name) })?.value,
      !value.isAlias
    else { return nil }
    if !isList { return value }
    return value.itemCount == 1 ? value.items.first { _ in true } : nil
  }
}

extension Fix {
  /// Moves a field to the one place of its file that it fits, if that does not have it yet.
  static func move(
    _ key: Node,
    of type: String,
    to match: FieldTree.Match,
    in tree: FieldTree,
    _ place: String
  ) -> Fix {
    changing(key, "move it \(place)", .safe) { editor in
      guard let mapping = editor.ownMapping(of: key) else { return nil }
      if let name = tree.fieldRightBelow(type, to: match) {
        return editor.put(key, into: name, of: mapping)
      }
      guard let target = tree.mapping(for: match, of: key, in: type, editor),
        editor.isOwn(target), !mapping.isSame(as: target)
      else { return nil }
      return target.has(match.field) || target.has("<<") ? nil : editor.move(key, into: target)
    }
  }
}

extension TreeEditor {
  /// Moves an entry into another field of its mapping, which may not be there yet.
  fileprivate func put(_ key: Node, into name: String, of mapping: Node) -> [TextEdit]? {
    if !mapping.has(name) { return nest(key, under: name) }
    // Its lines have lost their indentation.
    if mapping.value(before: key, named: name)?.isNull == true { return nestUnderPrevious(key) }
    guard let entry = mapping.writtenEntries.first(where: { $0.key.text.equals(name) }),
      isOwn(entry.value), entry.value.isMapping, !entry.value.has(key.text.string)
    else { return nil }
    return move(key, into: entry.value)
  }
}

extension Node {
  /// The value of the entry of a mapping as written before the one with a key, if it has that name.
  fileprivate func value(before key: Node, named name: String) -> Node? {
    var previous: Node.Entry?
    for entry in writtenEntries {
      if entry.key.isSame(as: key) { break }
      previous = entry
    }
    return previous.flatMap { $0.key.text.equals(name) ? $0.value : nil }
  }

  /// Whether a mapping as written has a key, or one that may be it misspelt.
  fileprivate func has(_ name: String) -> Bool {
    writtenEntries.contains { entry in
      entry.key.text.equals(name)
        || Suggestion.nearest(to: entry.key.text.string, among: [name], within: 1) != nil
    }
  }
}
