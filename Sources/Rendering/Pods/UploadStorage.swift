internal import Prow
internal import YAML

/// Where a job's results go: the options of the uploaders, with their credentials.
///
/// Source: Prow, `BlobStorageOptions` in pkg/pod-utils/decorate/podspec.go.
struct UploadStorage {
  /// What initupload and sidecar have in common.
  private(set) var options: ObjectValue
  private(set) var volumes: ArenaArray<Item>
  private(set) var credentialMounts: ArenaArray<Item>
  /// The folder of the host, in local mode.
  private(set) var outputMounts: ArenaArray<Item>

  /// `request`: In local mode it names a folder of the host that gets the results instead.
  init(
    _ decoration: MergedDecoration,
    _ types: OutputTypes,
    _ arena: Arena,
    _ request: RunRequest
  ) {
    options = types.object(decoration["gcs_configuration"], arena)
    volumes = ArenaArray(arena)
    credentialMounts = ArenaArray(arena)
    outputMounts = ArenaArray(arena)
    if request.localOutputFolder.isEmpty {
      for credentials in [Credentials.gcs, .s3] { add(credentials, decoration, arena) }
    } else {
      options.set("local_output_dir", .literal(PodPaths.output))
      let folder = arena.join(request.localOutputFolder, Text(static: "/"), request.buildID.text)
      outputMounts.append(.mount("output", PodPaths.output))
      volumes.append(.hostVolume("output", folder.cleanedPath(arena), arena))
    }
    options.add("dry_run", .bool(false))
  }

  /// With the file that tells what was cloned.
  var optionsWithLog: ObjectValue {
    var options = options
    options.add("log", .literal(PodPaths.cloneLog))
    return options
  }

  private mutating func add(
    _ credentials: Credentials,
    _ decoration: MergedDecoration,
    _ arena: Arena
  ) {
    guard let secret = decoration.text(credentials.setting) else { return }
    let origin = decoration.origin(credentials.setting)
    var source = ObjectValue(arena)
    source.add("secretName", .text(secret))
    volumes.append(.secretVolume(Text(static: credentials.volume), source, origin, arena))
    credentialMounts.append(.mount(credentials.volume, credentials.folder))
    options.add(credentials.option, .literal(credentials.file))
  }

  private struct Credentials {
    var setting: StaticString
    var volume: StaticString
    var folder: StaticString
    var option: StaticString
    var file: StaticString

    static let gcs = Credentials(
      setting: "gcs_credentials_secret",
      volume: "gcs-credentials",
      folder: "/secrets/gcs",
      option: "gcs_credentials_file",
      file: "/secrets/gcs/service-account.json"
    )
    static let s3 = Credentials(
      setting: "s3_credentials_secret",
      volume: "s3-credentials",
      folder: "/secrets/s3-storage",
      option: "s3_credentials_file",
      file: "/secrets/s3-storage/service-account.json"
    )
  }
}
