import TestSupport
import Testing

/// Configurations in production move images as a person does who searches and replaces.
@Suite("plimsoll bump, with real configurations")
struct RealBumpTests {
  struct Bump: Sendable, CustomTestStringConvertible {
    /// Of the configuration, without `.yaml`.
    var name: String
    /// The folder with a part of the repository; nil if there is none.
    var corpus: String?
    /// Folders whose `.yaml` files change.
    var folders: [String]
    /// Other files that change.
    var files: [String] = []
    /// The images, as a person would search for them.
    var images: String
    /// One of them.
    var image: String
    /// Where the folders are, if not where the configuration says.
    var arguments: [String] = []
    /// How many tags move.
    var count: Int

    var testDescription: String { name }
  }

  private static let bumps = [
    Bump(
      name: "kubernetes-components",
      corpus: "k8s",
      folders: ["config/jobs"],
      files: ["config/mkpj.sh", "config/prow/config.yaml"],
      images: "us-docker.pkg.dev/k8s-infra-prow/images/",
      image: "us-docker.pkg.dev/k8s-infra-prow/images/mkpj",
      count: 12
    ),
    Bump(
      name: "kubernetes-jobs",
      corpus: "k8s",
      folders: ["config/jobs", "images"],
      files: [
        "images/kubekins-e2e/Dockerfile",
        "config/jobs/image-pushing/k8s-staging-e2e-test-images.sh",
        "config/jobs/image-pushing/k8s-staging-sig-storage.sh",
        "config/jobs/kubernetes/sig-cloud-provider/azure/generate.sh",
        "config/jobs/kubernetes/sig-node/dra.jinja", "config/jobs/kubernetes/kops/build_vars.py",
        "config/jobs/kubernetes-csi/gen-jobs.sh", "config/jobs/README.md", ".ko.yaml",
      ],
      images: "(us-central1-docker.pkg.dev/k8s-staging-test-infra/images"
        + "|gcr.io/k8s-staging-(boskos|test-infra|apisnoop))/",
      image: "gcr.io/k8s-staging-boskos/janitor",
      count: 3480
    ),
    Bump(
      name: "oss-components",
      corpus: "oss",
      folders: ["prow/oss/cluster", "prow/prowjobs", ".prow"],
      files: ["prow/oss/config.yaml"],
      images: "us-central1-docker.pkg.dev/gob-prow/prow-images/",
      image: "us-central1-docker.pkg.dev/gob-prow/prow-images/deck",
      count: 12
    ),
    Bump(
      name: "kubevirt-jobs",
      corpus: "kubevirt",
      folders: ["github/ci/prow-deploy/files/jobs"],
      images: "(us-docker.pkg.dev/k8s-infra-prow/images|gcr.io/k8s-staging-test-infra)/",
      image: "gcr.io/k8s-staging-test-infra/bootstrap",
      arguments: ["--in", "github/ci/prow-deploy/files/jobs"],
      count: 15
    ),
    Bump(
      name: "istio-gcp",
      folders: ["prow/gcp/cluster"],
      files: [".prow.yaml", "prow/gcp/config.yaml"],
      images: "us-docker.pkg.dev/k8s-infra-prow/images/",
      image: "us-docker.pkg.dev/k8s-infra-prow/images/deck",
      count: 3
    ),
    Bump(
      name: "cert-manager",
      folders: ["config/jobs", "images", "prow/cluster"],
      files: ["config/config.yaml", "config/prowgen/pkg/globals.go"],
      images: "quay.io/jetstack/base-static",
      image: "quay.io/jetstack/base-static",
      count: 5
    ),
  ]

  @Test(.enabled(if: Project.shared != nil, "there is no ../shared"), arguments: bumps)
  func isSearchAndReplace(_ bump: Bump) throws {
    let corpus = "\(try #require(Project.shared))/corpus"
    let folder = try TemporaryFolder()
    if let name = bump.corpus {
      try folder.shell(
        "cp -r '\(corpus)/\(name)/.' '\(folder.path)' && chmod -R u+w '\(folder.path)'"
      )
    }
    // What the corpus does not have.
    for path in bump.files + bump.folders {
      if (try? folder.shell("test -e '\(folder.path)/\(path)'")) != nil { continue }
      try folder.write(
        "\r\n# \(bump.image):v20260101-0123abcd4-go. \u{FEFF}",
        to: bump.files.contains(path) ? path : "\(path)/new.yaml"
      )
    }
    let expected = try TemporaryFolder()
    let (folders, files) = (bump.folders, bump.files)
    try folder.shell(
      """
      cp -r '\(folder.path)/.' '\(expected.path)' && cd '\(expected.path)' &&
      { find \(folders.joined(separator: " ")) -name '*.yaml'; echo \(files.joined(separator: " ")); } |
        sort -u | xargs sed -Ei \
        's#(\(bump.images)[a-zA-Z0-9_./-]*):v[0-9]{8}-[0-9a-f]{6,10}#\\1:v20301231-abcdef012#g'
      """
    )
    let run = try Program.run(
      ["bump", "\(corpus)/others/autobump/\(bump.name).yaml", "--to", "v20301231-abcdef012"]
        + bump.arguments,
      in: folder
    )
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.output.matches(of: #/, (\d+) places?\n/#).compactMap { Int($0.1) }.reduce(0, +)
        == bump.count
    )
    try folder.shell("diff -r '\(folder.path)' '\(expected.path)' >&2")
  }
}
