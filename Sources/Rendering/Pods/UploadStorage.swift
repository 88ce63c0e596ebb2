internal import Prow
internal import YAML

/// Where a job's results go: the options of the uploaders, with their credentials.
///
/// Source: Prow, `BlobStorageOptions` in pkg/pod-utils/decorate/podspec.go.
struct UploadStorage {
  /// What initupload and sidecar have in common.
  var options = ObjectValue()
  var volumes: [Item] = []
  var credentialMounts: [Item] = []
  /// The folder of the host, in local mode.
  var outputMounts: [Item] = []
}

extension PodDecorator {
  var storage: UploadStorage {
    var storage = UploadStorage()
    storage.options = types.object(decoration["gcs_configuration"])
    let request = job.request
    if request.localOutputFolder.isEmpty {
      addCredentials("gcs-credentials", PodPaths.gcsCredentials, &storage)
      addCredentials("s3-credentials", PodPaths.s3Credentials, &storage)
    } else {
      let folder = arena.join(
        request.localOutputFolder,
        Text(static: "/"),
        request.buildID.text
      ).cleanedPath(arena)
      storage.options.set("local_output_dir", .literal(PodPaths.output))
      storage.outputMounts = [.mount("output", PodPaths.output)]
      storage.volumes = [.hostVolume("output", folder)]
    }
    storage.options.add("dry_run", .bool(false))
    return storage
  }

  private func addCredentials(
    _ name: StaticString,
    _ path: StaticString,
    _ storage: inout UploadStorage
  ) {
    let isGCS = name.utf8Start[0] == UInt8(ascii: "g")
    let setting: StaticString = isGCS ? "gcs_credentials_secret" : "s3_credentials_secret"
    guard let secret = decoration.text(setting) else { return }
    let origin = decoration.origin(setting)
    var source = ObjectValue()
    source.add("secretName", .text(secret))
    storage.volumes.append(.secretVolume(Text(static: name), source, origin))
    storage.credentialMounts.append(.mount(name, path))
    storage.options.add(
      isGCS ? "gcs_credentials_file" : "s3_credentials_file",
      .text(arena.join(Text(static: path), Text(static: "/service-account.json")))
    )
  }
}
