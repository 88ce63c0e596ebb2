import TestSupport
import Testing

/// Repositories, a clone, a registry and GitHub for the real program.
final class BumpBed {
  let folder: TemporaryFolder
  let gitHub = GitHubDouble()
  let registry = RegistryDouble([
    "images/deck": RegistryDouble.Image(tags: ["v20260101-0123abc-go", "v20260821-a61940897-go"]),
    "images/hook": RegistryDouble.Image(tags: ["v20260102-0123abd", "v20260821-a61940897"]),
  ])

  static let config = """
    gitHubOrg: acme
    gitHubRepo: infra
    gitHubLogin: bot
    gitHubToken: TOKEN
    remoteName: infra
    gitName: Acme Bot
    gitEmail: bot@acme.dev
    labels: [images, ok-to-test]
    selfAssign: true
    includedConfigPaths: [config]
    extraFiles: [build.sh]
    targetVersion: latest
    prefixes:
    - name: Acme
      prefix: registry.acme.dev/images/
      repo: https://github.com/acme/images
      consistentImages: true

    """
  static let deck = "image: registry.acme.dev/images/deck:v20260101-0123abc-go\n"
  static let hook = "docker run registry.acme.dev/images/hook:v20260102-0123abd\n"

  /// `files`: More of them.
  init(_ files: [String: String] = [:], config: String = BumpBed.config) throws {
    folder = try TemporaryFolder()
    try folder.write("token-1\n", to: "token")
    try folder.write("{}", to: "docker.json")
    try folder.write(
      config.replacing("TOKEN", with: "\(folder.path)/token"),
      to: "work/bump.yaml"
    )
    try folder.write(BumpBed.deck, to: "work/config/deck.yaml")
    try folder.write(BumpBed.hook, to: "work/build.sh")
    for (path, text) in files { try folder.write(text, to: "work/\(path)") }
    try git(
      """
      chmod +x work/build.sh
      git init -q -b main work && git -C work add -A && git -C work commit -q -m first
      for owner in acme bot; do git clone -q --bare work $owner/infra.git; done
      git clone -q "file://$PWD/acme/infra.git" clone && rm -rf work
      """
    )
    gitHub.setRepositories(folder.path)
  }

  /// Runs lines of a shell in the folder, as somebody who may commit.
  func git(_ lines: String) throws {
    let identity =
      "export GIT_AUTHOR_NAME=Jo GIT_AUTHOR_EMAIL=jo@acme.dev GIT_COMMITTER_NAME=Jo "
      + "GIT_COMMITTER_EMAIL=jo@acme.dev GIT_CONFIG_GLOBAL=/dev/null"
    try folder.shell("set -e; cd '\(folder.path)'; \(identity); \(lines)")
  }

  /// What a command of git prints.
  func text(_ command: String) throws -> String {
    try git("git \(command) > output")
    return try folder.text("output")
  }

  typealias Ending = (status: Int32, output: String, errors: String)

  /// Runs the program in the clone.
  func run(
    _ arguments: [String] = ["bump.yaml"],
    withToken: Bool = false
  ) async throws -> Ending {
    try await registry.withServer { registryPort in
      try await gitHub.withServer { port in
        let token = withToken ? ["--github-token-file", "\(folder.path)/token"] : []
        return try await UpdaterProgram.run(
          [
            "bump", "--registry", "registry.acme.dev=http://127.0.0.1:\(registryPort)",
            "--github-api", "http://127.0.0.1:\(port)", "--docker-config",
            "\(folder.path)/docker.json", "--remote", "file://\(folder.path)/{repo}.git",
          ] + token + arguments.map { $0.replacing("REGISTRY", with: "127.0.0.1:\(registryPort)") },
          in: folder,
          below: "clone"
        )
      }
    }
  }
}
