internal import Files
internal import Prow

/// The repository that a clone comes from, by its remotes.
///
/// Git's file is read, and git is not run: it would run what a hostile repository sets up.
package enum RemoteRepository {
  /// `org/repo` of the remote `upstream`, else of `origin`; `nil` if neither says so.
  ///
  /// `folder`: The top of the clone.
  package static func name(of folder: String) -> String? { url(of: folder).flatMap(repository) }

  /// Where people look at that repository: `https://github.com/org/repo`; `nil` as for `name`.
  ///
  /// `folder`: The top of the clone.
  package static func webAddress(of folder: String) -> String? {
    url(of: folder).flatMap { url in
      host(url).flatMap { host in repository(url).map { "https://\(host)/\($0)" } }
    }
  }

  private static func url(of folder: String) -> String? {
    guard let git = GitFolder(of: folder), let config = FileReader.contents(git.common + "/config")
    else { return nil }
    let urls = urls(String(decoding: config, as: UTF8.self))
    return urls["upstream"] ?? urls["origin"]
  }

  /// The host of a URL, without user and port; `nil` if it is none.
  static func host(_ url: String) -> String? {
    var rest = Substring(url)
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    rest = rest.prefix { $0 != "/" }
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    rest = rest.prefix { $0 != ":" }
    let isHost = rest.utf8.allSatisfy { $0 != UInt8(ascii: "/") && isOfName($0) }
    return isHost && rest.contains(".") ? rest.lowercased() : nil
  }

  /// The URLs of remotes by their names.
  private static func urls(_ config: String) -> [String: String] {
    var urls: [String: String] = [:]
    var remote: String?
    for line in config.split(whereSeparator: \.isNewline) {
      let line = line.trimming(\.isWhitespace)
      if line.hasPrefix("[") {
        let isRemote = line.lowercased().hasPrefix("[remote \"") && line.hasSuffix("\"]")
        remote = isRemote ? String(line.dropFirst(9).dropLast(2)) : nil
      } else if let remote, let equals = line.firstIndex(of: "="),
        line[..<equals].trimming(\.isWhitespace).lowercased() == "url", urls[remote] == nil
      {
        urls[remote] = String(line[line.index(after: equals)...].trimming(\.isWhitespace))
      }
    }
    return urls
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "/")
  }

  /// `org/repo` of `https://host/org/repo.git`, `ssh://git@host/org/repo` or `git@host:org/repo`.
  static func repository(_ url: String) -> String? {
    var rest = Substring(url)
    if let scheme = rest.firstRange(of: "://") {
      rest = rest[scheme.upperBound...].drop { $0 != "/" }.dropFirst()
    } else if let colon = rest.firstIndex(of: ":"), !rest[..<colon].contains("/") {
      rest = rest[rest.index(after: colon)...]
    } else {
      return nil
    }
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    if rest.hasSuffix(".git") { rest = rest.dropLast(4) }
    let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts.contains(where: \.isEmpty), rest.utf8.allSatisfy(isOfName) else {
      return nil
    }
    return String(rest)
  }
}

extension Substring {
  fileprivate func trimming(_ isBlank: (Character) -> Bool) -> Substring {
    var text = drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }
}
