import Running
import Testing

@Suite("What a pod needs")
struct RequiredObjectTests {
  @Test
  func eachUseIsFoundOnce() throws {
    let pod = try RenderedPod.json(
      """
      {"spec":{"serviceAccountName":"builder","imagePullSecrets":[{"name":"pull"}],
      "initContainers":[{"name":"prepare","envFrom":[{"secretRef":{"name":"all"}},
      {"configMapRef":{"name":"settings","optional":true}}]}],
      "containers":[{"name":"test","env":[
      {"name":"TOKEN","valueFrom":{"secretKeyRef":{"name":"token","key":"b"}}},
      {"name":"USER","valueFrom":{"secretKeyRef":{"name":"token","key":"a"}}},
      {"name":"MODE","valueFrom":{"configMapKeyRef":{"name":"modes","key":"fast"}}},
      {"name":"MAYBE","valueFrom":{"secretKeyRef":{"name":"maybe","key":"x","optional":true}}},
      {"name":"NODE","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName"}}}]}],
      "volumes":[{"name":"token","secret":{"secretName":"token"}},
      {"name":"files","configMap":{"name":"files","items":[{"key":"a.txt","path":"a"}]}},
      {"name":"cache","persistentVolumeClaim":{"claimName":"cache"}},
      {"name":"mixed","projected":{"sources":[{"secret":{"name":"part"}},{"configMap":{"name":"files"}}]}},
      {"name":"tmp","emptyDir":{}}]}}
      """
    )
    #expect(
      RequiredObject.all(of: pod) == [
        RequiredObject(kind: .serviceAccount, name: "builder", keys: [], users: ["the pod"]),
        RequiredObject(
          kind: .secret,
          name: "all",
          keys: [],
          users: ["envFrom of container prepare"]
        ),
        RequiredObject(
          kind: .secret,
          name: "token",
          keys: ["a", "b"],
          users: [
            "variable TOKEN of container test", "variable USER of container test", "volume token",
          ]
        ),
        RequiredObject(
          kind: .configMap,
          name: "modes",
          keys: ["fast"],
          users: ["variable MODE of container test"]
        ),
        RequiredObject(
          kind: .configMap,
          name: "files",
          keys: ["a.txt"],
          users: ["volume files", "volume mixed"]
        ),
        RequiredObject(kind: .claim, name: "cache", keys: [], users: ["volume cache"]),
        RequiredObject(kind: .secret, name: "part", keys: [], users: ["volume mixed"]),
      ]
    )
  }
}
