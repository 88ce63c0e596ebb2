internal import Glibc

/// What every run of git gets, for whomever it runs, so that nothing is run that a repository
/// names, no server is asked that was not meant, and no variable changes what a path is.
///
/// Sources: git, `git-config(1)`, `git(1)` and `gitattributes(5)` for the settings and variables
/// that name programs; commands that could use diff drivers are told not to where they are run.
package enum GitSafety {
  /// What goes before git's command.
  static let arguments: [String] =
    ["--no-pager", "--literal-pathspecs", "--no-replace-objects"]
    + settings.flatMap { ["-c", "\($0.name)=\($0.value)"] }

  private static let settings: [(name: String, value: String)] = [
    // These name programs.
    ("core.fsmonitor", "false"), ("core.hooksPath", "/dev/null"), ("core.pager", "cat"),
    ("core.editor", "false"), ("core.askPass", "false"), ("core.sshCommand", "false"),
    ("credential.helper", ""), ("log.showSignature", "false"), ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    // A folder that only looks like a repository brings settings of its own.
    ("safe.bareRepository", "explicit"), ("submodule.recurse", "false"),
    // Missing objects are not fetched; `GIT_ALLOW_PROTOCOL` wins over this.
    ("protocol.allow", "never"),
  ]

  /// The variables of a git that only reads a repository on this machine.
  package static let reading: [String] =
    variables(protocols: []) + kept { names.contains($0) || $0.hasPrefix("GIT_CONFIG_") }

  /// The variables of a git that speaks some protocols.
  ///
  /// - Parameters:
  ///   - protocols: As `GIT_ALLOW_PROTOCOL` names them; none allows none.
  ///   - isKept: Which variables of our own it gets, by their names.
  /// - Returns: `NAME=VALUE` of all variables.
  package static func variables(
    protocols: [String],
    keeping isKept: (String) -> Bool = { _ in false }
  ) -> [String] {
    [
      "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1",
      "GIT_ALLOW_PROTOCOL=\(protocols.joined(separator: ":"))", "GIT_PAGER=cat",
      // Like replacements, grafts show another history than commits have.
      "GIT_GRAFT_FILE=/dev/null",
    ] + kept(isKept)
  }

  /// Where programs and the person's own settings are, and what a hook that receives a push says of
  /// objects that are not in yet.
  private static let names: Set<String> = [
    "PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "SUDO_UID", "LD_LIBRARY_PATH", "GIT_EXEC_PATH",
    "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH",
  ]

  private static func kept(_ isKept: (String) -> Bool) -> [String] {
    var result: [String] = []
    var position = environ
    while let text = position.pointee {
      let variable = String(cString: text)
      if isKept(String(variable.prefix { $0 != "=" })) { result.append(variable) }
      position += 1
    }
    return result
  }

  /// Whether a folder is a bare clone that stands for itself.
  ///
  /// One below a work tree is part of what that tree's authors have written, settings included.
  static func isBareClone(_ folder: String) -> Bool {
    guard let path = realpath(folder, nil) else { return false }
    defer { free(path) }
    var place = String(cString: path)
    guard has(place + "/HEAD"), has(place + "/objects"), has(place + "/refs") else { return false }
    while !place.isEmpty {
      if has(place + "/.git") { return false }
      place = String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)])
    }
    return true
  }

  private static func has(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
