import Diagnostics
import Prow
import Rendering
import Testing

@Suite("Objects of Boskos")
struct BoskosObjectTests {
  private static let text = """
    resources:
    - type: gce-project
      state: dirty
      names: [acme-e2e-01, 7]
    - type: cluster
      max-count: 9
    - type: cluster
      min-count: 2
      max-count: 3
      lifespan: 24h
      needs: {gpu-project: 1, gce-project: 2}
      config:
        type: GCPResourceConfig
        content: |
          gce-project:
          - clusters: []

    """

  private func objects(_ text: String) -> [BoskosObject] {
    let file = SourceFile(path: "boskos-resources.yaml", text: text)
    let loaded = LoadedFile.load(file, kind: .boskos, schema: ProwSchema.standard)
    return BoskosObject.all(in: loaded)
  }

  @Test
  func areThoseThatBoskosStores() {
    let yaml = BoskosObject.yaml(objects(Self.text), namespace: "test-pods")
    #expect(
      String(decoding: yaml, as: UTF8.self) == """
        ---
        apiVersion: boskos.k8s.io/v1
        kind: ResourceObject
        metadata:
          name: acme-e2e-01
          namespace: test-pods
        spec:
          type: gce-project
        status:
          owner: ""
          state: dirty
        ---
        apiVersion: boskos.k8s.io/v1
        kind: ResourceObject
        metadata:
          name: "7"
          namespace: test-pods
        spec:
          type: gce-project
        status:
          owner: ""
          state: dirty
        ---
        # Boskos then makes 2 resources of this type, with random names
        apiVersion: boskos.k8s.io/v1
        kind: DRLCObject
        metadata:
          name: cluster
          namespace: test-pods
        spec:
          config:
            type: GCPResourceConfig
            content: |
              gce-project:
              - clusters: []
          lifespan: 86400000000000
          max-count: 3
          min-count: 2
          needs:
            gce-project: 2
            gpu-project: 1
          state: ""

        """
    )
  }

  @Test
  func areAListInJSON() {
    let text = """
      apiVersion: v1
      kind: ConfigMap
      data:
        boskos-resources.yaml: |
          resources:
          - {type: cluster, max-count: 1, state: free, lifespan: 90}
          - {type: zone, names: [a]}

      """
    let json = BoskosObject.json(objects(text), namespace: nil)
    #expect(
      String(decoding: json, as: UTF8.self) == """
        {"apiVersion":"v1","kind":"List","items":[\
        {"apiVersion":"boskos.k8s.io/v1","kind":"DRLCObject","metadata":{"name":"cluster"},\
        "spec":{"config":{},"lifespan":90,"max-count":1,"min-count":0,"state":"free"}},\
        {"apiVersion":"boskos.k8s.io/v1","kind":"ResourceObject","metadata":{"name":"a"},\
        "spec":{"type":"zone"},"status":{"owner":"","state":"free"}}]}

        """
    )
  }
}
