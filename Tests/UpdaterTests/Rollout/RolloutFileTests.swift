internal import Cluster
import ConfigMaps
import TestSupport
import Testing

@testable import Updater

@Suite("The file of --rollout")
struct RolloutFileTests {
  private let component = """
    components:
    - name: deck
      url: http://deck.prow/config
      configMap: default/prow/config

    """

  @Test
  func itSaysWhatIsAskedAndWhatComesFirst() throws {
    let rollout = try RolloutFile.read(
      component + """
        - name: hook
          url: https://hook.prow:8443/VERSION
          answer: version
          configMap: default/prow/plugins
          loads: [default/prow/plugins-*]
          within: 90s
        stages:
        - {name: canary, configMaps: ["canary/**"]}
        - {name: half, configMaps: ["*/prow/a*"], stayWell: 1h}

        """
    )
    #expect(rollout.components.map(\.name) == ["deck", "hook"])
    #expect(rollout.components.map(\.limit) == [.seconds(300), .seconds(90)])
    #expect(rollout.components.map(\.answer) == [.config, .version])
    #expect(rollout.components[0].address.text == "http://deck.prow:80/config")
    let target = ConfigMapTarget(cluster: "default", namespace: "prow", name: "plugins-x")
    #expect(rollout.components[1].covers(target) && !rollout.components[0].covers(target))
    #expect(rollout.stages.map(\.name) == ["canary", "half"])
    #expect(rollout.stages.map(\.time) == [.seconds(600), .seconds(3600)])
  }

  @Test(arguments: [
    ("", "rollout.yaml:1: the file has neither components nor stages"),
    ("components: []\n", "rollout.yaml:1: the file has neither components nor stages"),
    ("components: deck\n", "rollout.yaml:1: \"deck\" must be a list"),
    ("compnents: []\n", "rollout.yaml:1: there is no field \"compnents\" here"),
    ("components:\n- name: x\n", "rollout.yaml:2: url is missing"),
    (
      "components:\n- {name: a/b, url: 'http://x', configMap: a/b/c}\n",
      "rollout.yaml:2: name \"a/b\" has something else than letters, digits and -_., or is too long"
    ),
    (
      "components:\n- {name: x, url: 'ftp://x', configMap: a/b/c}\n",
      "rollout.yaml:2: url \"ftp://x\" is not http://HOST/PATH or https://HOST/PATH, without user or "
        + "query"
    ),
    (
      "components:\n- {name: x, url: 'http://u:p@x', configMap: a/b/c}\n",
      "rollout.yaml:2: url \"http://u:p@x\" is not http://HOST/PATH or https://HOST/PATH, without "
        + "user or query"
    ),
    (
      "components:\n- {name: x, url: 'http://x', configMap: config}\n",
      "rollout.yaml:2: configMap \"config\" is not CLUSTER/NAMESPACE/NAME"
    ),
    (
      "components:\n- {name: x, url: 'http://x', configMap: a/b/c, answer: yes}\n",
      "rollout.yaml:2: answer \"yes\" is not config or version"
    ),
    (
      "components:\n- {name: x, url: 'http://x', configMap: a/b/c, loads: [jobs]}\n",
      "rollout.yaml:2: loads takes globs of CLUSTER/NAMESPACE/NAME"
    ),
    (
      "components:\n- {name: x, url: 'http://x', configMap: a/b/c, within: 8000h}\n",
      "rollout.yaml:2: within \"8000h\" is not a time of 7 days at most"
    ),
    ("stages:\n- {name: x}\n", "rollout.yaml:2: a stage needs configMaps"),
    (
      "stages:\n- {name: x, configMaps: [a/b/c]}\n- {name: x, configMaps: [a/b/d]}\n",
      "rollout.yaml:1: the name \"x\" is there twice"
    ),
    ("stages: [\n", "rollout.yaml:2: did not find expected node content"),
  ])
  func mistakesAreSaidWithTheirPlace(_ text: String, _ message: String) {
    let error = #expect(throws: RolloutFile.Failure.self) { try RolloutFile.read(text) }
    #expect(error?.description == message)
  }
}
