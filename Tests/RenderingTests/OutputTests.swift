import Diagnostics
import Formats
import Prow
import Rendering
import Testing
import YAML

@Suite("How objects are written")
struct OutputTests {
  // Fields of a container, and what is written of them.
  @Test(
    arguments: [
      ("securityContext: {privileged: false}", "securityContext", #"{"privileged":false}"#),
      (
        "volumeMounts: [{name: v, mountPath: /v, readOnly: false}]", "volumeMounts.0",
        #"{"mountPath":"/v","name":"v"}"#
      ),
      ("lifecycle:", "lifecycle", nil),
      ("lifecycle: {}", "lifecycle", "{}"),
      ("stdin: false", "stdin", nil),
      ("STDIN: yes", "stdin", "true"),
      ("unheardOf: 1", "unheardOf", nil),
      ("ports: [{}]", "ports", #"[{"containerPort":0}]"#),
      (
        "livenessProbe: {httpGet: {port: 0x50}, periodSeconds: 3.0}", "livenessProbe",
        #"{"httpGet":{"port":80},"periodSeconds":3}"#
      ),
      ("livenessProbe: {tcpSocket: {port: web}}", "livenessProbe.tcpSocket.port", #""web""#),
      (
        "env: [{name: M, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}]",
        "env.0.valueFrom",
        #"{"resourceFieldRef":{"divisor":"0","resource":"limits.cpu"}}"#
      ),
      ("restartPolicy: \"\"", "restartPolicy", #""""#),
      ("restartPolicyRules: [{action: Restart}]", "restartPolicyRules", nil),
    ] as [(String, String, String?)]
  )
  func fieldsAreWrittenAsTheirTypesSay(
    _ field: String,
    _ path: String,
    _ expected: String?
  ) throws {
    let rendered = try Rendered(.presubmit(container: field))
    #expect(try rendered.prowJob("spec.pod_spec.containers.0.\(path)") == expected)
  }

  @Test
  func aClaimTemplateHasMetadataAndResources() throws {
    let volumes = "\n      volumes: [{name: v, ephemeral: {volumeClaimTemplate: {spec: {}}}}]\n"
    let rendered = try Rendered(.presubmit() + volumes)
    #expect(
      try rendered.prowJob("spec.pod_spec.volumes.0.ephemeral.volumeClaimTemplate")
        == #"{"metadata":{},"spec":{"resources":{}}}"#
    )
  }

  // Strings that need care in JSON, in YAML, or in both.
  static let texts = [
    "", " ", "plain", "true", "y", "null", "~", "12", "0x1F", "1e3", ".5", "1:30", "2026-02-27",
    "a: b", "a:b", "a #b", "a#b", "- a", "-a", "--- a", "? a", "'quoted'", "\"quoted\"",
    "back\\slash",
    "[a]", "{a}", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`", "#a", "=", "<<", "a\tb", "a\n",
    "a\nb",
    "a\n\nb\n", "a\n\n", "\n", " a\nb", "a \nb", "\u{1}", "\u{7F}", "\u{85}", "\u{2028}x",
    "é \u{1F680}",
    "<b>&amp;</b>", "ends:", "a,b", "\u{FEFF}a", "x\ry",
    String(repeating: "long \u{2029} text ", count: 90),
  ]

  @Test(arguments: texts)
  func everyTextSurvivesJSONAndYAML(_ text: String) throws {
    let rendered = try Rendered(.presubmit("annotations: {note: \(escaped(text))}"))
    #expect(try rendered.podJSON().contains("\"note\":" + quoted(text)))
    let yaml = rendered.yaml()
    #expect(try Rendered.json(yaml, at: "metadata.annotations.note") == quoted(text), "\(yaml)")
  }

  @Test
  func escapesAreFoundAtEveryPlaceOfAText() throws {
    var texts: [String] = []
    for length in 1..<20 {
      for position in 0..<length {
        for special in ["\"", "\\", "\u{1}", "\u{1F}", "\u{2028}"] {
          let before = String(repeating: "x", count: position)
          texts.append(before + special + String(repeating: "y", count: length - position - 1))
        }
      }
    }
    let list = texts.enumerated().map { "a\($0): \(escaped($1))" }.joined(separator: ", ")
    let json = try Rendered(.presubmit("annotations: {\(list)}")).podJSON()
    for (index, text) in texts.enumerated() {
      #expect(json.contains("\"a\(index)\":" + quoted(text)))
    }
  }

  @Test
  func escapesAreFoundAtEveryPlaceOfATextInOptions() throws {
    var texts: [String] = []
    for length in [1, 3, 4, 7, 8, 9, 16, 19] {
      for position in 0..<length {
        for special in ["\"", "\\", "\u{1}", "\n", "<", "&", "\u{2028}", "é"] {
          let before = String(repeating: "x", count: position)
          texts.append(before + special + String(repeating: "y", count: length - position - 1))
        }
      }
    }
    let list = texts.map(escaped).joined(separator: ", ")
    let job = String.presubmit().replacing("args: [test]", with: "args: [\(list)]")
    let rendered = try Rendered(job)
    let args = try #require(try rendered.options("ENTRYPOINT_OPTIONS", of: "test", "args"))
    let document = Document.parse(SourceFile(path: "args", text: args))
    let found = try #require(document.root).items.map(\.text.string)
    #expect(found == ["make"] + texts)
    #expect(try rendered.podJSON().contains(#"\\u003cy"#))
  }

  @Test
  func linesHoldWhatOneJobAloneIsRenderedTo() async throws {
    let jobs = """
      presets:
      - labels: {p: x}
        env: [{name: FROM_PRESET, value: "a < b"}]
        volumes: [{name: key, secret: {secretName: key}}, {name: tmp, emptyDir: {}}]
        volumeMounts: [{name: key, mountPath: /key, readOnly: true}]
        tolerations: [{key: k, operator: Exists}]

      """
    let fields =
      "labels: {p: x, \"a\\\"b\": c}\nannotations: {note: \"<&>\"}\n"
      + "decoration_config: {censor_secrets: true, default_memory_request: 2000Mi}"
    let container = #"""
      env: [{name: OWN, value: "\"quoted\""}, {name: EMPTY}]
      resources: {limits: {memory: 1024Mi, cpu: 4}}
      securityContext: {privileged: true}
      """#
    let text = jobs + .presubmit(fields, container: container)
    let line = try #require(try await renderedLines(text).first)
    let alone = try Rendered(text) { request, arena in
      let x = RequestedText(arena.text("x"))
      request.refs = RunRefs(baseRef: x, baseSHA: x)
      (request.buildID, request.prowJobName, request.time) = (x, x, x)
    }
    #expect(try Rendered.json(line, at: "pod") == alone.pod(""))
    #expect(try Rendered.json(line, at: "prowjob") == alone.prowJob(""))
    #expect(
      try alone.options("SIDECAR_OPTIONS", of: "sidecar", "censoring_options.secret_directories")
        == #"["/key"]"#
    )
  }

  /// In quotes, with escapes for what YAML does not take as it is.
  private func escaped(_ text: String) -> String {
    quoted(text)
      .replacing("\u{7F}", with: "\\u007F").replacing("\u{85}", with: "\\u0085")
      .replacing("\u{FEFF}", with: "\\uFEFF")
  }

  private func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    JSONText.append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test
  func yamlAndJSONAreTheSameObject() throws {
    let rendered = try Rendered(.presubmit("labels: {a: b}", container: "env: [{name: A}]"))
    let yaml = try rendered.podYAML { _ in "a comment: with # signs" }
    #expect(try Rendered.json(yaml, at: "") == Rendered.json(rendered.podJSON(), at: ""))
  }

  @Test
  func aListingIsHTMLWithMarksAndStubs() throws {
    let rendered = try Rendered(.presubmit("annotations: {note: \"a <b>\\nc & d\", <k>: v}"))
    var style = YAMLStyle { origin in
      if case .decoration = origin { Array("<i># decoration</i>".utf8) } else { nil }
    }
    style.stub = { object, _ in
      object.text(of: "image") == nil
        ? nil : Array("<b>\(object.text(of: "name")?.string ?? "")</b>".utf8)
    }
    style.writesDocuments = false
    style.isHTML = true
    let yaml = try rendered.pod(in: style)
    for lines in [
      "    &lt;k&gt;: v\n    note: |-\n      a &lt;b&gt;\n      c &amp; d\n",
      "  - command: <i># decoration</i>\n    - /tools/entrypoint\n",
      "    - name: GOPATH <i># decoration</i>\n",
      "    - name: JOB_SPEC\n      value: '{…}'\n",
      "  - <b>sidecar</b>\n  initContainers:\n  - <b>clonerefs</b>\n  - <b>initupload</b>\n",
    ] {
      #expect(yaml.contains(lines), "\(yaml)")
    }
  }

  @Test
  func commentsSayWhatPutThingsThere() throws {
    let presets = "presets: [{labels: {p: x}, env: [{name: FROM_PRESET}]}]\n"
    let rendered = try Rendered(presets + .presubmit("labels: {p: x}")) { request, arena in
      request.buildID = RequestedText(arena.text("1"), isMadeUp: true)
    }
    let yaml = try rendered.podYAML { origin in
      var paths = FieldPath()
      return switch origin {
      case .madeUp: "made up"
      case .preset: "preset"
      case .decoration: "decoration"
      case .prow: "prow"
      case .setting(let node): paths.text(to: node)
      case .unset(let name): "\(name) unset"
      }
    }
    for line in [
      #"    prow.k8s.io/build-id: "1" # made up"#,
      "    - name: FROM_PRESET # preset",
      "    - name: GOPATH # decoration",
      "    - name: CI # prow",
      "  # plank.default_decoration_config_entries[0].config.utility_images.sidecar",
      "  terminationGracePeriodSeconds: 18"
        + " # plank.default_decoration_config_entries[0].config.grace_period",
    ] {
      #expect(yaml.split(separator: "\n").contains { $0 == line }, "\(line)")
    }
  }
}
