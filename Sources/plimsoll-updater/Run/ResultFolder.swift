import CommandSupport
import Files
import Formats
import Glibc
import Running

/// The folder that gets the results of a run; it is new, so that nothing in it is lost.
struct ResultFolder: Sendable {
  let path: String

  /// Makes the folder.
  ///
  /// - Throws: `Failure` if there is something of that name already.
  init(_ path: String) throws(Failure) {
    self.path = path
    guard mkdir(path, 0o777) == 0 else {
      let reason = String(cString: strerror(errno))
      throw Failure.usage("can't make the folder \(path): \(reason); --artifacts names another one")
    }
  }

  /// Takes the folder away again, if nothing came.
  func removeIfEmpty() { rmdir(path) }

  /// `archive`: As `tar -c -z` makes it.
  ///
  /// - Throws: `ResultFault`.
  func unpack(_ archive: [UInt8]) throws(ResultFault) {
    // tar keeps to the folder, whatever names and links the job has made.
    var process = ChildProcess(
      words: [
        "tar", "--extract", "--gzip", "--file=-", "--directory=\(path)", "--no-same-owner",
        "--no-same-permissions",
      ],
      environment: ["PATH=\(Terminal.environment("PATH") ?? "/usr/bin:/bin")"],
      limit: .seconds(600)
    )
    process.input = archive
    let outcome: ChildProcess.Outcome
    do throws(ChildProcess.Failure) {
      outcome = try process.run()
    } catch {
      throw ResultFault(reason: "tar could not do its work: \(error)")
    }
    guard outcome.status == 0 else {
      let line = outcome.errors.split(separator: "\n").first.map(String.init)
      throw ResultFault(reason: "tar: \(line ?? "ended with \(outcome.status)")")
    }
  }
}
