/// Whether this process is the one that writes.
package protocol Leadership: Sendable {
  /// Asked before each write; false as soon as another process may have taken over.
  var isHeld: Bool { get }
}

/// For a process that is the only one.
package struct SoleLeader: Leadership {
  package var isHeld: Bool { true }

  package init() {}
}
