internal import Diagnostics
internal import Formats
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
    case .setting(let node), .preset(let node):
      return known(node) {
        OriginWords.line(origin) { "\(PositionFinder().text($0.place))" }.plain
      }
    case .madeUp, .prow, .decoration, .unset:
      return OriginWords.line(origin) { _ in "" }.plain
    }
  }

  private func known(_ node: Node, _ text: () -> String) -> String {
    let place = Place(document: UInt(bitPattern: node.storage), index: node.index)
    if let text = known.withLock({ $0[place] }) { return text }
    let text = Escapes.visible(text())
    known.withLock { $0[place] = text }
    return text
  }
}
