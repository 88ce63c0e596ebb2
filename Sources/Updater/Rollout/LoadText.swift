internal import Formats

/// What the comment on a pull request says of components; nothing about addresses.
enum LoadText {
  /// - Parameters:
  ///   - comment: What waits.
  ///   - records: What is known of the components, by their names.
  ///   - components: What the settings say of them.
  /// - Returns: A line for each component that is known.
  static func lines(
    _ comment: AwaitedComment,
    _ records: [String: ComponentRecord],
    _ components: [Rollout.Component]
  ) -> String {
    comment.components.compactMap { awaited in
      guard let record = records[awaited.name],
        let component = components.first(where: { $0.name == awaited.name })
      else { return nil }
      let name = Markdown.code(awaited.name)
      let what = awaited.configMaps.map { Markdown.code($0) }.joined(separator: ", ")
      let proof = component.answer.proof
      switch awaited.isTold ? record.state : .unknown {
      case .loaded:
        let written = min(comment.time, record.since)
        let after = Age.words((record.loadedAt ?? written) - written)
        return "\(name) has \(proof) \(what), \(after) after it was applied.\n"
      case .late:
        return "\(name) has not \(proof) \(what) within \(Age.words(component.limit.seconds)). "
          + "It is asked again, and this comment changes when it has.\n"
      case .waiting: return "\(name) has not \(proof) \(what) yet.\n"
      case .unknown:
        return "It can't be told whether \(name) has \(proof) \(what): "
          + "it is not known which commit it has.\n"
      }
    }.joined()
  }
}
