internal import Dispatch
internal import Glibc

/// Runs a program for its output, with no input, and not for longer than it may.
enum ChildProcess {
  struct Outcome: Sendable {
    /// -1 if a signal ended it.
    var status: Int32
    var output: [UInt8]
    var errors: String
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// - Parameters:
  ///   - words: The program, found on the PATH if it has no slash, and its arguments.
  ///   - environment: All of it.
  ///   - timeout: After which it is killed, and what it started with it.
  /// - Returns: What it printed.
  /// - Throws: `Failure` if it can't be run, or was killed.
  static func run(
    _ words: [String],
    environment: [String: String],
    timeout: Duration
  ) async throws(Failure) -> Outcome {
    // The calls below block, which no thread of the tasks may.
    let result = await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          returning: Result { () throws(Failure) in
            try runBlocking(words, environment: environment, timeout: timeout)
          }
        )
      }
    }
    return try result.get()
  }

  private static func runBlocking(
    _ words: [String],
    environment: [String: String],
    timeout: Duration
  ) throws(Failure) -> Outcome {
    guard let errorFile = tmpfile() else { throw failure("can't make a temporary file") }
    defer { fclose(errorFile) }
    var pipes: [Int32] = [0, 0]
    guard pipe(&pipes) == 0 else { throw failure("can't make a pipe") }
    for end in pipes { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(pipes[0]) }
    let process: pid_t
    do {
      defer { close(pipes[1]) }
      process = try spawn(words, environment, output: pipes[1], errors: fileno(errorFile))
    }
    let end = ContinuousClock.now + timeout
    let output = read(pipes[0], until: end)
    if output == nil { kill(-process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard let output else {
      throw Failure(description: "\"\(words[0])\" did not end within \(timeout)")
    }
    lseek(fileno(errorFile), 0, SEEK_SET)
    let errors = read(fileno(errorFile), until: end) ?? []
    return Outcome(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : -1,
      output: output,
      errors: String(decoding: errors, as: UTF8.self)
    )
  }

  private static func failure(_ what: String) -> Failure {
    Failure(description: "\(what): \(String(cString: strerror(errno)).lowercased())")
  }

  private static func spawn(
    _ words: [String],
    _ environment: [String: String],
    output: Int32,
    errors: Int32
  ) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A group of its own, so that what it starts can be ended with it.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    var arguments = words.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process: pid_t = 0
    let status = posix_spawnp(&process, words[0], &actions, &attributes, &arguments, &variables)
    guard status == 0 else {
      let reason = String(cString: strerror(status)).lowercased()
      throw Failure(description: "can't run \"\(words[0])\": \(reason)")
    }
    return process
  }

  /// - Returns: All that can be read; `nil` if the time was over before the end.
  private static func read(_ handle: Int32, until end: ContinuousClock.Instant) -> [UInt8]? {
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let left = ContinuousClock.now.duration(to: end).components
      let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
      var poll = pollfd(fd: handle, events: Int16(POLLIN), revents: 0)
      let ready = Glibc.poll(&poll, 1, Int32(clamping: max(0, milliseconds)))
      if ready < 0, errno == EINTR { continue }
      if ready <= 0 { return nil }
      let count = Glibc.read(handle, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return output }
      output += chunk[..<count]
    }
  }
}
