package import YAML

extension Workspace {
  /// The top mapping of config.yaml; `nil` for an empty file, and if it is not known.
  package var configRoot: Node? { prow == nil ? nil : config?.root }

  /// The top mapping of config.yaml and, after it, those of the files that Prow merges into it.
  ///
  /// Empty if config.yaml is not known.
  package var configRoots: [Node] {
    guard prow != nil else { return [] }
    return [configRoot].compactMap(\.self) + supplementalConfig.compactMap(\.root)
  }
}
