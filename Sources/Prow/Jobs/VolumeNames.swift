package import YAML

/// The names of the volumes that a job and its presets declare, for many questions.
package struct VolumeNames {
  private let job: ResolvedJob
  private var questions = 0
  private var names: Set<Text> = []

  /// From so many questions on a set is cheaper than to go through the volumes each time.
  private static let many = 32

  package init(of job: ResolvedJob) {
    self.job = job
  }

  package mutating func contains(_ name: Text) -> Bool {
    questions += 1
    if questions <= VolumeNames.many { return job.hasVolume(name) }
    if questions == VolumeNames.many + 1 {
      for volume in job.volumes {
        if let name = volume.name { names.insert(name) }
      }
    }
    return names.contains(name)
  }
}
