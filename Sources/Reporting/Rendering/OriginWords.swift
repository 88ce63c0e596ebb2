package import Formats
internal import Prow
package import Rendering
package import YAML

/// What put a part of an object there, in words.
package enum OriginWords {
  /// - Parameters:
  ///   - origin: What put it there.
  ///   - links: The pages that presets lead to.
  ///   - place: Says where something is written.
  /// - Returns: Such as `preset preset-go-proxy: "true", config/presets.yaml:7`.
  package static func line(
    _ origin: Origin,
    _ links: PageLinks = PageLinks(),
    place: (Node) -> SheetLine
  ) -> SheetLine {
    switch origin {
    case .madeUp: return "made up"
    case .prow: return "Prow, for every job"
    case .decoration: return "decoration"
    case .unset(let name): return "the default of \("\(name)")"
    case .setting(let node):
      var paths = FieldPath()
      return "\(paths.text(to: node)), " + place(node)
    case .preset(let node):
      let preset = Preset(node)
      let name = OriginWords.name(preset).linked(to: links.preset(preset))
      return "preset " + name + ", " + place(preset.place)
    }
  }

  private static func name(_ preset: Preset) -> SheetLine {
    let labels = preset.labels.map { "\($0.name.text.string): \"\($0.value.convertedText)\"" }
    return labels.isEmpty ? "without labels" : .list(labels)
  }
}
