internal import CEL
internal import Schema

/// How a value of a known field is read.
indirect enum FieldShape: Sendable {
  case string, bool, int, double
  /// Anything, as it is written.
  case any
  case list(FieldShape)
  /// Keys are strings.
  case map(FieldShape)
  case object(ObjectShape)

  var type: CELType {
    switch self {
    case .string: .string
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .any: .dyn
    case .list(let element): .list(element.type)
    case .map(let element): .map(.string, element.type)
    case .object(let shape): .object(shape.type)
    }
  }
}

/// The fields of an object, by the labels that the schema check writes on their keys.
final class ObjectShape: Sendable {
  let type: CEL.ObjectType
  /// By label: asked for each field of each job.
  private let byLabel: [FieldShape?]
  /// Of fields that only expressions have, by their tag.
  private let others: [Int: FieldShape]
  let names: [Int: String]

  init(type: CEL.ObjectType, shapes: [Int: FieldShape], names: [Int: String]) {
    self.type = type
    let labels = shapes.filter { $0.key <= Int(UInt16.max) }
    var byLabel = [FieldShape?](repeating: nil, count: (labels.keys.max() ?? -1) + 1)
    for (label, shape) in labels { byLabel[label] = shape }
    self.byLabel = byLabel
    others = shapes.filter { $0.key > Int(UInt16.max) }
    self.names = names
  }

  /// How the field with a tag is read; `nil` if there is none.
  func shape(_ tag: Int) -> FieldShape? {
    byLabel.indices.contains(tag) ? byLabel[tag] : others[tag]
  }
}
