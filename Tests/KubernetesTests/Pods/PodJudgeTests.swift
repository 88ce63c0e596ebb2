import Diagnostics
import Kubernetes
import Schema
import Testing
import YAML

/// The checks of pods as such, without rules and jobs around them.
@Suite("The judge of pods")
struct PodJudgeTests {
  private static let catalog = CompiledCatalog(
    Catalog(tables: KubernetesTables.all),
    roots: ["Pod"],
    names: []
  )

  /// `line path` for each finding, in the order of the walk.
  private func paths(_ text: String, version: String = "1.36") throws -> [String] {
    let document = Document.parse(SourceFile(path: "pod.yaml", text: text))
    let syntax = ScalarSyntax(
      isQuantity: { Quantity($0) != nil },
      isTime: { _ in true },
      isDuration: { _ in true }
    )
    let catalog = PodJudgeTests.catalog
    _ = Checker.check(document, as: catalog.root("Pod"), in: catalog, syntax: syntax)
    let root = try #require(document.root)
    var judge = PodJudge(
      fields: PodFieldTable(labels: catalog.names),
      version: try #require(KubernetesVersion(version))
    )
    let pod = PodSource(
      spec: try #require(root["spec"]),
      metadata: root["metadata"],
      isOfJob: false
    )
    let lines = LineIndex(document.file)
    return judge.judge(pod).map {
      "\(lines.position(at: $0.node.range.start).line) \($0.rule) \($0.path)"
    }
  }

  @Test
  func aPlainPodHasNoFindings() throws {
    let found = try paths(
      """
      metadata: {name: unit}
      spec:
        containers:
        - name: test
          image: golang
          env: [{name: A, value: b}, {name: B, valueFrom: {secretKeyRef: {name: s, key: k}}}]
          resources: {limits: {cpu: 2, memory: 4Gi}, requests: {cpu: 500m, memory: 4096Mi}}
          volumeMounts: [{name: cache, mountPath: /cache}]
        volumes: [{name: cache, emptyDir: {sizeLimit: 1Gi}}]
        tolerations: [{key: pool, operator: Exists, effect: NoSchedule}]
        nodeSelector: {pool: large}
      """
    )
    #expect(found == [])
  }

