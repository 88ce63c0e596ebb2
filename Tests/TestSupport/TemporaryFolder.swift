import Glibc

/// A folder that is there as long as the value.
package final class TemporaryFolder {
  package let path: String

  /// - Parameter isInMemory: Whether to take a file system without a disk, where there is one, for
  ///   tests that would wait for many small writes.
  /// - Throws: `Project.Missing` if no folder can be made there.
  package init(isInMemory: Bool = false) throws {
    let memory = "/dev/shm"
    let base = isInMemory && access(memory, W_OK) == 0 ? memory : "/tmp"
    var template = Array("\(base)/plimsoll-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Project.Missing(path: base) }
    path = String(cString: made)
  }

  deinit { _ = try? shell("rm -rf '\(path)'") }

  package func write(_ text: String, to name: String) throws {
    let file = "\(path)/\(name)"
    try shell("mkdir -p \"$(dirname '\(file)')\"")
    guard let handle = fopen(file, "w") else { throw Project.Missing(path: file) }
    defer { fclose(handle) }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, handle)
  }

  package func text(_ name: String) throws -> String { try Project.text(at: "\(path)/\(name)") }

  /// Makes the folder a git repository, or commits all that is in it.
  package func commit(_ message: String = "change") throws {
    let identity = "-c user.name=Test -c user.email=test@example.com -c commit.gpgsign=false"
    try shell(
      "cd '\(path)' && { [ -e .git ] || git init -q -b main; } && git add -A "
        + "&& git \(identity) commit -q --allow-empty -m '\(message)'"
    )
  }

  package func shell(_ command: String) throws {
    // A hook of git that runs the tests would have these point at its own repository.
    let status = system("unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE; \(command)")
    if status != 0 { throw Project.Missing(path: command) }
  }
}
