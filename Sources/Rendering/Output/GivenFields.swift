internal import YAML

/// A field of an object as written, or one that is always written and was not given.
struct GivenField {
  /// Counted over all objects, as in `OutputTypes.fields`.
  var position: UInt32
  var node: Node?
}

/// Given fields of an object, and below them on a stack those of the objects around it.
///
/// The stack has room for the fields of the largest object at every depth that the types have.
struct GivenFields {
  private let memory: UnsafeMutableBufferPointer<GivenField>
  private(set) var count = 0

  init(_ memory: UnsafeMutableBufferPointer<GivenField>) {
    self.memory = memory
  }

  subscript(index: Int) -> GivenField { memory[index] }

  /// Inserts a field in the order of the table.
  @inline(__always)
  mutating func insert(_ field: GivenField, from start: Int) {
    var index = count
    guard index < memory.count else { return }
    while index > start, memory[index - 1].position > field.position {
      memory[index] = memory[index - 1]
      index -= 1
    }
    memory[index] = field
    count += 1
  }

  func contains(_ position: UInt32, from start: Int) -> Bool {
    var index = start
    while index < count {
      if memory[index].position == position { return true }
      index += 1
    }
    return false
  }

  mutating func remove(from start: Int) { count = start }
}

/// The memory of `GivenFields` for values of any depth.
final class FieldStack {
  let memory = UnsafeMutableBufferPointer<GivenField>.allocate(capacity: 1024)

  deinit {
    memory.deallocate()
  }
}
