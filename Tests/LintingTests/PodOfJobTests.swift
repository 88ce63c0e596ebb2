import Analysis
import Configs
import Diagnostics
import Linting
import Testing

/// Pods are judged as Prow would make them: with presets and decoration.
@Suite("Pods of jobs")
struct PodOfJobTests {
  private func lines(_ text: String, kubernetes: String? = nil) async throws -> [String] {
    try await ExampleLinter.lines(text, select: ["kubernetes"], kubernetes: kubernetes)
  }

  private func presubmit(_ fields: String, after preamble: String = "") -> String {
    Example.presubmit(fields, after: preamble).files[0].text
  }

  @Test
  func aVolumeOfAPresetCounts() async throws {
    let text = presubmit(
      """
      name: unit
      labels: {preset-cache: "true"}
      spec:
        containers:
        - image: golang
          volumeMounts: [{name: cache, mountPath: /cache}]
      """,
      after: """
        presets:
        - labels: {preset-cache: "true"}
          volumes: [{name: cache, emptyDir: {}}]

        """
    )
    #expect(try await lines(text) == [])
  }

  @Test
  func aFaultOfAPresetIsShownThereAndOnce() async throws {
    let job = """
      name: unit
      labels: {preset-token: "true"}
      spec:
        containers: [{image: golang}]
      """
    let preset = """
      presets:
      - labels: {preset-token: "true"}
        env:
        - name: TOKEN
          valueFrom: {secretKeyRef: {name: bot}}

      """
    let second = job.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
      .replacing("    name: unit", with: "  - name: other", maxReplacements: 1)
    let found = try await lines(presubmit(job, after: preset) + second)
    #expect(found == ["invalid-env 5:32 secretKeyRef has no key, in a preset"])
  }

