internal import Diagnostics
internal import Formats
internal import Prow
package import Rendering
internal import Synchronization
internal import YAML

/// Says in a few words what put a part of an object there.
///
/// Made-up values are always marked; the rest only on request.
package final class OriginComments: Sendable {
  private let explains: Bool
  /// By the place of a setting or a preset, which many jobs have in common.
  private let known = Mutex<[Place: String]>([:])

  private struct Place: Hashable {
    var document: UInt
    var index: UInt32
  }

  package init(explains: Bool) {
    self.explains = explains
  }

  package func text(_ origin: Origin) -> String? {
    if case .madeUp = origin { return "made up" }
    guard explains else { return nil }
    switch origin {
    case .madeUp: return nil
    case .prow: return "Prow, for every job"
    case .decoration: return "decoration"
    case .setting(let node): return known(node) { "\(path(of: node)), \(place(node))" }
    case .unset(let name): return "the default of \(name)"
    case .preset(let node): return known(node) { text(Preset(node)) }
    }
  }

  private func known(_ node: Node, _ text: () -> String) -> String {
    let place = Place(document: UInt(bitPattern: node.storage), index: node.index)
    if let text = known.withLock({ $0[place] }) { return text }
    let text = Escapes.visible(text())
    known.withLock { $0[place] = text }
    return text
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
