internal import Prow
internal import Schema

/// What a YAML file seems to hold, by the keys at its left edge.
///
/// Good enough to find files; whether they are right, the linter says.
enum FileGuess: Sendable, Equatable {
  /// Prow's config.yaml.
  case config
  /// Prow's plugins.yaml.
  case plugins
  case jobs
  /// Presets and nothing else, as they may be next to jobs and elsewhere.
  case presets
  /// What another program reads.
  case foreign
  case other

  /// `bytes`: The whole file; of a long one the start is looked at.
  init(path: String, _ bytes: [UInt8]) {
    let name = path.split(separator: "/").last ?? ""
    let keys = FileGuess.topKeys(bytes)
    if keys.contains("apiVersion") || name == "values.yaml" || name == "values.yml" {
      self = .foreign
    } else if FileGuess.mostAre(keys, of: .config),
      keys.contains(where: FileGuess.configSigns.contains) || FileGuess.isAllConfig(keys, name)
    {
      self = .config
    } else if FileGuess.looksLikePlugins(keys, name) {
      self = .plugins
    } else {
      let hasJobs = keys.contains(where: FileGuess.jobSigns.contains)
      self = hasJobs ? .jobs : keys == ["presets"] ? .presets : .other
    }
  }

  private static func looksLikePlugins(_ keys: [String], _ name: Substring) -> Bool {
    // Many programs have a list of plugins.
    let signs = keys.filter(pluginSigns.contains)
    let isNamed = name.lowercased().contains("plugin")
    return (signs.count > 1 || !signs.isEmpty && isNamed) && mostAre(keys, of: .plugins)
  }

  /// Fields that other programs' files hardly have.
  private static let configSigns: Set<String> = [
    "plank", "sinker", "deck", "tide", "prowjob_namespace", "pod_namespace", "in_repo_config",
    "branch-protection", "horologium",
  ]
  private static let pluginSigns: Set<String> = [
    "plugins", "config_updater", "external_plugins", "triggers", "approve", "lgtm", "owners",
    "repo_milestone", "welcome", "label", "size", "cherry_pick_unapproved",
  ]
  private static let jobSigns: Set<String> = ["presubmits", "postsubmits", "periodics"]

  private static let jobKeys = jobSigns.union(["presets"])
  private static let configFields = fields(of: "ProwConfig").union(jobSigns).union(["presets"])
  private static let pluginFields = fields(of: "Configuration")

  private static func fields(of type: String) -> Set<String> {
    Set((ProwSchema.fields.objects[type]?.fields ?? []).map(\.name))
  }

  /// Whether a file with the usual name has fields of config.yaml alone.
  private static func isAllConfig(_ keys: [String], _ name: Substring) -> Bool {
    (name == "config.yaml" || name == "config.yml" || name == "_config.yaml") && keys.count > 1
      && keys.allSatisfy(configFields.contains) && !keys.allSatisfy(jobKeys.contains)
  }

  /// Whether Prow knows at least half of the keys.
  private static func mostAre(_ keys: [String], of guess: FileGuess) -> Bool {
    let fields = guess == .config ? configFields : pluginFields
    return keys.filter(fields.contains).count * 2 >= keys.count
  }

  /// The keys that start a line without a blank before them.
  private static func topKeys(_ bytes: [UInt8]) -> [String] {
    var keys: [String] = []
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    var rest = text.prefix(mostBytes)
    while !rest.isEmpty {
      let line = rest.prefix { $0 != 0x0A }
      rest = rest[line.endIndex...].dropFirst()
      let quote = line.first.flatMap { $0 == 0x22 || $0 == 0x27 ? $0 : nil }
      guard let first = quote == nil ? line.first : line.dropFirst().first, isKeyStart(first),
        let colon = line.firstIndex(of: UInt8(ascii: ":")),
        colon + 1 == line.endIndex || line[colon + 1] <= 0x20
      else { continue }
      let key = line[..<colon].filter { $0 != quote && $0 != 0x20 }
      keys.append(String(decoding: key, as: UTF8.self))
      if keys.count == mostKeys { break }
    }
    return keys
  }

  private static func isKeyStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }

  private static let mostBytes = 1 << 20
  private static let mostKeys = 500
}
