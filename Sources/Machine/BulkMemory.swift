internal import CBulkMemory

/// Memory for the bytes of many files, cheaper than the C library's by far.
package enum BulkMemory {
  /// Memory with nothing in it yet.
  package static func allocate(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
    let start = resize(nil, from: 0, to: count)
    return UnsafeMutableBufferPointer(
      start: start.assumingMemoryBound(to: UInt8.self),
      count: count
    )
  }

  /// Memory of another size with the same bytes at its start, in place where that is possible.
  ///
  /// `block`: From here, or `nil` for none yet; not to be used any more.
  package static func resize(
    _ block: UnsafeMutableRawPointer?,
    from count: Int,
    to newCount: Int
  ) -> UnsafeMutableRawPointer {
    guard let memory = bulk_resize(block, count, newCount) else {
      preconditionFailure("no memory for \(newCount) bytes")
    }
    return memory
  }

  package static func free(_ block: UnsafeRawPointer?) {
    bulk_free(UnsafeMutableRawPointer(mutating: block))
  }
}
