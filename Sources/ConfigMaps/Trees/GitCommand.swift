internal import Glibc
internal import Synchronization

/// Runs the `git` program in a folder.
package struct GitCommand: Sendable {
  /// What `-C` gets.
  package let folder: String
  /// `NAME=VALUE` of all that git gets; `nil` for what this program has got.
  private let variables: [String]?
  /// How long a command may take; `nil` for as long as it likes.
  private let limit: Duration?

  package init(folder: String, environment: [String]? = nil, limit: Duration? = nil) {
    self.folder = folder
    variables = environment
    self.limit = limit
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
    let (process, outputPipe) = try start(
      arguments,
      input: fileno(inputFile),
      errors: fileno(errorFile)
    )
    defer { close(outputPipe) }
    let output =
      limit.map { GitCommand.readAll(outputPipe, within: $0) }
      ?? GitCommand.readAll(outputPipe)
    // Git's helpers are of its group, and would go on without it.
    if output == nil { kill(-process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard let output else { throw stopped(arguments) }
    lseek(fileno(errorFile), 0, SEEK_SET)
    let errors = String(decoding: GitCommand.readAll(fileno(errorFile)), as: UTF8.self)
    let hasExited = status & 0x7F == 0
    return Outcome(status: hasExited ? status >> 8 & 0xFF : -1, output: output, errors: errors)
  }

  private static let starting = Mutex(())

  /// One at a time: a program that another thread starts meanwhile would keep the pipe open.
  private func start(
    _ arguments: [String],
    input: Int32,
    errors: Int32
  ) throws(TreeError) -> (process: pid_t, output: Int32) {
    try GitCommand.starting.withLock { _ throws(TreeError) in
      var pipes: [Int32] = [0, 0]
      guard pipe(&pipes) == 0 else { throw TreeError("can't make a pipe: \(SystemError.text)") }
      for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      defer { close(pipes[1]) }
      do throws(TreeError) {
        let process = try spawn(
          ["git", "-C", folder, "--literal-pathspecs", "--no-replace-objects"] + arguments,
          input: input,
          output: pipes[1],
          errors: errors
        )
        return (process, pipes[0])
      } catch {
        close(pipes[0])
        throw error
      }
    }
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
    var environment = (variables ?? GitCommand.environment).map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    if limit != nil { posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP)) }
    var process: pid_t = 0
    let status = posix_spawnp(&process, "git", &actions, &attributes, &arguments, &environment)
    guard status == 0 else {
      let reason = String(cString: strerror(status)).lowercased()
      throw TreeError("can't run git: \(reason); commits are read through it")
    }
    return process
  }

  private func stopped(_ arguments: [String]) -> TreeError {
    let name = arguments.first { !$0.hasPrefix("-") && !$0.contains("=") } ?? ""
    if Task.isCancelled { return TreeError("git \(name): stopped, as the work was given up") }
    return TreeError("git \(name): no end after \(limit ?? .zero); it was stopped")
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
  /// - Returns: `nil` if the end did not come in time, or the task was cancelled.
  private static func readAll(_ handle: Int32, within limit: Duration) -> [UInt8]? {
    let end = ContinuousClock.now + limit
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while ContinuousClock.now < end, !Task.isCancelled {
      var waiting = pollfd(fd: handle, events: Int16(POLLIN), revents: 0)
      // Short, so that a cancelled task does not wait for a slow server.
      guard poll(&waiting, 1, 100) > 0 else { continue }
      let count = read(handle, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return output }
      output.append(contentsOf: chunk[..<count])
    }
    return nil
  }
}
