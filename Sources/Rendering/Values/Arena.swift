internal import Prow
package import YAML

/// Memory for texts that are put together; they live as long as the arena.
package final class Arena {
  private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
  private var used = 0

  package init() {}

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// The parts one after the other.
  package func join(
    _ first: Text,
    _ second: Text = .empty,
    _ third: Text = .empty,
    _ fourth: Text = .empty,
    _ fifth: Text = .empty
  ) -> Text {
    let count = first.count + second.count + third.count + fourth.count + fifth.count
    guard count > 0, var target = space(count) else { return .empty }
    let start = UnsafePointer(target)
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

  /// Frees what has been made so far for new texts.
  func removeAll() {
    for block in blocks.dropFirst() { block.deallocate() }
    blocks = Array(blocks.prefix(1))
    used = 0
  }

  private func space(_ count: Int) -> UnsafeMutablePointer<UInt8>? {
    if blocks.isEmpty || used + count > blocks[blocks.count - 1].count {
      blocks.append(.allocate(capacity: max(4096, count)))
      used = 0
    }
    defer { used += count }
    return blocks[blocks.count - 1].baseAddress.map { $0 + used }
  }
}
