import Glibc

/// The git program, asked about a clone.
struct GitProgram {
  /// A folder inside the clone.
  let folder: String

  /// The files that differ between where two revisions parted and the second one.
  ///
  /// A renamed file counts by its new name, as on GitHub.
  func changedFiles(from: String, to: String) throws -> [String] {
    for revision in [from, to] where revision.hasPrefix("-") {
      throw Failure.usage("\"\(revision)\" is no revision")
    }
    let range = "\(from)...\(to)"
    let output = try run(["diff", "--name-only", "-z", "--find-renames", range, "--"])
    return output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Runs git and gives what it prints.
  private func run(_ arguments: [String]) throws -> [UInt8] {
    var output: [Int32] = [0, 0]
    var errors: [Int32] = [0, 0]
    guard pipe(&output) == 0, pipe(&errors) == 0 else {
      throw Failure.usage("can't start git: \(String(cString: strerror(errno)))")
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors[1], STDERR_FILENO)
    for handle in output + errors { posix_spawn_file_actions_addclose(&actions, handle) }
    let words = (["git", "-C", folder] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    var process = pid_t()
    let failure = posix_spawnp(&process, "git", &actions, nil, words + [nil], environ)
    close(output[1])
    close(errors[1])
    guard failure == 0 else {
      close(output[0])
      close(errors[0])
      throw Failure.usage("can't start git: \(String(cString: strerror(failure)))")
    }
    // What git says goes wrong is short and fits the pipe.
    let bytes = read(output[0])
    let message = read(errors[0])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard status == 0 else {
      let text = String(decoding: message, as: UTF8.self)
      let line = text.split(separator: "\n").first.map(String.init) ?? "git failed"
      throw Failure.usage("git in \(folder): \(line)")
    }
    return bytes
  }

  private func read(_ handle: Int32) -> [UInt8] {
    defer { close(handle) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(handle, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return bytes }
      bytes += chunk[..<count]
    }
  }
}
