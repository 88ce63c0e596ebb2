import Glibc
import TestSupport
import Testing

@Suite("Manifests of deploy/")
struct DeployTests {
  /// What `kubectl kustomize deploy` prints; `nil` where there is no kubectl.
  ///
  /// `change`: A command that changes a copy of `kustomization.yaml` first.
  private func rendered(after change: String = ":") throws -> String? {
    guard access("/usr/bin/kubectl", X_OK) == 0 else {
      print("deploy/ is not rendered: there is no kubectl here")
      return nil
    }
    let folder = try TemporaryFolder()
    try folder.shell(
      """
      cp -r '\(Project.root)/deploy' '\(folder.path)' && cd '\(folder.path)/deploy' && \(change)
      /usr/bin/kubectl kustomize . > '\(folder.path)/all'
      """
    )
    return try folder.text("all")
  }

  @Test
  func oneNameChangesTheImage() throws {
    let change = "sed -i 's,newName: .*,newName: registry.example.com/a/b,' kustomization.yaml"
    guard let text = try rendered(after: change) else { return }
    let images = text.split(separator: "\n").filter { $0.contains("image: ") }
    #expect(images.count == 1)
    #expect(images[0].contains("image: registry.example.com/a/b:"), "\(images)")
  }

  @Test(arguments: [
    ("alerts", ["PodMonitor", "PrometheusRule"]), ("dashboard", ["ConfigMap"]), ("clusters", []),
  ])
  func theComponentsAddTheirObjects(_ component: String, _ kinds: [String]) throws {
    let change = "printf 'components:\\n- \(component)\\n' >> kustomization.yaml"
    guard let text = try rendered(after: change), let plain = try rendered() else { return }
    #expect(text != plain)
    for kind in kinds {
      #expect(text.contains("kind: \(kind)\n") && !plain.contains("kind: \(kind)\n"), "\(kind)")
    }
  }

  @Test
  func theyRenderAndAskForNoMoreThanNeeded() throws {
    guard let text = try rendered() else { return }
    let parts = text.split(separator: "\n---\n").map(String.init)
    let kinds = parts.compactMap { part in
      part.split(separator: "\n").first { $0.hasPrefix("kind: ") }.map { $0.dropFirst(6) }
    }
    #expect(
      kinds.sorted() == [
        "Deployment", "NetworkPolicy", "PodDisruptionBudget", "Role", "Role",
        "RoleBinding", "RoleBinding", "Service", "ServiceAccount",
      ]
    )
    for word in ["\"*\"", "'*'", "ClusterRole", "- list", "- watch", "- delete", "secrets:\n  - "] {
      #expect(!text.contains(word), "\(word)")
    }
    for role in parts where role.contains("kind: Role\n") && role.contains("- patch") {
      #expect(role.contains("resourceNames:"), "patch is bound to names")
    }
    for line in [
      "readOnlyRootFilesystem: true", "runAsNonRoot: true", "type: RuntimeDefault",
      "allowPrivilegeEscalation: false", "- ALL", "replicas: 2", "namespace: plimsoll",
      "namespace: prow",
    ] {
      #expect(text.contains(line), "\(line)")
    }
  }

  @Test
  func anAccountInAnotherClusterMayDoNoMoreThanNeeded() throws {
    let text = try Project.text("deploy/remote/role-configmaps.yaml")
    #expect(text.contains("  verbs: [get, patch, create]\n") && text.contains("resourceNames: ["))
    #expect(!text.contains("Cluster") && !text.contains("'*'") && !text.contains("\"*\""))
  }

  /// Whoever has an API server at another port is told which are open, and how Prometheus finds pods.
  @Test
  func theGuideNamesThePortsAndLabels() throws {
    let guide = try Project.text("docs/operations.md").replacing("\n", with: " ")
    let policy = try Project.text("deploy/network-policy.yaml")
    let ports = policy.matches(of: #/TCP, port: (\d+)/#).map { String($0.output.1) }
    #expect(ports == ["8080", "53", "22", "443", "6443"])
    #expect(guide.contains("The pods may connect to the ports 22, 443 and 6443: if `$server` has"))
    let label = "app.kubernetes.io/name: plimsoll-updater"
    #expect(
      guide.contains("selector: {matchLabels: {\(label)}}   podMetricsEndpoints:   - {port: http,")
    )
    #expect(guide.contains("path: /metrics, honorLabels: true}"))
    let pod = try Project.text("deploy/deployment.yaml")
    #expect(pod.contains("        \(label)\n    spec:") && pod.contains("- name: http\n"))
    #expect(try Project.text("deploy/alerts.yaml").contains("`honorLabels: true`"))
  }

  @Test
  func theProgramTakesTheArgumentsOfTheDeployment() async throws {
    let text = try Project.text("deploy/deployment.yaml")
    let lines = text.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
    let arguments = lines.drop { $0 != "args:" }.dropFirst().prefix { $0.hasPrefix("- ") }
      .map { String($0.dropFirst(2)).replacing("$(POD_NAMESPACE)", with: "plimsoll") }
    #expect(arguments.first == "serve")
    let folder = try TemporaryFolder()
    // It starts, and stumbles over the folder, which a pod would have.
    try folder.write("", to: "state")
    let outcome = try await UpdaterProgram.run(
      arguments.map { $0.replacing("=/state", with: "=\(folder.path)/state") }
        .map { $0.replacing("$(POD_NAME)", with: "pod-1") },
      in: folder,
      environment: ["KUBECONFIG": nil, "HOME": folder.path]
    )
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains("can't write in \(folder.path)/state"),
      "\(outcome.errors)"
    )
  }
}
