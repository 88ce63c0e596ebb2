internal import Files

/// The folder with git's own files of a clone, or of a further work tree of one.
struct GitFolder {
  /// That of the work tree, with its index.
  let own: String
  /// That of the clone, with its settings; the same where there is one work tree.
  let common: String

  /// `nil` if there is none.
  ///
  /// `folder`: The top of the work tree.
  init?(of folder: String) {
    let path = Layout.join(folder, ".git")
    if FileReader.isFolder(path) {
      (own, common) = (path, path)
      return
    }
    guard let text = GitFolder.line(of: path), text.hasPrefix("gitdir: ") else { return nil }
    let target = Layout.join(folder, String(text.dropFirst("gitdir: ".count)))
    // A work tree that git made is known there; anything else could lead anywhere.
    guard let back = GitFolder.line(of: target + "/gitdir"),
      let common = GitFolder.line(of: target + "/commondir"),
      RepositoryBounds.real(back) == RepositoryBounds.real(path)
    else { return nil }
    (own, self.common) = (target, Layout.join(target, common))
  }

  private static func line(of path: String) -> String? {
    FileReader.contents(path).map {
      String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self)
    }
  }
}
