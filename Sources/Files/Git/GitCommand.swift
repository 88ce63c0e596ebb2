internal import Machine

/// Runs the `git` program in a folder, always with what `GitSafety` says.
package struct GitCommand: Sendable {
  /// What `-C` gets.
  package let folder: String
  /// Whether the folder is itself the repository, not one with a work tree.
  private let isBare: Bool
  /// `NAME=VALUE` of all that git gets.
  private let variables: [String]
  /// How long a command may take.
  private let limit: Duration

  /// - Parameters:
  ///   - folder: Where git is started.
  ///   - isBare: Whether the folder is a bare clone that this program or its user named; git does
  ///     not look for one on its own.
  ///   - environment: `NAME=VALUE` of all variables, made by `GitSafety`.
  ///   - limit: How long a command may take.
  package init(
    folder: String,
    isBare: Bool = false,
    environment: [String] = GitSafety.reading,
    limit: Duration = .seconds(600)
  ) {
    self.folder = folder
    self.isBare = isBare
    variables = environment
    self.limit = limit
  }

  /// The output of a command that must succeed.
  package func output(
    _ arguments: [String],
    input: [UInt8] = [],
    mostBytes: Int = 1 << 28
  ) throws(TreeError) -> [UInt8] {
    let outcome = try run(arguments, input: input, mostBytes: mostBytes)
    guard outcome.status == 0 else {
      let lines = outcome.errors.split(separator: "\n").map(String.init)
      let first = lines.first { $0.hasPrefix("fatal: ") } ?? lines.first
      throw TreeError("git \(arguments.first ?? ""): \(first ?? "ended with \(outcome.status)")")
    }
    return outcome.output
  }

  /// The first line of a command's output; `nil` if it fails.
  package func line(_ arguments: [String]) throws(TreeError) -> String? {
    let outcome = try run(arguments)
    guard outcome.status == 0 else { return nil }
    return String(decoding: outcome.output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// - Parameters:
  ///   - arguments: The command and what follows it.
  ///   - input: What the command reads.
  ///   - mostBytes: More output is an error.
  /// - Returns: What came of it, whether it succeeded or not.
  /// - Throws: `TreeError` if git can't be run or had to be stopped.
  package func run(
    _ arguments: [String],
    input: [UInt8] = [],
    mostBytes: Int = 1 << 28
  ) throws(TreeError) -> (status: Int32, output: [UInt8], errors: String) {
    let place = isBare ? ["--git-dir=."] : []
    var process = ChildProcess(
      words: ["git", "-C", folder] + place + GitSafety.arguments + arguments,
      environment: variables,
      limit: limit
    )
    process.input = input
    process.mostBytes = mostBytes
    do {
      let outcome = try process.run()
      return (outcome.status, outcome.output, outcome.errors)
    } catch {
      throw failure(error, arguments, mostBytes)
    }
  }

  private func failure(
    _ failure: ChildProcess.Failure,
    _ arguments: [String],
    _ mostBytes: Int
  ) -> TreeError {
    let name = arguments.first { !$0.hasPrefix("-") && !$0.contains("=") } ?? ""
    return switch failure {
    case .notStarted(let reason):
      TreeError("can't run git: \(reason); commits are read through it")
    case .cancelled: TreeError("git \(name): stopped, as the work was given up")
    case .tooSlow: TreeError("git \(name): no end after \(limit); it was stopped")
    case .tooMuchOutput:
      TreeError(
        "git \(name): it gave more than \(mostBytes) bytes and was stopped",
        isOfContents: true
      )
    }
  }
}