  @Test
  func aMountOfAPresetThatLacksItsVolumeIsShownAtTheJob() async throws {
    let text = presubmit(
      """
      name: unit
      labels: {preset-cache: "true"}
      spec:
        containers: [{image: golang}]
      """,
      after: """
        presets:
        - labels: {preset-cache: "true"}
          volumeMounts: [{name: cache, mountPath: /cache}]

        """
    )
    let found = try await lines(text)
    #expect(
      found == [
        "missing-volume 6:11 there is no volume \"cache\"; a preset adds it"
      ]
    )
  }

  @Test
  func decorationAddsVolumesMountsAndContainers() async throws {
    let text = presubmit(
      """
      name: unit
      decorate: true
      decoration_config: {gcs_credentials_secret: uploader}
      spec:
        initContainers:
        - {name: clonerefs, image: proxy, restartPolicy: Always}
        containers:
        - image: golang
          command: [make]
          volumeMounts:
          - {name: gcs-credentials, mountPath: /secrets}
          - {name: cache, mountPath: /home/prow/go}
        volumes:
        - {name: cache, emptyDir: {}}
        - {name: clonerefs-tmp, emptyDir: {}}
      """
    )
    let found = try await lines(text)
    #expect(
      found == [
        "invalid-container 8:16 decoration adds a container called \"clonerefs\" as well",
        "invalid-volume-mount 14:36 decoration mounts a volume of its own at \"/home/prow/go\"",
        "invalid-volume 17:16 decoration adds a volume called \"clonerefs-tmp\" as well",
      ]
    )
  }

  @Test
  func withoutCloningThereIsNoCode() async throws {
    let text = presubmit(
      """
      name: unit
      decorate: true
      decoration_config: {skip_cloning: true}
      spec:
        containers:
        - image: golang
          command: [make]
          volumeMounts: [{name: code, mountPath: /home/prow/go}]
        volumes: [{name: code, emptyDir: {}}]
      """
    )
    #expect(try await lines(text) == [])
  }

  @Test
  func decorationDefaultsMeetLimits() async throws {
    let text = presubmit(
      """
      name: unit
      decorate: true
      decoration_config: {default_memory_request: 2Gi, grace_period: 40s}
      spec:
        containers:
        - image: golang
          command: [make]
          resources: {limits: {memory: 1Gi}}
          lifecycle:
            preStop: {sleep: {seconds: 50}}
            postStart: {sleep: {seconds: 51}}
      """
    )
    let found = try await lines(text)
    #expect(
      found == [
        "invalid-resources 10:38 the limit of 1Gi memory is below the request that decoration adds",
        "invalid-lifecycle 13:40 sleeping 51 s is longer than the 50 s that the pod gets to stop",
      ]
    )
  }

  @Test
  func variablesThatDecorationSetsHaveNoEffect() async throws {
    let text = presubmit(
      """
      name: unit
      decorate: DECORATE
      labels: {preset-go: "true"}
      spec:
        initContainers:
        - name: proxy
          image: proxy
          restartPolicy: Always
          env: [{name: GOPATH, value: /go}]
        containers:
        - image: golang
          command: [make]
          env:
          - {name: GOPATH, value: /go}
          - {name: ENTRYPOINT_OPTIONS, value: "{}"}
      """,
      after: """
        presets:
        - labels: {preset-go: "true"}
          env: [{name: ARTIFACTS, value: /artifacts}]

        """
    )
    let found = try await lines(text.replacing("DECORATE", with: "true"))
    #expect(
      found == [
        "hidden-env 3:16 variable \"ARTIFACTS\" has no effect: decoration sets it to "
          + "\"/logs/artifacts\" afterwards, in a preset",
        "hidden-env 19:18 variable \"GOPATH\" has no effect: decoration sets it to "
          + "\"/home/prow/go\" afterwards",
        "hidden-env 20:18 variable \"ENTRYPOINT_OPTIONS\" has no effect: decoration sets it for "
          + "its own use",
      ]
    )
    #expect(try await lines(text.replacing("DECORATE", with: "false")) == [])
  }

  @Test
  func aPresetThatIsFineForUndecoratedJobsIsLookedAtAgain() async throws {
    let job = """
      name: unit
      labels: {preset-go: "true"}
      decorate: DECORATE
      spec:
        containers: [{image: golang, command: [make]}]

      """
    let text = Example.presubmit(
      job.replacing("DECORATE", with: "false"),
      after: """
        presets:
        - labels: {preset-go: "true"}
          env: [{name: GOPATH, value: /go}]

        """
    ).files[0].text
    let second = job.replacing("DECORATE", with: "true").replacing("unit", with: "other")
      .split(separator: "\n").enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }
    let found = try await lines(text + second.joined(separator: "\n"))
    #expect(found.map { $0.prefix(20) } == ["hidden-env 3:16 vari"])
  }

  @Test
  func theSidecarMountsEverySecretThatItCensors() async throws {
    let text = presubmit(
      """
      name: unit
      labels: {preset-ssh: "true"}
      decorate: true
      decoration_config: {censor_secrets: CENSOR, gcs_credentials_secret: uploader}
      spec:
        containers:
        - name: left
          image: golang
          command: [make]
          volumeMounts:
          - {name: token, mountPath: /etc/token}
          - {name: cache, mountPath: /cache}
        - name: right
          image: golang
          command: [make]
          volumeMounts:
          - {name: key, mountPath: /etc/token, subPath: key}
          - {name: cache, mountPath: /cache}
          - {name: key, mountPath: /secrets/gcs}
        volumes:
        - {name: token, secret: {secretName: token}}
        - {name: key, secret: {secretName: key}}
        - {name: cache, emptyDir: {}}
      """,
      after: """
        presets:
        - labels: {preset-ssh: "true"}
          volumes: [{name: ssh, secret: {secretName: ssh}}]
          volumeMounts: [{name: ssh, mountPath: /etc/ssh-key}]

        """
    )
    #expect(
      try await lines(text.replacing("CENSOR", with: "true")) == [
        "clashing-sidecar-mount 7:11 two containers mount the secret volume \"ssh\" at "
          + "\"/etc/ssh-key\", and censor_secrets mounts it twice in the sidecar; a preset adds it",
        "clashing-sidecar-mount 23:34 two containers mount the secret volumes \"token\" and "
          + "\"key\" at \"/etc/token\", and censor_secrets mounts them both in the sidecar",
        "clashing-sidecar-mount 25:34 the sidecar has credentials of its own at "
          + "\"/secrets/gcs\", where censor_secrets mounts volume \"key\"",
      ]
    )
    #expect(try await lines(text.replacing("CENSOR", with: "false")) == [])
  }

  @Test
  func prowChoosesNameAndRestartPolicy() async throws {
    let text = presubmit(
      """
      name: unit
      decorate: true
      spec:
        restartPolicy: Sometimes
        initContainers:
        - {name: test, image: proxy, restartPolicy: Always}
        containers:
        - name: Not_A_Label
          image: golang
          command: [make]
          resizePolicy: [{resourceName: memory, restartPolicy: RestartContainer}]
      """
    )
    let found = try await lines(text)
    #expect(
      found == [
        "invalid-container 8:16 two containers are called \"test\"",
        "invalid-container 13:62 the pod never restarts a container, so that a resize can't",
      ]
    )
  }

  @Test
  func whatProwSaysIsNotSaidAgain() async throws {
    let text = presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
          volumeMounts: [{name: cache, mountPath: /cache}]
      """
    )
    let both = try await ExampleLinter.lines(text, select: ["prow", "kubernetes"])
    #expect(both.filter { !$0.hasPrefix("non-decorated") }.count == 1)
    #expect(both.contains { $0.hasPrefix("undefined-volume-mount ") })
    let found = try await lines(text)
    #expect(found == ["missing-volume 7:31 there is no volume \"cache\""])
  }

  @Test
  func fieldsAndValuesDependOnTheVersion() async throws {
    let text = presubmit(
      """
      name: unit
      spec:
        shareProcessNamespace: true
        hostAliases: [{ip: 10.0.0.01, hostnames: [db]}]
        containers:
        - image: golang
          env: [{name: 2ND, value: ""}]
          resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}]
      """
    )
    let found = try await lines(text)
    #expect(
      found == [
        "invalid-pod-field 6:26 ip \"10.0.0.01\" is not an IP address"
      ]
    )
    let old = try await lines(text, kubernetes: "1.31")
    #expect(
      old == [
        "unusual-ip 6:26 ip \"10.0.0.01\" is usually written 10.0.0.1",
        "invalid-env 9:22 variable \"2ND\" starts with a digit",
        "disabled-pod-field 10:9 field \"resizePolicy\" is dropped: "
          + "feature gate InPlacePodVerticalScaling is off before 1.33",
      ]
    )
    #expect(
      try await lines(text, kubernetes: "1.9").contains(
        "newer-pod-field 5:7 field \"shareProcessNamespace\" of the pod spec came with "
          + "Kubernetes 1.10 and is newer than the build clusters"
      )
    )
  }

  @Test
  func anUnknownFieldHidesThatSomethingIsMissing() async throws {
    let text = presubmit(
      """
      name: unit
      spec:
        containers:
        - image: golang
          env: [{name: TOKEN, valueFrom: {secretRef: {name: bot}}}]
        volumes: [{name: keys, secret: {name: keys}}]
      """
    )
    // The API server never sees the fields: Prow drops them.
    let result = try await ExampleLinter.lint(
      .jobs(text),
      options: LintOptions(select: ["kubernetes", "unknown-fields-all"])
    )
    #expect(
      result.diagnostics.map { "\($0.message): \($0.help ?? "")" } == [
        "unknown field \"secretRef\" in an env var source: did you mean secretKeyRef?",
        "unknown field \"name\" in a secret volume source: did you mean secretName?",
      ]
    )
    #expect(
      result.diagnostics.last?.path == "presubmits[acme/rocket][0].spec.volumes[0].secret.name"
    )
  }

  @Test
  func letterCaseCountsInManifestsOnly() async throws {
    let job = presubmit("name: unit\nspec:\n  serviceaccountName: bot\n  containers: [{image: x}]")
    #expect(try await lines(job) == [])
    let pod = Example.manifests([
      PodFixtures.manifest("{serviceaccountName: bot, containers: [{name: a, image: x}]}")
    ])
    let found = try await ExampleLinter.lint(pod, options: LintOptions(select: ["kubernetes"]))
    #expect(found.diagnostics.map(\.path) == ["spec.serviceaccountName"])
  }
}
