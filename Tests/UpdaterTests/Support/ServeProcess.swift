import Cluster
import Formats
import Glibc
import Synchronization
import TestSupport

/// The real program with `serve`, which can be killed.
final class ServeProcess: Sendable {
  let process: pid_t
  let log: String

  struct NeverReady: Error, CustomStringConvertible {
    var description: String
  }

  /// - Parameters:
  ///   - arguments: What follows `serve`.
  ///   - log: The file that gets what the program says.
  ///   - environment: Added to our own.
  /// - Throws: If there is no program.
  init(_ arguments: [String], log: String, environment: [String: String] = [:]) throws {
    self.log = log
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log, flags, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let program = try UpdaterProgram.executable()
    let variables = ProcessEnvironment.all.merging(environment) { _, own in own }
    var words = ([program, "serve"] + arguments).map { strdup($0) } + [nil]
    var pairs = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + pairs { free(text) } }
    var process: pid_t = 0
    let status = posix_spawn(&process, program, &actions, &attributes, &words, &pairs)
    guard status == 0 else { throw Project.Missing(path: program) }
    self.process = process
  }

  /// Waits for a line of the log.
  ///
  /// - Parameters:
  ///   - key: What is wanted of the line.
  ///   - message: What the line says.
  /// - Returns: The value under the key of the first line with the message.
  /// - Throws: `NeverReady` if the program has ended without it.
  func value(_ key: String, of message: String) async throws -> String {
    while true {
      let hasEnded = hasEnded
      for line in try Project.text(at: log).split(separator: "\n") {
        let json = try? JSONReader.read(Array(line.utf8))
        if json?["message"]?.string == message, let value = json?[key]?.string { return value }
      }
      if hasEnded {
        throw NeverReady(description: "no \"\(message)\" in:\n\(try Project.text(at: log))")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  private var hasEnded: Bool {
    var info = siginfo_t()
    return waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) != 0
      || info.si_signo == SIGCHLD
  }

  func port() async throws -> Int { Int(try await value("port", of: "listening")) ?? 0 }

  /// Ends it at once, with the programs that it has started.
  func kill() {
    Glibc.kill(-process, SIGKILL)
    wait()
  }

  /// Asks it to end.
  ///
  /// - Returns: Its exit status; -1 if a signal ended it.
  @discardableResult
  func stop() -> Int32 {
    Glibc.kill(process, SIGTERM)
    return wait()
  }

  @discardableResult
  private func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -1
  }
}