  @Test
  func anchorsAndMergesHaveThePathOfTheirUse() throws {
    let found = try paths(
      """
      metadata: {name: unit}
      spec:
        containers:
        - &base
          name: test
          image: golang
          ports: &ports
          - {containerPort: 0}
        - <<: *base
          name: other
        - name: third
          image: golang
          ports: *ports
      """
    )
    #expect(
      found == [
        "8 port spec.containers[0].ports[0].containerPort",
        "8 port spec.containers[1].ports[0].containerPort",
        "8 port spec.containers[2].ports[0].containerPort",
      ]
    )
  }

  @Test
  func aValueOfTheWrongTypeHidesNothingElse() throws {
    let found = try paths(
      """
      metadata: {name: unit}
      spec:
        containers:
        - name: [test]
          image: golang
          ports: http
          env: [{name: A=B}, B, {name: 7}]
          volumeMounts: [{name: cache, mountPath: /cache}]
        volumes: {cache: {emptyDir: {}}}
        activeDeadlineSeconds: 0
      """
    )
    #expect(
      found == [
        "7 environment spec.containers[0].env[0].name", "10 podField spec.activeDeadlineSeconds",
      ]
    )
  }

  @Test
  func metadataIsJudgedWithItsAnnotations() throws {
    let found = try paths(
      """
      metadata:
        name: unit.test
        labels: {app: my rocket, "a b": c}
        annotations:
          controller.kubernetes.io/pod-deletion-cost: "+1"
          container.apparmor.security.beta.kubernetes.io/test: unconfined
          container.apparmor.security.beta.kubernetes.io/none: custom
          seccomp.security.alpha.kubernetes.io/pod: localhost/../x
          scheduler.alpha.kubernetes.io/critical-pod: ""
          kubernetes.io/config.mirror: x
          bad key: y
        finalizers: [orphan, mine]
      spec:
        securityContext: {appArmorProfile: {type: RuntimeDefault}}
        containers: [{name: test, image: golang}]
      """
    )
    #expect(
      found == [
        "2 unusualPodName metadata.name",
        "3 metadata metadata.labels",
        "3 metadata metadata.labels",
        "11 metadata metadata.annotations",
        "5 metadata metadata.annotations[controller.kubernetes.io/pod-deletion-cost]",
        "14 metadata spec.containers[0].securityContext.appArmorProfile.type",
        "7 metadata metadata.annotations[container.apparmor.security.beta.kubernetes.io/none]",
        "7 metadata metadata.annotations[container.apparmor.security.beta.kubernetes.io/none]",
        "8 metadata metadata.annotations.seccomp.security.alpha.kubernetes.io/pod",
        "8 deprecatedAnnotation metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]",
        "9 deprecatedAnnotation metadata.annotations[scheduler.alpha.kubernetes.io/critical-pod]",
        "10 metadata metadata.annotations[kubernetes.io/config.mirror]",
        "12 metadata metadata.finalizers",
      ]
    )
  }

  @Test
  func labelKeysOfThePodMeetTheSelector() throws {
    let text = """
      metadata: {name: unit, labels: {build: "7"}}
      spec:
        containers: [{name: test, image: golang}]
        topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: zone
          whenUnsatisfiable: DoNotSchedule
          labelSelector: {matchLabels: {build: "7", app: rocket}}
          matchLabelKeys: [build, app]
        affinity:
          podAffinity:
            requiredDuringSchedulingIgnoredDuringExecution:
            - topologyKey: zone
              labelSelector: {matchExpressions: [{key: build, operator: Exists}]}
              matchLabelKeys: [build]
      """
    let term = "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]"
    let constraint = "spec.topologySpreadConstraints[0].matchLabelKeys"
    #expect(
      try paths(text) == ["15 affinity \(term)[0]", "9 topologySpread \(constraint)[0]"]
    )
    #expect(
      try paths(text, version: "1.33") == [
        "15 affinity \(term)[0]", "9 topologySpread \(constraint)[0]",
        "9 topologySpread \(constraint)[1]",
      ]
    )
  }

  @Test
  func warnsAsTheAPIServerDoes() throws {
    let found = try paths(
      """
      metadata: {name: unit}
      spec:
        terminationGracePeriodSeconds: -1
        imagePullSecrets: [{name: a}, {name: a}, {}]
        hostAliases: [{ip: "2001:DB8::1"}, {ip: 10.0.0.1}, {ip: 10.0.0.1}]
        containers:
        - name: test
          image: golang
          env: [{name: A}, {name: A, value: b}, {name: A, value: "$(A):c"}]
          ports: [{containerPort: 80, hostIP: 1.2.3.4}, {name: web, containerPort: 81}]
          resources: {limits: {memory: 1500m}}
        - name: other
          image: golang
          ports: [{name: web, containerPort: 81}]
        volumes:
        - name: keys
          projected:
            sources:
            - secret: {name: s, items: [{key: a, path: x}]}
            - configMap: {name: c, items: [{key: b, path: x/y}]}
            - {}
        - {name: old, glusterfs: {endpoints: e, path: p}}
        affinity:
          podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone}]}
          nodeAffinity:
            preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 1
              preference: {matchExpressions: [{key: beta.kubernetes.io/os, operator: In, values: [a b]}]}
      """
    )
    let affinity = "spec.affinity"
    let during = "DuringSchedulingIgnoredDuringExecution[0]"
    let term = "\(affinity).podAffinity.required\(during)"
    let expression = "\(affinity).nodeAffinity.preferred\(during).preference.matchExpressions[0]"
    let expected: Set<String> = [
      "negativeGracePeriod spec.terminationGracePeriodSeconds",
      "repeatedEntry spec.imagePullSecrets[1].name",
      "repeatedEntry spec.imagePullSecrets[2].name",
      "unusualIP spec.hostAliases[0].ip",
      "repeatedEntry spec.hostAliases[2].ip",
      "repeatedVariable spec.containers[0].env[1]",
      "overlappingPorts spec.containers[0].ports[0].hostIP",
      "overlappingPorts spec.containers[1].ports[0]",
      "overlappingPorts spec.containers[1].ports[0].name",
      "fractionalBytes spec.containers[0].resources.limits[memory]",
      "fractionalBytes spec.containers[0].resources.requests[memory]",
      "overlappingPaths spec.volumes[0].projected",
      "overlappingPaths spec.volumes[0].projected.sources[2]",
      "deprecatedVolume spec.volumes[1].glusterfs",
      "emptySelector \(term).labelSelector",
      "deprecatedNodeLabel \(expression).key",
      "unmatchableLabel \(expression).values[0]",
    ]
    let withoutLines: [String] = found.map {
      String($0[$0.index(after: $0.firstIndex(of: " ") ?? $0.startIndex)...])
    }
    #expect(Set(withoutLines) == expected)
  }

  @Test
  func olderVersionsAreStricterOrLaxer() throws {
    let text = """
      metadata: {name: unit}
      spec:
        containers:
        - name: test
          image: golang
          restartPolicy: Never
          env: [{name: A B}]
          lifecycle: {preStop: {sleep: {seconds: 0}}}
        initContainers: [{name: proxy, image: envoy, restartPolicy: Never}]
        dnsConfig: {nameservers: [10.0.0.01], searches: [., _srv.example]}
      """
    #expect(try paths(text) == ["10 dns spec.dnsConfig.nameservers[0]"])
    #expect(
      try paths(text, version: "1.31") == [
        "7 environment spec.containers[0].env[0].name",
        "6 container spec.containers[0].restartPolicy",
        "8 lifecycle spec.containers[0].lifecycle.preStop.sleep",
        "9 container spec.initContainers[0].restartPolicy",
        "10 unusualIP spec.dnsConfig.nameservers[0]",
        "10 dns spec.dnsConfig.searches[0]",
        "10 dns spec.dnsConfig.searches[1]",
      ]
    )
  }

  @Test
  func longListsAreComparedInLinearTime() throws {
    let variables = (0..<20_000).map { "{name: V\($0)}" }.joined(separator: ", ")
    let found = try paths(
      """
      metadata: {name: unit}
      spec:
        containers:
        - {name: test, image: golang, env: [\(variables), {name: V7}]}
      """
    )
    #expect(found == ["4 repeatedVariable spec.containers[0].env[20000]"])
  }
}
