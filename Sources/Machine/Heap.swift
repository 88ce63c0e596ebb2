internal import CBulkMemory

/// The C library's heap, which all small objects are on.
package enum Heap {
  /// Lets the heap grow in large steps and keep what is freed, for a program that ends soon.
  ///
  /// Threads otherwise ask the system for every 132 KiB, hundreds of times in a large run. Memory that
  /// nobody touches costs nothing.
  package static func growInLargeSteps() {
    heap_grow_in_large_steps()
  }
}
