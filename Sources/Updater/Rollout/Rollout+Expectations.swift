package import ConfigMaps

extension Rollout {
  /// What components should show.
  ///
  /// - Parameters:
  ///   - versions: The text of `VERSION` in each ConfigMap that was written or found to be right, `nil`
  ///     where there is none of the repository's own; an absent text for one that failed.
  ///   - targets: All ConfigMaps that the repository's maps name.
  ///   - repository: Whose they are.
  /// - Returns: Nothing of components whose ConfigMap failed or was not looked at.
  package func expectations(
    _ versions: [ConfigMapTarget: String??],
    of targets: Set<ConfigMapTarget>,
    repository: String
  ) -> [ComponentExpectation] {
    components.compactMap { component in
      let target = component.target
      var expectation = ComponentExpectation(name: component.name, target: target)
      guard let found = versions[target] else {
        if targets.contains(target) { return nil }
        expectation.isMade = false
        expectation.reason = "config_updater of \(repository) makes no ConfigMap \(target)"
        return expectation
      }
      // It holds what it did before.
      guard let version = found else { return nil }
      expectation.version = version
      if version == nil {
        expectation.reason =
          "the ConfigMap \(target) has no key VERSION, or that of another repository"
      }
      return expectation
    }
  }
}
