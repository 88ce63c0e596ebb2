internal import Glibc

/// The processors of this machine.
package enum Processors {
  /// How many tasks can work at a time.
  package static let count = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
