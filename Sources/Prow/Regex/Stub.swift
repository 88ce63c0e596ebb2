internal import CRE2
package struct GoRegexError: Error { package var reason: String }
package final class GoRegex: @unchecked Sendable {
  let handle: OpaquePointer
  init(_ h: OpaquePointer) { handle = h }
  deinit { cre2_free(handle) }
  package static func compile(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<GoRegex, GoRegexError> {
    let handle = UnsafeRawPointer(bytes.baseAddress ?? UnsafePointer(bitPattern: 1)!).withMemoryRebound(to: CChar.self, capacity: bytes.count) { cre2_compile($0, bytes.count) }!
    if let error = cre2_error(handle) {
      let reason = String(cString: error)
      cre2_free(handle)
      return .failure(GoRegexError(reason: reason))
    }
    return .success(GoRegex(handle))
  }
  package func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    UnsafeRawPointer(bytes.baseAddress ?? UnsafePointer(bitPattern: 1)!).withMemoryRebound(to: CChar.self, capacity: bytes.count) { cre2_matches(handle, $0, bytes.count) }
  }
}
package enum PatternSyntax {
  package static func isCertainlyValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { false }
  package static func surelyMatches(pattern: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>) -> Bool { false }
}
struct IgnoreFile { init(bytes: UnsafeBufferPointer<UInt8>) {} }
struct IgnoreStack {
  mutating func push(_ f: IgnoreFile, folder: String) {}
  func isIgnored(_ path: String, isDirectory: Bool) -> Bool { false }
}
