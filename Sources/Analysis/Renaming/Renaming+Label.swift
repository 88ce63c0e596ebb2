internal import Configs
internal import Diagnostics
internal import Prow
internal import YAML

extension Renaming {
  /// A label of presets, or its value, in all presets and jobs; `nil` for one that no preset has.
  static func label(
    at spot: Spot,
    in labels: Node?,
    _ configuration: Configuration
  ) -> Result<Renaming, Refusal>? {
    guard let entry = labels?.entries.first(where: { spot.isIn($0.key) || spot.isIn($0.value) })
    else { return nil }
    let (name, value) = (entry.key.text, entry.value.convertedText)
    let presets = configuration.workspace.presets.presets.compactMap { $0.node[.labels] }
    let jobs = configuration.jobsByFile.flatMap(\.jobs).compactMap { $0.job[.labels] }
    let all = presets + jobs
    let isName = spot.isIn(entry.key)
    func isMeant(_ other: Node.Entry) -> Bool {
      other.key.text == name && (isName || other.value.convertedText == value)
    }
    guard presets.contains(where: { $0.entries.contains(where: isMeant) }) else { return nil }
    let found = all.flatMap { $0.entries.filter(isMeant) }
    return .success(
      Renaming(
        name: isName ? name.string : value,
        place: (isName ? entry.key : entry.value).place,
        uses: found.map { isName ? $0.key : $0.value }
      ) { new in
        let taken = all.lazy.flatMap { Array($0.entries) }.first { other in
          isName
            ? other.key.text.equals(new)
            : other.key.text == name && other.value.convertedText == new
        }
        let text = isName ? new : "\(name.string): \(new)"
        return taken.map { "the label \"\(text)\" is there already, at \($0.key.lineWords)" }
      }
    )
  }
}
