import ConfigMaps
import Files
import Synchronization
import Updater

/// The branch of a made-up repository, and its history.
final class ScriptedHistory: Sendable {
  struct Commit: Sendable {
    var id: String
    var parent: String?
    /// How often the branch was rewritten before this commit.
    var epoch: Int
    var files: [String: String]
    var isGood: Bool
  }

  private let commits: Mutex<[Commit]>

  init(_ files: [String: String]) {
    commits = Mutex([
      Commit(id: ScriptedHistory.id(0), parent: nil, epoch: 0, files: files, isGood: true)
    ])
  }

  private static func id(_ number: Int) -> String {
    let digits = String(number + 1, radix: 16)
    return String(repeating: "0", count: 40 - digits.count) + digits
  }

  var all: [Commit] { commits.withLock { $0 } }

  /// The commits are never empty.
  var head: Commit { commits.withLock { $0[$0.count - 1] } }

  /// - Parameters:
  ///   - isRewrite: Whether the new head takes the place of the last one.
  ///   - isGood: Whether Prow would accept it.
  ///   - change: Changes the files.
  func commit(
    isRewrite: Bool = false,
    isGood: Bool = true,
    _ change: (inout [String: String]) -> Void
  ) {
    commits.withLock { commits in
      let last = commits[commits.count - 1]
      let isReal = isRewrite && last.parent != nil
      var files = last.files
      change(&files)
      commits.append(
        Commit(
          id: ScriptedHistory.id(commits.count),
          parent: isReal ? last.parent : last.id,
          epoch: last.epoch + (isReal ? 1 : 0),
          files: files,
          isGood: isGood
        )
      )
    }
  }

  /// Where a commit is in the order in which the branch had them.
  func position(_ id: String) -> Int? { all.firstIndex { $0.id == id } }
}

/// One replica's view of that branch: what it has fetched, and what goes wrong with fetching.
final class ScriptedUpstream: Upstream {
  private let history: ScriptedHistory
  private let state = Mutex(State())

  private struct State {
    var known: Set<String> = []
    var failures = 0
    /// Fetches that see the branch as it was some commits ago.
    var staleFetches = 0
    var kept: String?
  }

  init(_ history: ScriptedHistory) { self.history = history }

  func failNext(_ count: Int) { state.withLock { $0.failures += count } }

  func beBehindNext(_ count: Int) { state.withLock { $0.staleFetches += count } }

  func heal() {
    state.withLock {
      $0.failures = 0
      $0.staleFetches = 0
    }
  }

  /// As if the clone were lost.
  func forget() { state.withLock { $0 = State() } }

  func head() async throws(GitError) -> String {
    let all = history.all
    let (isBroken, isBehind) = state.withLock { state in
      if state.failures > 0 {
        state.failures -= 1
        return (true, false)
      }
      defer { state.staleFetches = max(0, state.staleFetches - 1) }
      return (false, state.staleFetches > 0)
    }
    if isBroken { throw GitError("git fetch: injected fault") }
    let commit = all[max(0, all.count - (isBehind ? 2 : 1))]
    state.withLock { $0.known.formUnion(ancestors(of: commit.id, all)) }
    return commit.id
  }

  private func ancestors(of id: String, _ all: [ScriptedHistory.Commit]) -> [String] {
    let parents = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0.parent) })
    return Array(sequence(first: id) { parents[$0] ?? nil })
  }

  func relation(of newer: String, to older: String) throws(GitError) -> Relation {
    if newer == older { return .same }
    let known = state.withLock { $0.known }
    guard known.contains(newer), known.contains(older) else { return .unrelated }
    let all = history.all
    if ancestors(of: newer, all).contains(older) { return .descendant }
    return ancestors(of: older, all).contains(newer) ? .ancestor : .unrelated
  }

  func time(of commit: String) throws(GitError) -> Double { 1_800_000_000 }

  func tree(of commit: String) throws(GitError) -> any FileTree {
    guard let found = history.all.first(where: { $0.id == commit }) else {
      throw GitError("no commit \(commit)")
    }
    return MemoryTree(found.files.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) })
  }

  func keep(_ commit: String) throws(GitError) { state.withLock { $0.kept = commit } }

  func commits(after older: String, to newer: String, count: Int) throws(GitError) -> [String] {
    Array(ancestors(of: newer, history.all).prefix { $0 != older }.prefix(count))
  }

  func changedPaths(of commit: String) throws(GitError) -> Set<String> {
    let all = history.all
    guard let index = all.firstIndex(where: { $0.id == commit }) else { return [] }
    let before = all.first { $0.id == all[index].parent }?.files ?? [:]
    return Set(all[index].files.filter { before[$0.key] != $0.value }.keys)
  }
}
