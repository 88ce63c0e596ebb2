extension ResolvedJob {
  /// Whether defaults and presets give a job what they gave to a former version of it, wherever they
  /// are written now.
  ///
  /// `former`: Of the same place in the same document.
  package func getsTheSame(as former: ResolvedJob) -> Bool {
    config?.identity === former.config?.identity && hasOtherLabels == former.hasOtherLabels
      && presets.count == former.presets.count
      && zip(presets, former.presets).allSatisfy { $0.identity === $1.identity }
  }
}
