internal import YAML

extension Text {
  /// What follows the last slash; all of it if there is none.
  var lastPart: Text {
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return self }
    return Text(UnsafeBufferPointer(rebasing: bytes[(slash + 1)...]))
  }
}
