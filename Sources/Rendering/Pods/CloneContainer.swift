internal import Prow
internal import YAML

/// The container that clones the repositories, with the volumes of its credentials.
///
/// Source: Prow, `CloneRefs` in pkg/pod-utils/decorate/podspec.go.
struct CloneContainer {
  private(set) var container: ContainerParts
  private(set) var volumes: ArenaArray<Item>

  private let types: OutputTypes
  private let arena: Arena
  private let decoration: MergedDecoration
  private var options: ObjectValue

  /// `refs`: The repositories as Refs, at least one.
  init(_ decorator: PodDecorator, _ refs: [ObjectValue]) {
    types = decorator.types
    arena = decorator.arena
    decoration = decorator.decoration
    options = ObjectValue(arena)
    volumes = ArenaArray(arena)
    container = decorator.parts.clonerefs.growing(in: arena)
    container.mounts.append(.mount("logs", PodPaths.logs))
    container.mounts.append(.mount("code", PodPaths.code))
    options.add("src_root", .literal(PodPaths.code))
    options.add("log", .literal(PodPaths.cloneLog))
    options.add("git_user_name", .literal("ci-robot"))
    options.add("git_user_email", .literal("ci-robot@k8s.io"))
    options.add("refs", .list(ArenaArray(arena, refs.lazy.map { Item(value: .object($0)) })))
    addKeys()
    addOauthToken()
    addAppKey()
    add(.emptyVolume("clonerefs-tmp"), .mount("clonerefs-tmp", "/tmp"))
    addCookies()
    addGitHub()
    let document = decorator.bench.document(options)
    container.env.append(.variable("CLONEREFS_OPTIONS", document, nil))
  }

  private mutating func add(_ volume: Item, _ mount: Item) {
    volumes.append(volume)
    container.mounts.append(mount)
  }

  private mutating func addKeys() {
    let secrets = types.items(decoration["ssh_key_secrets"], arena).compactMap(\.value.text)
    let origin = decoration.origin("ssh_key_secrets")
    var files = ArenaArray<Item>(arena)
    for secret in secrets {
      let name = arena.join(Text(static: "ssh-keys-"), secret)
      let path = arena.join(Text(static: "/secrets/ssh/"), secret).cleanedPath(arena)
      add(
        .secretVolume(name, readable(secret), origin, arena),
        .mount(name, path, isReadOnly: true, origin)
      )
      files.append(Item(value: .text(path)))
    }
    if !files.isEmpty { options.add("key_files", .list(files)) }
    if let fingerprints = decoration["ssh_host_fingerprints"] {
      options.add("host_fingerprints", fingerprints)
    }
  }

  private mutating func addOauthToken() {
    guard let file = addKeyFile("oauth_token_secret", "/secrets/oauth") else { return }
    options.add("oauth_token_file", .text(file))
  }

  private mutating func addAppKey() {
    guard let file = addKeyFile("github_app_private_key_secret", "/secrets/github-app") else {
      return
    }
    options.add("github_app_private_key_file", .text(file))
  }

  /// Mounts one key of a secret.
  ///
  /// - Returns: The path of its file; `nil` if the setting is not given.
  private mutating func addKeyFile(_ setting: StaticString, _ folder: StaticString) -> Text? {
    guard let value = decoration[setting] else { return nil }
    let secret = types.object(value, arena)
    let (name, key) = (secret["name"]?.text ?? .empty, secret["key"]?.text ?? .empty)
    var item = ObjectValue(arena)
    item.add("key", .text(key))
    item.add("path", .text(arena.join(Text(static: "./"), key)))
    var source = ObjectValue(arena)
    source.add("secretName", text: name)
    source.add("items", arena.list(.object(item)))
    let origin = decoration.origin(setting)
    add(
      .secretVolume(name, source, origin, arena),
      .mount(name, Text(static: folder), isReadOnly: true, origin)
    )
    return arena.join(Text(static: folder), Text(static: "/"), key).cleanedPath(arena)
  }

  private mutating func addCookies() {
    guard let setting = decoration.text("cookiefile_secret") else { return }
    let origin = decoration.origin("cookiefile_secret")
    let (secret, key) = setting.splitAtSlash
    let folder = Text(static: "/secrets/cookiefile")
    add(
      .secretVolume(Text(static: "cookiefile"), readable(secret), origin, arena),
      .mount(Text(static: "cookiefile"), folder, isReadOnly: true, origin)
    )
    let path = arena.join(folder, Text(static: "/"), key ?? secret).cleanedPath(arena)
    options.add("cookie_path", .text(path))
    let argument = arena.join(Text(static: "--cookiefile="), path)
    container.object.add("args", arena.list(.text(argument)))
  }

  private mutating func addGitHub() {
    options.add(
      "github_api_endpoints",
      decoration["github_api_endpoints"]
        ?? arena.list(.literal("https://api.github.com"))
    )
    options.add("github_app_id", text: decoration.text("github_app_id"))
  }

  /// A secret that only its owner may read: mode 0400.
  private func readable(_ secret: Text) -> ObjectValue {
    var source = ObjectValue(arena)
    source.add("secretName", text: secret)
    source.add("defaultMode", .integer(0o400))
    return source
  }
}
