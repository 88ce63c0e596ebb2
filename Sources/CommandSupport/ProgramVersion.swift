/// Which version of the programs this is.
package enum ProgramVersion {
  /// The number that both programs have, as `script/release` writes it.
  package static let number = "0.1.0"

  /// The first line of `--version`: number, commit, machine and kind of build.
  package static func line(of program: String) -> String {
    let commit = BuildCommit.id.map { "commit \($0)" } ?? "built from changed files"
    return "\(program) \(number), \(commit), \(kind) build for linux-\(architecture)"
  }

  private static var kind: String {
    #if DEBUG
    "debug"
    #else
    "release"
    #endif
  }

  private static var architecture: String {
    #if arch(x86_64)
    "x86_64"
    #elseif arch(arm64)
    "aarch64"
    #else
    "other"
    #endif
  }
}
