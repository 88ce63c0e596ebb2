internal import Schema

/// Configuration of generic-autobumper, which moves images to other tags.
///
/// Source: Prow, `options` in cmd/generic-autobumper/main.go and `Options` in
/// cmd/generic-autobumper/bumper/bumper.go, which both read the file.
package enum AutobumpTable {
  package static let text = #"""
    type AutobumpConfig -- Which images the autobumper moves, to what, in which files, and the pull request with it.
      upstreamURLBase string default=https://raw.githubusercontent.com/kubernetes/test-infra/master -- Where refConfigFile is, for targetVersion upstream and upstream-staging.
      includedConfigPaths list:string required minItems=1 -- Files and folders; of folders only files whose names end with .yaml are changed.
      excludedConfigPaths list:string -- Files of the included folders that start with one of these are left alone.
      extraFiles list:string -- Other files, whatever their names.
      targetVersion string known=latest|upstream|upstream-staging|vYYYYMMDD-deadbeef -- The tag that images get, or where it comes from.
      prefixes list:AutobumpPrefix required minItems=1 -- Which images are moved.
      onCallAddress string -- A URL that says who is on call.
      onCallGroup string default=testinfra -- Whose on-call is asked.
      skipIfNoOncall bool -- Does nothing while nobody is on call.
      skipOncallAssignment bool -- Assigns the pull request to nobody.
      selfAssign bool -- Writes /cc, so that nobody else is assigned.
      imageRegistryAuth string enum=|google -- How to log in at the registry.
      additionalPRBody string -- Text for the pull request.
      gitHubOrg string -- The organization of the repository; needed for a pull request on GitHub.
      gitHubRepo string -- The repository; needed for a pull request on GitHub.
      gitHubBaseBranch string -- The branch that the pull request is for.
      gitHubLogin string -- The user that pushes.
      gitHubToken string -- The path of a file with the user's token.
      gitName string -- The author of the commit, together with gitEmail.
      gitEmail string -- The author's address, together with gitName.
      assign_to string -- Who gets the pull request.
      skipPullRequest bool -- No effect: only the flag --skip-pullrequest counts.
      signoff bool -- No effect: only the flag --signoff counts.
      gerrit AutobumpGerrit -- Makes a change in Gerrit, and no pull request.
      remoteName string -- The name of the user's fork; needed if the commit is pushed there.
      headBranchName string default=autobump -- The branch that is pushed.
      labels list:string -- Labels of the pull request.
      prSourceMode string enum=|branch|fork since=2026-05-15 -- Where the commit is pushed: to a branch of the repository, or to a fork.

    type AutobumpPrefix -- Images that are moved together.
      name string -- What people call them.
      prefix string format=regex -- The start of HOST/IMAGE:TAG.
      refConfigFile string requiredWhen="targetVersion is upstream" -- A file with the images at the tag that is wanted.
      stagingRefConfigFile string requiredWhen="targetVersion is upstream-staging" -- The same for upstream-staging.
      repo string -- The URL of the repository that they are built from, for links to what has changed.
      summarise bool -- Makes one line of them where all move alike.
      consistentImages bool -- Whether all must have one version after a bump.
      consistentImageExceptions list:string -- Images that may have another version, without tags.

    type AutobumpGerrit -- The change in Gerrit.
      autobumpPRIdentifier string required -- Tells the change from others.
      author string required -- Who makes the change.
      email string -- The author's address.
      cookieFile string required -- The path of a file with cookies.
      hostRepo string required -- The URL of the repository.
    """#

  static let compiled = CompiledCatalog(
    Catalog(tables: [text]),
    roots: ["AutobumpConfig"],
    names: Field.allCases.map(\.name)
  )
}
