import Diagnostics
import Frontend
import Prow
import Rendering
import YAML

/// Says in a few words what put a part of an object there.
///
/// Made-up values are always marked; the rest only on request.
struct OriginComments: Sendable {
  let explains: Bool

  func text(_ origin: Origin) -> String? {
    if case .madeUp = origin { return "made up" }
    guard explains else { return nil }
    switch origin {
    case .madeUp: return nil
    case .prow: return "Prow, for every job"
    case .decoration: return "decoration"
    case .setting(let node): return "\(path(of: node)), \(place(node))"
    case .unset(let name): return "the default of \(name)"
    case .preset(let node): return text(Preset(node))
    }
  }

  private func text(_ preset: Preset) -> String {
    let labels = preset.labels.map { "\($0.name.text.string): \"\($0.value.convertedText)\"" }
    let name = labels.isEmpty ? "without labels" : labels.joined(separator: ", ")
    return "preset \(name), \(place(preset.place))"
  }

  private func path(of node: Node) -> String {
    var paths = FieldPath()
    return paths.text(to: node)
  }

  private func place(_ node: Node) -> String {
    PositionFinder().text(node.place)
  }
}
