/// An array in the memory of an arena, as long as which it lives.
///
/// A value as arrays are: a change to one copy changes no other. It counts no references and
/// frees nothing, so its elements must be such that need no clean-up.
package struct ArenaArray<Element> {
  /// The elements, behind a header; `nil` before the first.
  private var start: UnsafeMutablePointer<Element>?
  package private(set) var count = 0
  // Counting references to it would cost more than all that is done with the elements.
  private unowned(unsafe) let arena: Arena

  package init(_ arena: Arena) {
    self.arena = arena
  }

  package init(_ arena: Arena, _ elements: some Collection<Element>) {
    self.arena = arena
    reserveCapacity(elements.count)
    for element in elements { append(element) }
  }

  /// The same, with what is added to it in another arena, which must not live longer.
  package func growing(in arena: Arena) -> ArenaArray {
    var copy = ArenaArray(arena)
    (copy.start, copy.count) = (start, count)
    return copy
  }

  private struct Header {
    /// How many elements the longest of all copies has; after them is free room.
    var used: Int
    var capacity: Int
  }

  private static func header(
    of start: UnsafeMutablePointer<Element>
  ) -> UnsafeMutablePointer<Header> {
    (UnsafeMutableRawPointer(start) - MemoryLayout<Header>.stride)
      .assumingMemoryBound(to: Header.self)
  }

  @inline(__always)
  package mutating func append(_ element: Element) {
    if let start {
      let header = ArenaArray.header(of: start)
      if header.pointee.used == count, count < header.pointee.capacity {
        (start + count).initialize(to: element)
        count += 1
        header.pointee.used = count
        return
      }
    }
    move(to: Swift.max(8, 2 * count))
    append(element)
  }

  package mutating func append(contentsOf other: ArenaArray) {
    reserveCapacity(count + other.count)
    for element in other { append(element) }
  }

  package mutating func reserveCapacity(_ capacity: Int) {
    if let start {
      let header = ArenaArray.header(of: start)
      if header.pointee.used == count, capacity <= header.pointee.capacity { return }
    }
    move(to: capacity)
  }

  /// Puts another element in the place of one.
  package mutating func replace(at index: Int, with element: Element) {
    precondition(index < count, "no element to replace")
    // Other copies may show the same memory.
    move(to: count + 4)
    start?[index] = element
  }

  package mutating func removeAll(where isUnwanted: (Element) -> Bool) {
    guard let first = firstIndex(where: isUnwanted) else { return }
    var kept = ArenaArray(arena)
    kept.reserveCapacity(count)
    for index in indices where index < first || !isUnwanted(self[index]) {
      kept.append(self[index])
    }
    self = kept
  }

  @inline(never)
  private mutating func move(to capacity: Int) {
    let size = MemoryLayout<Header>.stride + capacity * MemoryLayout<Element>.stride
    let memory = UnsafeMutableRawPointer(arena.room(for: size, of: UInt8.self))
    memory.bindMemory(to: Header.self, capacity: 1)
      .initialize(to: Header(used: count, capacity: capacity))
    let target = (memory + MemoryLayout<Header>.stride)
      .bindMemory(to: Element.self, capacity: capacity)
    if let start { target.update(from: start, count: count) }
    start = target
  }
}

extension ArenaArray: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

  package subscript(index: Int) -> Element {
    guard index < count, let start else { preconditionFailure("no element at \(index)") }
    return start[index]
  }
}
