struct IgnoreFile { init(bytes: UnsafeBufferPointer<UInt8>) {} }
struct IgnoreStack {
  mutating func push(_ f: IgnoreFile, folder: String) {}
  func isIgnored(_ path: String, isDirectory: Bool) -> Bool { false }
}
