import Glibc
import TestSupport
import Testing

/// A real API server takes the objects of Boskos, where its custom resource definitions are.
@Suite("plimsoll render boskos, with an API server", .serialized)
struct BoskosServerTests {
  private static let kubeconfig = getenv("PLIMSOLL_TEST_KUBECONFIG").map { String(cString: $0) }

  private static func definition(_ kind: String, _ plural: String, _ fields: String) -> String {
    """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata:
      name: \(plural).boskos.k8s.io
      annotations: {api-approved.kubernetes.io: "unapproved, for a test"}
    spec:
      group: boskos.k8s.io
      names: {kind: \(kind), plural: \(plural)}
      scope: Namespaced
      versions:
      - name: v1
        served: true
        storage: true
        schema:
          openAPIV3Schema:
            type: object
            properties: \(fields)
    ---

    """
  }

  // With the fields and types that Boskos's Go types have.
  private static let definitions =
    definition(
      "ResourceObject",
      "resources",
      """
      {spec: {type: object, properties: {type: {type: string}}}, status: {type: object, \
      properties: {state: {type: string}, owner: {type: string}, \
      lastUpdate: {type: string, format: date-time}, \
      expirationDate: {type: string, format: date-time}, \
      userData: {type: object, additionalProperties: {type: string}}}}}
      """
    )
    + definition(
      "DRLCObject",
      "dynamicresourcelifecycles",
      """
      {spec: {type: object, properties: {state: {type: string}, \
      max-count: {type: integer, format: int32}, min-count: {type: integer, format: int32}, \
      lifespan: {type: integer, format: int64}, needs: {type: object, additionalProperties: \
      {type: integer}}, config: {type: object, properties: {type: {type: string}, \
      content: {type: string}}}}}}
      """
    )

  private static let resources = """
    resources:
    - type: gpu
      state: dirty
      names: [gpu-1, "2"]
    - type: cluster
      min-count: 1
      max-count: 2
      lifespan: 1h
      needs: {gpu: 1}
      config: {type: maker, content: "size: 3\\n# yes\\n"}

    """

  @Test(
    .enabled(if: kubeconfig != nil, "PLIMSOLL_TEST_KUBECONFIG is not set"),
    arguments: ["yaml", "json"]
  )
  func isTaken(_ form: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.definitions, to: "definitions.yaml")
    try folder.write(Self.resources, to: "boskos-resources.yaml")
    let namespace = "boskos-\(form)-\(getpid())"
    let run = try Program.run(
      ["render", "boskos", "boskos-resources.yaml", "-n", namespace, "-o", form],
      in: folder
    )
    try folder.write(run.output, to: "objects")
    let kubectl = "kubectl --kubeconfig '\(try #require(Self.kubeconfig))'"
    try folder.shell(
      """
      cd '\(folder.path)' && exec >&2 && \(kubectl) apply -f definitions.yaml &&
      \(kubectl) wait --for=condition=Established --timeout=60s -f definitions.yaml &&
      \(kubectl) create namespace \(namespace) &&
      \(kubectl) apply --validate=strict -f objects &&
      \(kubectl) -n \(namespace) get resources.boskos.k8s.io,dynamicresourcelifecycles.boskos.k8s.io \
        -o jsonpath='{range .items[*]}{.metadata.name} {.spec}{.status}{"\\n"}{end}' >stored
      """
    )
    #expect(
      try folder.text("stored") == """
        2 {"type":"gpu"}{"owner":"","state":"dirty"}
        gpu-1 {"type":"gpu"}{"owner":"","state":"dirty"}
        cluster {"config":{"content":"size: 3\\n# yes\\n","type":"maker"},"lifespan":3600000000000,\
        "max-count":2,"min-count":1,"needs":{"gpu":1},"state":""}

        """
    )
  }
}
