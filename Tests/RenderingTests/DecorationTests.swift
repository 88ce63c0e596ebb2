import Rendering
import Testing
import YAML

@Suite("Decoration")
struct DecorationTests {
  @Test
  func theUtilitiesStandInTheirOrder() throws {
    let jobs = String.presubmit().replacing(
      "containers:\n",
      with: "initContainers: [{name: db, image: db, restartPolicy: Always}]\n      containers:\n"
    )
    let rendered = try Rendered(jobs)
    #expect(
      try rendered.names("spec.initContainers")
        == ["clonerefs", "db", "initupload", "place-entrypoint"]
    )
    #expect(try rendered.names("spec.containers") == ["test", "sidecar"])
    #expect(
      try rendered.names("spec.volumes")
        == ["logs", "tools", "gcs-credentials", "clonerefs-tmp", "code"]
    )
    #expect(try rendered.names("spec.containers.0.volumeMounts") == ["logs", "tools", "code"])
    #expect(
      try rendered.names("spec.initContainers.0.volumeMounts") == ["logs", "code", "clonerefs-tmp"]
    )
    #expect(
      try rendered.names("spec.initContainers.2.volumeMounts") == ["logs", "gcs-credentials"]
    )
    #expect(try rendered.names("spec.initContainers.3.volumeMounts") == ["tools"])
    #expect(try rendered.pod("spec.initContainers.3.args") == #"["--copy-mode-only"]"#)
    #expect(
      try rendered.pod("spec.initContainers.1.terminationMessagePolicy")
        == #""FallbackToLogsOnError""#
    )
    #expect(try rendered.names("spec.containers.1.volumeMounts") == ["logs", "gcs-credentials"])
  }

  @Test
  func theEntrypointRunsCommandAndArgs() throws {
    let rendered = try Rendered(.presubmit())
    #expect(try rendered.pod("spec.containers.0.command") == #"["/tools/entrypoint"]"#)
    #expect(try rendered.pod("spec.containers.0.args") == nil)
    #expect(try rendered.names("spec.containers.0.env").last == "ENTRYPOINT_OPTIONS")
    #expect(
      try rendered.options("ENTRYPOINT_OPTIONS", of: "test") == #"{"args":["make","test"],"#
        + #""artifact_dir":"/logs/artifacts","container_name":"test","grace_period":15000000000,"#
        + #""marker_file":"/logs/marker-file.txt","metadata_file":"/logs/artifacts/metadata.json","#
        + #""process_log":"/logs/process-log.txt","timeout":7200000000000}"#
    )
    #expect(
      try rendered.options("SIDECAR_OPTIONS", of: "sidecar") == #"{"censoring_options":{},"#
        + #""entries":[{"args":["make","test"],"container_name":"test","#
        + #""marker_file":"/logs/marker-file.txt","metadata_file":"/logs/artifacts/metadata.json","#
        + #""process_log":"/logs/process-log.txt"}],"gcs_options":{"bucket":"logs","#
        + #""dry_run":false,"gcs_credentials_file":"/secrets/gcs/service-account.json","#
        + #""items":["/logs/artifacts"],"path_strategy":"explicit"}}"#
    )
    #expect(
      try rendered.options("INITUPLOAD_OPTIONS", of: "initupload") == #"{"bucket":"logs","#
        + #""dry_run":false,"gcs_credentials_file":"/secrets/gcs/service-account.json","#
        + #""log":"/logs/clone.json","path_strategy":"explicit"}"#
    )
    #expect(try rendered.options("JOB_SPEC", of: "sidecar", "buildid") == #""99""#)
    #expect(
      try rendered.options("JOB_SPEC", of: "initupload", "decoration_config.timeout")
        == #""2h0m0s""#
    )
  }

  // The decoration is escaped on its own, once for all jobs that share it.
  @Test
  func whatNeedsAnEscapeComesOutOfTheJobSpecAsItWas() throws {
    let rendered = try Rendered(
      """
      presubmits:
        acme/rocket:
        - name: unit
          decorate: true
          decoration_config:
            gcs_configuration:
              bucket: logs
              path_strategy: explicit
              path_prefix: "a<b>&\\"c\\"\\\\d\\u2028\\té"
          spec:
            containers: [{image: golang, command: [make]}]
      """
    )
    let path = "decoration_config.gcs_configuration.path_prefix"
    let written = try rendered.prowJob("spec.\(path)")
    #expect(written?.contains("c") == true)
    for container in ["initupload", "test", "sidecar"] {
      #expect(try rendered.options("JOB_SPEC", of: container, path) == written, "\(container)")
    }
  }

  @Test
  func severalContainersHaveFilesOfTheirOwn() throws {
    let jobs =
      String.presubmit(container: "name: one")
      + "\n      - {name: two, image: alpine, command: [b]}\n"
    let rendered = try Rendered(jobs)
    #expect(
      try rendered.options("ENTRYPOINT_OPTIONS", of: "two", "process_log")
        == #""/logs/two-log.txt""#
    )
    #expect(
      try rendered.options("ENTRYPOINT_OPTIONS", of: "one", "metadata_file")
        == #""/logs/artifacts/one-metadata.json""#
    )
  }

  @Test
  func nothingIsClonedWithoutRefsOrWhenTheJobSaysSo() throws {
    let fields = "decoration_config: {skip_cloning: true}"
    let rendered = try Rendered(.presubmit(fields, container: "workingDir: /mine"))
    #expect(try rendered.names("spec.initContainers") == ["initupload", "place-entrypoint"])
    #expect(try rendered.names("spec.volumes") == ["logs", "tools", "gcs-credentials"])
    #expect(try rendered.pod("spec.containers.0.workingDir") == #""/mine""#)
    #expect(try rendered.options("INITUPLOAD_OPTIONS", of: "initupload", "log") == nil)
  }

  @Test
  func theWorkingDirectoryIsTheRefThatAsksForIt() throws {
    let fields = "extra_refs: [{org: acme, repo: moon, base_ref: main, workdir: true}]"
    let rendered = try Rendered(.presubmit(fields, container: "workingDir: /mine"))
    #expect(
      try rendered.pod("spec.containers.0.workingDir")
        == #""/home/prow/go/src/github.com/acme/moon""#
    )
    #expect(
      try rendered.options("CLONEREFS_OPTIONS", of: "clonerefs", "refs.1.repo") == #""moon""#
    )
  }

  @Test
  func credentialsForCloningAreMounted() throws {
    let fields = """
      decoration_config:
        ssh_key_secrets: [key]
        ssh_host_fingerprints: [host]
        oauth_token_secret: {name: token, key: file}
        github_app_id: "5"
        github_app_private_key_secret: {name: app, key: pem}
        cookiefile_secret: jar/cookies
      """
    let rendered = try Rendered(.presubmit(fields))
    #expect(
      try rendered.names("spec.volumes").dropFirst(3) == [
        "ssh-keys-key", "token", "app", "clonerefs-tmp", "cookiefile", "code",
      ]
    )
    #expect(
      try rendered.pod("spec.volumes.3") == #"{"name":"ssh-keys-key","#
        + #""secret":{"defaultMode":256,"secretName":"key"}}"#
    )
    #expect(
      try rendered.pod("spec.volumes.4.secret")
        == #"{"items":[{"key":"file","path":"./file"}],"secretName":"token"}"#
    )
    #expect(
      try rendered.pod("spec.initContainers.0.volumeMounts.2")
        == #"{"mountPath":"/secrets/ssh/key","name":"ssh-keys-key","readOnly":true}"#
    )
    #expect(
      try rendered.pod("spec.initContainers.0.args")
        == #"["--cookiefile=/secrets/cookiefile/cookies"]"#
    )
    let expected = [
      ("key_files", #"["/secrets/ssh/key"]"#),
      ("host_fingerprints", #"["host"]"#),
      ("oauth_token_file", #""/secrets/oauth/file""#),
      ("github_app_private_key_file", #""/secrets/github-app/pem""#),
      ("github_app_id", #""5""#),
      ("cookie_path", #""/secrets/cookiefile/cookies""#),
      ("github_api_endpoints", #"["https://api.github.com"]"#),
    ]
    for (option, value) in expected {
      #expect(try rendered.options("CLONEREFS_OPTIONS", of: "clonerefs", option) == value)
    }
  }

  @Test
  func aCookieSecretWithoutKeyIsItsOwnKey() throws {
    let rendered = try Rendered(.presubmit("decoration_config: {cookiefile_secret: jar}"))
    #expect(
      try rendered.options("CLONEREFS_OPTIONS", of: "clonerefs", "cookie_path")
        == #""/secrets/cookiefile/jar""#
    )
  }

  @Test
  func anEmptySecretSwitchesCredentialsOff() throws {
    let fields = #"decoration_config: {gcs_credentials_secret: "", s3_credentials_secret: s3}"#
    let rendered = try Rendered(.presubmit(fields))
    #expect(try rendered.names("spec.volumes").prefix(3) == ["logs", "tools", "s3-credentials"])
    #expect(
      try rendered.options("INITUPLOAD_OPTIONS", of: "initupload", "s3_credentials_file")
        == #""/secrets/s3-storage/service-account.json""#
    )
  }

  @Test
  func localModeCopiesToAFolderOfTheHost() throws {
    let rendered = try Rendered(.presubmit()) { request, arena in
      request.localOutputFolder = arena.text("/out//x")
    }
    #expect(try rendered.names("spec.volumes").prefix(3) == ["logs", "tools", "output"])
    #expect(try rendered.pod("spec.volumes.2.hostPath.path") == #""/out/x/99""#)
    #expect(try rendered.names("spec.containers.1.volumeMounts") == ["logs", "output"])
    #expect(
      try rendered.options("SIDECAR_OPTIONS", of: "sidecar", "gcs_options.local_output_dir")
        == #""/output""#
    )
  }

  @Test
  func mountedSecretsAreCensored() throws {
    let fields = "decoration_config: {censor_secrets: true}"
    let jobs =
      String.presubmit(fields, container: "volumeMounts: [{name: s, mountPath: /s}]")
      + "\n      volumes: [{name: s, secret: {secretName: x}}, {name: e, emptyDir: {}}]\n"
    let rendered = try Rendered(jobs)
    #expect(
      try rendered.options("SIDECAR_OPTIONS", of: "sidecar", "censoring_options")
        == #"{"secret_directories":["/s"]}"#
    )
    #expect(
      try rendered.names("spec.containers.1.volumeMounts") == ["logs", "gcs-credentials", "s"]
    )
  }

  // The container's resources, the decoration's settings, and what they come to.
  @Test(
    arguments: [
      (
        "{requests: {cpu: 1}}", "default_memory_request: 1024Mi",
        #"{"requests":{"cpu":"1","memory":"1Gi"}}"#
      ),
      (
        "{requests: {memory: 2Gi}}", "default_memory_request: 1Gi",
        #"{"requests":{"memory":"2Gi"}}"#
      ),
      (
        "{}", "default_memory_request: 1Gi, set_limit_equals_memory_request: true",
        #"{"limits":{"memory":"1Gi"},"requests":{"memory":"1Gi"}}"#
      ),
      (
        "{requests: {memory: 2Gi}, limits: {memory: 4Gi, cpu: 1}}",
        "set_limit_equals_memory_request: true",
        #"{"limits":{"cpu":"1","memory":"2Gi"},"requests":{"memory":"2Gi"}}"#
      ),
    ]
  )
  func memoryHasDefaultAndLimit(
    _ own: String,
    _ settings: String,
    _ expected: String
  ) throws {
    let fields = "decoration_config: {\(settings)}"
    let rendered = try Rendered(.presubmit(fields, container: "resources: \(own)"))
    #expect(try rendered.pod("spec.containers.0.resources") == expected)
  }

  @Test
  func thePodsOwnSettingsWin() throws {
    let fields = """
      decoration_config:
        run_as_user: 1000
        fs_group: 2000
        default_service_account_name: robot
        scheduling_options: {affinity: {nodeAffinity: {}}, tolerations: [{key: t}]}
      """
    let plain = try Rendered(.presubmit(fields))
    #expect(try plain.pod("spec.securityContext") == #"{"fsGroup":2000,"runAsUser":1000}"#)
    #expect(try plain.pod("spec.serviceAccountName") == #""robot""#)
    #expect(try plain.pod("spec.automountServiceAccountToken") == "false")
    #expect(try plain.pod("spec.affinity") == #"{"nodeAffinity":{}}"#)
    #expect(try plain.pod("spec.tolerations") == #"[{"key":"t"}]"#)
    #expect(try plain.pod("spec.terminationGracePeriodSeconds") == "18")

    let own = """
      spec:
            securityContext: {runAsUser: 0}
            serviceAccountName: mine
            affinity: {}
            tolerations: [{key: own}]
            terminationGracePeriodSeconds: 0

      """
    let rendered = try Rendered(.presubmit(fields).replacing("spec:\n", with: own))
    #expect(try rendered.pod("spec.securityContext") == #"{"fsGroup":2000,"runAsUser":0}"#)
    #expect(try rendered.pod("spec.serviceAccountName") == #""mine""#)
    #expect(try rendered.pod("spec.affinity") == "{}")
    #expect(try rendered.pod("spec.tolerations") == #"[{"key":"own"}]"#)
    #expect(try rendered.pod("spec.terminationGracePeriodSeconds") == "0")
  }
}
