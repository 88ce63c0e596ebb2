import ArgumentParser

/// What people do with policies besides linting.
struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Test, try and count the team's own rules.",
    discussion: "docs/policies.md says what policies are; plimsoll lint runs them.",
    subcommands: [
      PolicyTestCommand.self, PolicyEvalCommand.self, PolicyCoverageCommand.self,
      PolicyNewCommand.self, PolicyReferenceCommand.self,
    ]
  )
}
