import Dispatch
import Glibc
import Machine
import TestSupport

@testable import Cluster
@testable import Files

/// The built program.
enum UpdaterProgram {
  /// - Parameters:
  ///   - arguments: What follows the program's name.
  ///   - folder: Where it is started.
  ///   - environment: Added to our own; `nil` takes a variable away.
  ///   - pidFile: Gets the number of its process.
  ///   - below: The folder in `folder`.
  /// - Returns: What it said, and how it ended.
  /// - Throws: If there is no program, or it does not end.
  static func run(
    _ arguments: [String],
    in folder: TemporaryFolder,
    environment: [String: String?] = [:],
    pidFile: String = "/dev/null",
    below: String = "."
  ) async throws -> (status: Int32, output: String, errors: String) {
    var variables: [String: String] = ProcessEnvironment.all
    for name in ["GITHUB_ACTIONS", "KUBECONFIG", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
      variables[name] = nil
    }
    variables["NO_COLOR"] = "1"
    for (name, value) in environment { variables[name] = value }
    let process = ChildProcess(
      words: [
        "sh", "-c", "cd \"$0\" && echo $$ > '\(pidFile)' && exec \"$@\"",
        "\(folder.path)/\(below)",
        try executable(),
      ] + arguments,
      environment: variables.map { "\($0.key)=\($0.value)" },
      limit: .seconds(600)
    )
    // It blocks, which no thread of the tasks may.
    let outcome = try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try process.run() })
      }
    }
    return (outcome.status, String(decoding: outcome.output, as: UTF8.self), outcome.errors)
  }

  static func executable() throws -> String {
    // The test bundle and the program are built into the same folder.
    let tests = try Project.link("/proc/self/exe")
    let folder = tests.split(separator: "/").dropLast().joined(separator: "/")
    let name = "plimsoll-updater"
    for path in ["/\(folder)/\(name)", "\(Project.root)/.build/debug/\(name)"]
    where access(path, X_OK) == 0 {
      return path
    }
    throw Project.Missing(path: name)
  }
}
