internal import FoundationEssentials
internal import Glibc

/// A folder for a clone that nobody needs afterwards.
struct TemporaryClone {
  let path: String

  /// `use`: A word for its name.
  init(for use: String) throws(GitError) {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/plimsoll-\(use)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      let reason = String(cString: strerror(errno)).lowercased()
      throw GitError("can't make a folder in \(base): \(reason); see TMPDIR, or use --state")
    }
    path = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
