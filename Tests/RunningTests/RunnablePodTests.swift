import Cluster
import Formats
import Running
import Testing

@Suite("Pods that run without Prow")
struct RunnablePodTests {
  private let name = ObjectName(namespace: "mine", name: "plimsoll-run-1")

  @Test
  func theFolderOfTheNodeBecomesOneOfThePod() throws {
    let pod = RunnablePod(try RenderedPod.decorated(), name: name, collectorImage: "busybox:1")
    let expected = try RenderedPod.json(
      """
      {"apiVersion":"v1","kind":"Pod",
      "metadata":{"name":"plimsoll-run-1","namespace":"mine",
      "labels":{"prow.k8s.io/job":"unit","app.kubernetes.io/managed-by":"plimsoll-updater"}},
      "spec":{"restartPolicy":"Never",
      "initContainers":[{"name":"clonerefs","image":"clonerefs"},{"name":"initupload","image":"initupload",
      "volumeMounts":[{"name":"output","mountPath":"/output"}]}],
      "containers":[{"name":"test","image":"golang","command":["/tools/entrypoint"]},
      {"name":"sidecar","image":"sidecar","volumeMounts":[{"name":"output","mountPath":"/output"}]},
      {"name":"plimsoll-collector","image":"busybox:1","command":["sh","-c",
      "set -o pipefail\\nuntil [ -s /plimsoll/collect ]; do sleep 1; done\\ntar -c -z -f - -C /output . | base64 && echo 'plimsoll: all results are above'"],
      "resources":{"requests":{"cpu":"100m","memory":"64Mi"},"limits":{"cpu":"100m","memory":"64Mi"}},
      "volumeMounts":[{"name":"output","mountPath":"/output","readOnly":true},
      {"name":"plimsoll-collector","mountPath":"/plimsoll"}]}],
      "volumes":[{"name":"logs","emptyDir":{}},{"name":"output","emptyDir":{}},
      {"name":"plimsoll-collector","downwardAPI":{"items":[{"path":"collect","fieldRef":
      {"fieldPath":"metadata.annotations['plimsoll.dev/collect']"}}]}}]}}
      """
    )
    #expect(
      String(decoding: pod.json.json, as: UTF8.self)
        == String(decoding: expected.json, as: UTF8.self)
    )
    #expect(pod.initContainers == ["clonerefs", "initupload"])
    #expect(pod.testContainers == ["test"])
    #expect(pod.sidecar == "sidecar")
    #expect(pod.hasCollector)
  }

  @Test
  func aJobWithoutDecorationStaysAsItIs() throws {
    let pod = RunnablePod(try RenderedPod.plain(), name: name, collectorImage: "busybox:1")
    #expect(pod.json["spec"] == (try RenderedPod.plain())["spec"])
    #expect(pod.testContainers == ["one", "two"])
    #expect(pod.sidecar == nil && !pod.hasCollector)
  }
}
