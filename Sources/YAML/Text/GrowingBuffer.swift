internal import Glibc
internal import Machine

/// An array of plain values whose memory can be handed on without a copy.
struct GrowingBuffer<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>?
  private(set) var count = 0
  private var capacity = 0
  private let isBulk: Bool

  /// `isBulk`: Whether the memory is to come from `BulkMemory`, for what is large and stays.
  init(capacity: Int, isBulk: Bool = false) {
    self.isBulk = isBulk
    if capacity > 0 { reserve(capacity) }
  }

  private mutating func reserve(_ wanted: Int) {
    let stride = MemoryLayout<Element>.stride
    let memory =
      isBulk
      ? BulkMemory.resize(base, from: capacity * stride, to: wanted * stride)
      : realloc(base, wanted * stride)
    guard let memory else { preconditionFailure("no memory for \(wanted) values") }
    base = memory.assumingMemoryBound(to: Element.self)
    capacity = wanted
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { reserve(max(16, capacity * 2)) }
    base.unsafelyUnwrapped[count] = element
    count += 1
  }

  mutating func append(contentsOf elements: UnsafeBufferPointer<Element>) {
    guard let start = elements.baseAddress, !elements.isEmpty else { return }
    if count + elements.count > capacity { reserve(max(16, capacity * 2, count + elements.count)) }
    memcpy(
      base.unsafelyUnwrapped + count,
      start,
      elements.count * MemoryLayout<Element>.stride
    )
    count += elements.count
  }

  /// Room for more elements, which the caller fills before anything is read.
  mutating func extend(by more: Int) -> UnsafeMutableBufferPointer<Element> {
    if count + more > capacity { reserve(max(16, capacity * 2, count + more)) }
    defer { count += more }
    return UnsafeMutableBufferPointer(start: base.map { $0 + count }, count: more)
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      precondition(index < count)
      return base.unsafelyUnwrapped[index]
    }
    _modify {
      precondition(index < count)
      yield &base.unsafelyUnwrapped[index]
    }
  }

  @inline(__always)
  mutating func popLast() -> Element? {
    guard count > 0 else { return nil }
    count -= 1
    return base.unsafelyUnwrapped[count]
  }

  /// Forgets all elements from `newCount` on.
  @inline(__always)
  mutating func truncate(to newCount: Int) {
    count = min(count, newCount)
  }

  var view: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  /// Hands over the memory, cut to its size; free it with `free` or, if it is bulk, `BulkMemory.free`.
  mutating func finish() -> UnsafeMutableBufferPointer<Element> {
    if count > 0, capacity > count { reserve(count) }
    if count == 0 { deallocate() }
    let result = UnsafeMutableBufferPointer(start: base, count: count)
    base = nil
    count = 0
    capacity = 0
    return result
  }

  mutating func deallocate() {
    if isBulk { BulkMemory.free(base) } else { free(base) }
    base = nil
    count = 0
    capacity = 0
  }
}
