internal import Glibc

/// Runs the `git` program in a folder.
package struct GitCommand: Sendable {
  /// What `-C` gets.
  package let folder: String

  package init(folder: String) {
    self.folder = folder
  }

  package struct Outcome: Sendable {
    /// -1 if a signal ended it.
    package var status: Int32
    package var output: [UInt8]
    package var errors: String
  }

  /// The output of a command that must succeed.
  package func output(_ arguments: [String], input: [UInt8] = []) throws(TreeError) -> [UInt8] {
    let outcome = try run(arguments, input: input)
    guard outcome.status == 0 else {
      let first = outcome.errors.split(separator: "\n").first.map(String.init)
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

  package func run(_ arguments: [String], input: [UInt8] = []) throws(TreeError) -> Outcome {
    // Files take the input and the errors: with three pipes both sides could wait for each other.
    guard let inputFile = tmpfile(), let errorFile = tmpfile() else {
      throw TreeError("can't make a temporary file: \(SystemError.text)")
    }
    defer {
      fclose(inputFile)
      fclose(errorFile)
    }
    fwrite(input, 1, input.count, inputFile)
    rewind(inputFile)
    var pipes: [Int32] = [0, 0]
    guard pipe(&pipes) == 0 else { throw TreeError("can't make a pipe: \(SystemError.text)") }
    for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(pipes[0]) }
    let process = try spawn(
      ["git", "-C", folder, "--literal-pathspecs", "--no-replace-objects"] + arguments,
      input: fileno(inputFile),
      output: pipes[1],
      errors: fileno(errorFile)
    )
    close(pipes[1])
    let output = GitCommand.readAll(pipes[0])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    lseek(fileno(errorFile), 0, SEEK_SET)
    let errors = String(decoding: GitCommand.readAll(fileno(errorFile)), as: UTF8.self)
    let hasExited = status & 0x7F == 0
    return Outcome(status: hasExited ? status >> 8 & 0xFF : -1, output: output, errors: errors)
  }

  private func spawn(
    _ words: [String],
    input: Int32,
    output: Int32,
    errors: Int32
  ) throws(TreeError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    var arguments = words.map { strdup($0) } + [nil]
    var environment = GitCommand.environment.map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let status = posix_spawnp(&process, "git", &actions, nil, &arguments, &environment)
    guard status == 0 else {
      let reason = String(cString: strerror(status)).lowercased()
      throw TreeError("can't run git: \(reason); commits are read through it")
    }
    return process
  }

  /// Ours, without what a hook of git may have set about another repository, in English, and with
  /// no locks taken.
  private static let environment: [String] = {
    let dropped = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "LC_ALL"]
    var result = ["LC_ALL=C", "GIT_OPTIONAL_LOCKS=0"]
    var position = environ
    while let text = position.pointee {
      let variable = String(cString: text)
      if !dropped.contains(where: { variable.hasPrefix($0 + "=") }) { result.append(variable) }
      position += 1
    }
    return result
  }()

  private static func readAll(_ handle: Int32) -> [UInt8] {
    var output: [UInt8] = []
    let size = 1 << 18
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
    defer { chunk.deallocate() }
    while true {
      let count = read(handle, chunk.baseAddress, size)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return output }
      output.append(contentsOf: chunk[..<count])
    }
  }
}
