extension Rule {
  /// What the API server says about the pods of jobs.
  static let kubernetes: [Rule] =
    podShape + podContainers + podEnvironment + podVolumes + podResources + podHandlers
    + podSecurity + podScheduling + podFields + podMetadata
}
