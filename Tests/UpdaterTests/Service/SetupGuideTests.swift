import ClusterDouble
import Glibc
import TestSupport
import Testing

/// Follows "From nothing to the first apply" of `docs/operations.md` word by word.
@Suite("The guide of docs/operations.md", .timeLimit(.minutes(15)))
struct SetupGuideTests {
  /// The commands of the guide.
  private func commands() throws -> String {
    let lines = try Project.text("docs/operations.md")
      .split(separator: "\n", omittingEmptySubsequences: false)
    let guide = lines.drop { $0 != "## From nothing to the first apply" }.dropFirst()
      .prefix { !$0.hasPrefix("## ") }.joined(separator: "\n")
    let blocks = guide.split(separator: "```sh\n").dropFirst().map { $0.prefix { $0 != "`" } }
    #expect(blocks.count == 5)
    return blocks.joined()
  }

  /// What stands for the clusters: `kubectl` works on files as ever, and renders what it would apply.
  private static let kubectl = """
    #!/bin/sh
    for last; do :; done
    case "$*" in
    config\\ *|*\\ config\\ *) exec /usr/bin/kubectl "$@" ;;
    *\\ get\\ secret\\ *) printf bot-token | base64 ;;
    *\\ get\\ lease\\ *) printf pod-1 ;;
    *\\ apply\\ -k\\ *) /usr/bin/kubectl kustomize "$last" >> "$HOME/applied" ;;
    *) echo "$@" >> "$HOME/asked" ;;
    esac

    """

  /// Each cluster has its certificate in the file `crt`, which nobody asks for over HTTP.
  private func kubeconfig(_ servers: [(name: String, server: TestServer)]) -> String {
    var text = "apiVersion: v1\nkind: Config\ncurrent-context: default\n"
    text += "users:\n- {name: admin, user: {token: admin-token}}\n"
    text +=
      "contexts:\n"
      + servers.map {
        "- {name: \($0.name), context: {cluster: \($0.name), user: admin}}\n"
      }.joined()
    text +=
      "clusters:\n"
      + servers.map {
        "- {name: \($0.name), cluster: {server: '\($0.server.url)', "
          + "certificate-authority: crt}}\n"
      }.joined()
    return text
  }

  /// Who looked last at ConfigMaps of a namespace.
  private func lastReader(of namespace: String, _ server: TestServer) -> String? {
    server.log.last { $0.path.contains("/namespaces/\(namespace)/configmaps/") }?
      .headers["Authorization"]
  }

  @Test
  func itLeadsToABotThatFindsAllRight() async throws {
    guard access("/usr/bin/kubectl", X_OK) == 0 else {
      print("the guide of docs/operations.md is not followed: there is no kubectl here")
      return
    }
    let prow = try await TestServer.startDouble(namespaces: ["prow"])
    let build = try await TestServer.startDouble(namespaces: ["test-pods"])
    let folder = try TemporaryFolder()
    let path = folder.path
    let remote = try RemoteRepository(namespace: "prow")
    try remote.commit(
      RemoteRepository.plugins.replacing(
        "{default: [default]}",
        with: "{default: [prow], build: [test-pods]}"
      ),
      to: "config/prow/plugins.yaml"
    )
    try folder.shell(
      """
      cd '\(path)' && openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out crt -days 2 \\
        -subj /CN=test 2> /dev/null && base64 -w0 crt > authority
      """
    )
    try folder.write(kubeconfig([("default", prow), ("build", build)]), to: "home/.kube/config")
    try folder.write(SetupGuideTests.kubectl, to: "bin/kubectl")
    try folder.write("set -u\n" + commands(), to: "guide.sh")
    try folder.shell(
      """
      cd '\(path)' && cp crt home/.kube/ && chmod +x bin/kubectl && ln -s '\(try UpdaterProgram.executable())' bin/
      mkdir plimsoll && cp -R '\(Project.root)/deploy' plimsoll/
      cp -R '\(remote.folder.path)' launchpad && mkdir home/plimsoll-keys
      echo token-1 > home/plimsoll-keys/github-token
      git -C launchpad remote add origin https://github.com/acme/launchpad.git
      env -u KUBECONFIG -u GIT_DIR -u GIT_WORK_TREE HOME='\(path)/home' NO_COLOR=1 \\
        PATH='\(path)/bin':"$PATH" bash guide.sh > said 2> errors || true
      """
    )
    let said = try folder.text("said").split(separator: "\n").map(String.init)
    // Nothing went wrong besides what diff has to say.
    #expect(try folder.text("errors") == "")
    for line in [
      "ConfigMap job-config in build/test-pods, default/prow, new", "4 ConfigMaps differ",
      "4 ConfigMaps: 4 created", "Context \"build\" created.",
    ] {
      #expect(said.contains(line), "\(said)")
    }
    #expect(said.last == "nothing differs")
    // The bot knows the authority of the build cluster, too.
    let keys = try folder.text("home/plimsoll-keys/kubeconfig")
    #expect(try keys.contains("certificate-authority-data: \(folder.text("authority"))\n"))
    // The last look at the build cluster was the bot's own.
    #expect(lastReader(of: "test-pods", build) == "Bearer bot-token")
    #expect(lastReader(of: "prow", prow) == "Bearer admin-token")
    let applied = try folder.text("home/applied")
    for line in [
      "  name: plimsoll-updater-token", "  namespace: test-pods",
      "          value: /clusters/kubeconfig",
      "          secretName: plimsoll-updater-clusters", "        - --repo=acme/launchpad",
    ] {
      #expect(applied.contains("\n\(line)\n"), "\(line)")
    }
    #expect(
      try folder.text("home/asked").replacing(path, with: "DIR") == """
        --context build -n plimsoll wait --for=jsonpath={.data.token} secret/plimsoll-updater-token
        --context default create namespace plimsoll
        --context default -n plimsoll create secret generic plimsoll-updater \
        --from-file=DIR/home/plimsoll-keys/webhook-secret \
        --from-file=DIR/home/plimsoll-keys/github-token
        --context default -n plimsoll create secret generic plimsoll-updater-clusters \
        --from-file=DIR/home/plimsoll-keys/kubeconfig
        --context default -n plimsoll port-forward pod/pod-1 8080

        """
    )
    await prow.stop()
    await build.stop()
  }
}
