import ArgumentParser
import Cluster
import Glibc
import Updater

/// How several replicas elect one that writes.
struct LeaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The Lease that elects a replica; without it this process must be the only one.",
      valueName: "namespace/name"
    )
  )
  var lease: String?

  @Option(
    name: .customLong("lease-cluster"),
    help: ArgumentHelp("The cluster that holds the Lease.", valueName: "name")
  )
  var cluster = "default"

  @Option(
    help: ArgumentHelp(
      "A name that no other replica has (default: the host's, and a random part).",
      valueName: "name"
    )
  )
  var identity: String?

  @Option(
    name: .customLong("lease-seconds"),
    help: ArgumentHelp(
      "How long other replicas wait for one that is silent.",
      valueName: "seconds"
    )
  )
  var seconds = 15

  func validate() throws {
    if seconds < 3 || seconds > 600 {
      throw ValidationError("--lease-seconds takes 3 to 600, not \(seconds)")
    }
    _ = try election()
  }

  /// `nil` without a Lease.
  func election() throws -> ServeSettings.Election? {
    guard let lease else { return nil }
    let parts = lease.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("--lease takes namespace/name, not \"\(lease)\"")
    }
    return ServeSettings.Election(
      lease: ObjectName(namespace: String(parts[0]), name: String(parts[1])),
      cluster: cluster,
      identity: identity ?? LeaseOptions.ownName(),
      timing: LeaseElection.Timing(
        duration: .seconds(seconds),
        deadline: .seconds(seconds) * 2 / 3,
        pause: .seconds(seconds) / 7
      )
    )
  }

  private static func ownName() -> String {
    var name = [CChar](repeating: 0, count: 65)
    gethostname(&name, 64)
    let host = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
      as: UTF8.self
    )
    return "\(host)_\(String(UInt32.random(in: .min ... .max), radix: 16))"
  }
}
