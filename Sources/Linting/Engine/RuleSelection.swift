internal import Configs
internal import Diagnostics

/// Which rules run, with which severity, and in which files.
///
/// Flags win over settings; in the settings a rule's id wins over its group, and what is said of
/// some files over what is said of all, later entries over earlier ones.
struct RuleSelection: Sendable {
  private let flags: Names
  private let settings: Names
  private let severity: [String: SeveritySetting]
  private let paths: [PathSelection]

  fileprivate struct Names: Sendable {
    var select: Set<String>
    var ignore: Set<String>

    init(select: [String], ignore: [String]) {
      self.select = Set(select.flatMap(RuleNames.expanded))
      // What only asks for less than a rule finds does not switch the rule off.
      let ignore = ignore.filter { $0 != RuleSelection.lenientTide }
      self.ignore = Set(ignore.flatMap(RuleNames.expanded))
    }
  }

  fileprivate struct PathSelection: Sendable {
    var matches: @Sendable (String) -> Bool
    var names: Names
    var severity: [String: SeveritySetting]
  }

  private static let lenientTide = "mismatched-tide-lenient"

  init(_ options: LintOptions) {
    flags = Names(select: options.flags.select, ignore: options.flags.ignore)
    settings = Names(select: options.select, ignore: options.ignore)
    severity = RuleSelection.current(options.severity)
    paths = options.paths.map { path in
      PathSelection(
        matches: path.matches,
        names: Names(select: path.select, ignore: path.ignore),
        severity: RuleSelection.current(path.severity)
      )
    }
  }

  /// A rule's id of today wins over one that it had before.
  private static func current(
    _ severity: [String: SeveritySetting]
  ) -> [String: SeveritySetting] {
    Dictionary(severity.map { (RuleNames.current($0), $1) }) { first, _ in first }
      .merging(severity.filter { RuleNames.current($0.key) == $0.key }) { $1 }
  }

  var hasPaths: Bool { !paths.isEmpty }

  // MARK: All files

  /// How a rule runs in files that no entry of `paths` is about.
  func setting(of rule: Rule) -> SeveritySetting {
    let group = rule.isAlwaysOn ? rule.id : rule.group.name
    let configured = severity[rule.id] ?? severity[group]
    let on = SeveritySetting.on(configured?.severity ?? rule.severity)
    if let isSelected = isSelectedByFlags(rule) { return isSelected ? on : .off }
    let isNamed = settings.select.contains(rule.id)
    let isIgnored =
      settings.ignore.contains(rule.id) || settings.ignore.contains(group) && !isNamed
    if isIgnored || configured == .off { return .off }
    let isSelected =
      settings.select.isEmpty
      ? rule.group.isOn || configured != nil
      : isNamed || settings.select.contains(group)
    return isSelected || rule.isAlwaysOn ? on : .off
  }

  /// What the command line says of a rule; `nil` if nothing.
  private func isSelectedByFlags(_ rule: Rule) -> Bool? {
    if flags.ignore.contains(rule.id) { return false }
    if rule.isAlwaysOn { return nil }
    let (id, group) = (rule.id, rule.group.name)
    if flags.ignore.contains(group), !flags.select.contains(id) { return false }
    if flags.select.isEmpty { return nil }
    if flags.select.contains(id) { return true }
    // A rule that the settings switch off by its id is more exact than a group.
    let isOff = settings.ignore.contains(id) || severity[id] == .off
    return flags.select.contains(group) && !isOff
  }

  // MARK: Single files

  /// Whether the rule has to run for some file at least.
  func mayRun(_ rule: Rule) -> Bool {
    if setting(of: rule) != .off { return true }
    if isSelectedByFlags(rule) == false { return false }
    return paths.contains { path in
      let isOn = if case .on = path.severity[rule.id] { true } else { false }
      return isOn || path.names.select.contains(rule.id)
        || path.names.select.contains(rule.group.name)
    }
  }

  /// What becomes of a finding of a rule in a file: `nil` if its severity stays.
  func change(of rule: Rule, in path: String) -> SeveritySetting? {
    let general = setting(of: rule)
    if isSelectedByFlags(rule) == false { return .off }
    let isNamedByFlags = flags.select.contains(rule.id)
    var change: SeveritySetting? = general == .off ? .off : nil
    for entry in paths where entry.matches(path) {
      switch entry.setting(of: rule.id, rule.group.name) {
      case .none: break
      case .severity(let severity): change = severity
      case .groupSeverity(let severity): if change != .off || severity == .off { change = severity }
      case .selected: if change == .off { change = .on(general.severity ?? rule.severity) }
      }
    }
    return isNamedByFlags && change == .off ? nil : change
  }
}

extension RuleSelection.PathSelection {
  fileprivate enum Wish {
    case none
    case severity(SeveritySetting)
    /// Holds for the rules of the group that run.
    case groupSeverity(SeveritySetting)
    case selected
  }

  fileprivate func setting(of id: String, _ group: String) -> Wish {
    if names.ignore.contains(id) { return .severity(.off) }
    if let setting = severity[id] { return .severity(setting) }
    if names.select.contains(id) { return .selected }
    if names.ignore.contains(group) { return .severity(.off) }
    if !names.select.isEmpty, !names.select.contains(group) { return .severity(.off) }
    if let setting = severity[group] { return .groupSeverity(setting) }
    return names.select.isEmpty ? .none : .selected
  }
}

extension SeveritySetting {
  fileprivate var severity: Severity? {
    if case .on(let severity) = self { severity } else { nil }
  }
}
