import Diagnostics
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
    case .setting(let name, let node):
      return node.map { "\(name.string), \(place($0))" } ?? name.string
    case .preset(let preset):
      let label = preset.label.map { "\($0.name.text.string): \"\($0.value.convertedText)\"" }
      return "preset \(label ?? "without labels"), \(place(preset.place))"
    }
  }

  private func place(_ node: Node) -> String {
    PositionFinder().text(node.place)
  }
}
