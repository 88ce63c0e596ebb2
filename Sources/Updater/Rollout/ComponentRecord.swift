package import ConfigMaps

/// What is known of a component that is to load what a branch's files make.
package struct ComponentRecord: Sendable, Hashable {
  /// `org/repo@branch`.
  package var source: String
  package var name: String
  /// The ConfigMap whose key `VERSION` it shows.
  package var target: ConfigMapTarget
  /// The text of that key; `nil` if it is not known, and so nothing can be told.
  package var expected: String?
  /// Since when it is expected; seconds since 1970, as are all times.
  package var since: Double
  /// What it showed last, and when.
  package var shown: String?
  package var shownAt: Double?
  /// When it first showed what is expected.
  package var loadedAt: Double?
  /// Since when it does not show what is expected; `nil` while it does.
  package var missingSince: Double?
  package var state: State
  /// What it does instead, in one line.
  package var note: String?
  /// Whether the branch makes its ConfigMap; if not, another one may.
  package var isMade = true

  package enum State: String, Sendable, CaseIterable {
    /// It does not show what is expected yet.
    case waiting
    case loaded
    /// It does not show it though its time is over.
    case late
    /// It can't be told.
    case unknown
  }

  package init(source: String, name: String, target: ConfigMapTarget, since: Double) {
    self.source = source
    self.name = name
    self.target = target
    self.since = since
    state = .unknown
  }
}

extension ComponentRecord {
  /// Seconds from the write to the first answer with it.
  package var took: Double? { loadedAt.map { max(0, $0 - since) } }

  /// Something else is expected from now on.
  mutating func expect(_ expectation: ComponentExpectation, at time: Double) {
    target = expectation.target
    guard let version = expectation.version else {
      if expected == nil, note == expectation.reason, isMade == expectation.isMade { return }
      self = ComponentRecord(source: source, name: name, target: target, since: time)
      (note, isMade) = (expectation.reason, expectation.isMade)
      return
    }
    isMade = true
    if version == expected { return }
    (expected, since) = (version, time)
    (loadedAt, missingSince, note) = (nil, time, nil)
    state = .waiting
  }

  /// It has answered.
  ///
  /// - Parameters:
  ///   - answer: What it says.
  ///   - limit: Seconds that it may take.
  ///   - now: When it was asked.
  mutating func heard(_ answer: ComponentAnswer, limit: Double, at now: Double) {
    guard let expected else { return }
    note = nil
    switch answer {
    case .shows(let versions):
      shown = versions.joined(separator: ", ")
      shownAt = now
      if versions == [expected] {
        loadedAt = loadedAt ?? now
        missingSince = nil
        state = .loaded
        return
      }
      note = "it shows \(versions.map { String($0.prefix(12)) }.joined(separator: " and "))"
    case .silent(let reason):
      missingSince = missingSince ?? now
      state = .unknown
      note = reason
      return
    case .failed(let reason): note = reason
    }
    let missing = missingSince ?? now
    missingSince = missing
    state = now - missing > limit ? .late : .waiting
  }
}

/// What a component should show after a run.
package struct ComponentExpectation: Sendable {
  package var name: String
  package var target: ConfigMapTarget
  /// `nil` if that is not known.
  package var version: String?
  /// Why it is not.
  package var reason: String?
  /// Whether the branch makes its ConfigMap.
  package var isMade = true
}

/// A comment that waits for components to load what it is about.
package struct AwaitedComment: Sendable {
  /// `org/repo@branch`.
  package var source: String
  /// The commit.
  package var revision: String
  package var body: String
  /// When the commit was applied.
  package var time: Double
  /// Whether the comment says already that some component is late.
  package var isLate = false
  package var components: [Component]

  /// A component, and the ConfigMaps that it is to load.
  package struct Component: Sendable {
    package var name: String
    package var configMaps: [String]
    /// Whether what it shows tells of the commit.
    package var isTold: Bool
  }
}
