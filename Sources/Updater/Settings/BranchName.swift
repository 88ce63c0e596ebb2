/// Names of branches.
package enum BranchName {
  /// Whether git and a refspec take a name as one branch.
  ///
  /// Source: git, `check_refname_format` in refs.c.
  package static func isValid(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return !name.isEmpty && name.utf8.count <= 200 && name != "@" && !name.hasPrefix("-")
      && !name.hasSuffix(".") && !name.contains("..") && !name.contains("@{")
      && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"~^:?*[\\".utf8.contains($0) }
      && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".lock") }
  }
}
