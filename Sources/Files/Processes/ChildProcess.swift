internal import CProcess
internal import Glibc

/// A program that is run for its output, and for no longer than it may.
///
/// It gets no handles but its three streams, and is the leader of a process group, so that what it
/// starts can be ended with it.
package struct ChildProcess: Sendable {
  /// The program, found on the PATH if it has no slash, and its arguments.
  package var words: [String]
  /// `NAME=VALUE` of all variables that it gets.
  package var environment: [String]
  /// What it can read.
  package var input: [UInt8] = []
  /// How long it may take from its start to its end, whatever it does with its output.
  package var limit: Duration
  /// More bytes of output are an error.
  package var mostBytes = 1 << 30

  package init(words: [String], environment: [String], limit: Duration) {
    self.words = words
    self.environment = environment
    self.limit = limit
  }

  package struct Outcome: Sendable {
    /// -1 if a signal ended it.
    package var status: Int32
    package var output: [UInt8]
    /// The start of what it said on standard error.
    package var errors: String
  }

  package enum Failure: Error, Sendable, Hashable {
    /// The system's words.
    case notStarted(String)
    /// It was stopped, since its time was over.
    case tooSlow
    /// It was stopped, since the task was cancelled.
    case cancelled
    /// It was stopped, since it gave more than `mostBytes`.
    case tooMuchOutput
  }

  /// Runs it, and blocks until it has ended.
  package func run() throws(Failure) -> Outcome {
    let output = try ProcessPipe()
    let errors = try ProcessPipe()
    let process = try start(output, errors)
    output.closeWriting()
    errors.closeWriting()
    let deadline = ContinuousClock.now + limit
    var streams = ProcessStreams(output: output.reading, errors: errors.reading, most: mostBytes)
    do throws(Failure) {
      let status = try follow(process, &streams, until: deadline)
      return Outcome(
        status: status & 0x7F == 0 ? status >> 8 & 0xFF : -1,
        output: streams.output,
        errors: String(decoding: streams.errors, as: UTF8.self)
      )
    } catch {
      kill(-process, SIGKILL)
      _ = ChildProcess.wait(for: process, flags: 0)
      throw error
    }
  }

  /// Reads until the program has ended.
  ///
  /// - Returns: Its status as `waitpid` gives it.
  private func follow(
    _ process: pid_t,
    _ streams: inout ProcessStreams,
    until deadline: ContinuousClock.Instant
  ) throws(Failure) -> Int32 {
    var pause: useconds_t = 200
    while true {
      if Task.isCancelled { throw .cancelled }
      if ContinuousClock.now >= deadline { throw .tooSlow }
      if streams.isOpen {
        // Short, so that a cancelled task does not wait for a slow server.
        let hasRead = streams.read(milliseconds: 100)
        if streams.hasTooMuch { throw .tooMuchOutput }
        if hasRead { continue }
      } else {
        usleep(pause)
        pause = min(2 * pause, 20_000)
      }
      guard let status = ChildProcess.wait(for: process, flags: WNOHANG) else { continue }
      // What it has left running, with its output still open, ends with it.
      if streams.isOpen { kill(-process, SIGKILL) }
      return status
    }
  }

  /// - Returns: `nil` if it runs on.
  private static func wait(for process: pid_t, flags: Int32) -> Int32? {
    var status: Int32 = 0
    while true {
      let ended = waitpid(process, &status, flags)
      if ended < 0, errno == EINTR { continue }
      return ended == 0 ? nil : status
    }
  }

  // MARK: Starting

  private func start(_ output: ProcessPipe, _ errors: ProcessPipe) throws(Failure) -> pid_t {
    let handle = child_input(input, input.count)
    guard handle >= 0 else { throw .last }
    defer { close(handle) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, handle, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors.writing, STDERR_FILENO)
    child_close_others(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    ChildProcess.setSignals(&attributes)
    var arguments = words.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, words[0], &actions, &attributes, &arguments, &variables)
    guard code == 0 else { throw .notStarted(String(cString: strerror(code)).lowercased()) }
    return process
  }

  /// A group of its own, and no signal that we block or ignore.
  private static func setSignals(_ attributes: inout posix_spawnattr_t) {
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))
  }
}

extension ChildProcess.Failure {
  fileprivate static var last: ChildProcess.Failure {
    .notStarted(String(cString: strerror(errno)).lowercased())
  }
}

/// A pipe that is closed with its owner.
private final class ProcessPipe {
  let reading: Int32
  private(set) var writing: Int32

  init() throws(ChildProcess.Failure) {
    var ends: [Int32] = [-1, -1]
    guard child_pipe(&ends) == 0 else { throw .last }
    (reading, writing) = (ends[0], ends[1])
  }

  func closeWriting() {
    close(writing)
    writing = -1
  }

  deinit {
    close(reading)
    if writing >= 0 { close(writing) }
  }
}

/// What a program prints, read from both of its pipes as it comes.
private struct ProcessStreams {
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []
  /// Output and errors, in this order; -1 after the end.
  private var handles: [Int32]
  private let most: Int
  private var chunk = [UInt8](repeating: 0, count: 1 << 17)

  /// Bytes of errors that are kept.
  private static let mostErrors = 1 << 16

  init(output: Int32, errors: Int32, most: Int) {
    handles = [output, errors]
    self.most = most
  }

  var isOpen: Bool { handles.contains { $0 >= 0 } }
  var hasTooMuch: Bool { output.count > most }

  /// - Returns: Whether anything came, be it an end.
  mutating func read(milliseconds: Int32) -> Bool {
    var waiting = handles.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard poll(&waiting, nfds_t(waiting.count), milliseconds) > 0 else { return false }
    for index in waiting.indices where waiting[index].revents != 0 { take(index) }
    return true
  }

  private mutating func take(_ index: Int) {
    let count = Glibc.read(handles[index], &chunk, chunk.count)
    if count < 0, errno == EINTR { return }
    if count <= 0 {
      handles[index] = -1
    } else if index == 0 {
      output += chunk[..<count]
    } else {
      errors += chunk[..<min(count, max(0, ProcessStreams.mostErrors - errors.count))]
    }
  }
}
