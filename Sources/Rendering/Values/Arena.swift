internal import Prow
package import YAML

/// Memory for strings and values that are put together; they live as long as the arena.
package final class Arena {
  private var blocks: [UnsafeMutableRawBufferPointer] = []
  /// How many blocks are in use.
  private var usedBlocks = 0
  private var next = 0
  private var end = 0

  package init() {}

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Room for values that need no clean-up.
  @inline(__always)
  func room<Element>(for count: Int, of type: Element.Type) -> UnsafeMutablePointer<Element> {
    let start = (next + 7) & ~7
    let size = count * MemoryLayout<Element>.stride
    guard start + size <= end, let room = UnsafeMutableRawPointer(bitPattern: start) else {
      return block(of: size).bindMemory(to: Element.self, capacity: count)
    }
    next = start + size
    return room.bindMemory(to: Element.self, capacity: count)
  }

  /// What has been made so far is gone, and its memory is for what comes.
  package func removeAll() {
    (usedBlocks, next, end) = (0, 0, 0)
  }

  /// The start of a block whose first bytes are taken.
  @inline(never)
  private func block(of size: Int) -> UnsafeMutableRawPointer {
    while usedBlocks < blocks.count, blocks[usedBlocks].count < size {
      blocks.remove(at: usedBlocks).deallocate()
    }
    if usedBlocks == blocks.count {
      let capacity = max(32_768, size)
      blocks.append(.allocate(byteCount: capacity, alignment: 16))
    }
    let block = blocks[usedBlocks]
    usedBlocks += 1
    guard let start = block.baseAddress else { preconditionFailure("a block has no memory") }
    next = Int(bitPattern: start) + size
    end = Int(bitPattern: start) + block.count
    return start
  }
}

extension Arena {
  /// The parts one after the other.
  package func join(
    _ first: Text,
    _ second: Text = .empty,
    _ third: Text = .empty,
    _ fourth: Text = .empty,
    _ fifth: Text = .empty
  ) -> Text {
    let count = first.count + second.count + third.count + fourth.count + fifth.count
    guard count > 0 else { return .empty }
    let start = room(for: count, of: UInt8.self)
    var target = start
    func add(_ part: Text) {
      guard let source = part.bytes.baseAddress else { return }
      target.update(from: source, count: part.count)
      target += part.count
    }
    add(first)
    add(second)
    add(third)
    add(fourth)
    add(fifth)
    return Text(UnsafeBufferPointer(start: start, count: count))
  }

  package func text(_ string: String) -> Text {
    var string = string
    return string.withUTF8 { join(Text($0)) }
  }
}
