internal import Configs
internal import Diagnostics
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// What jobs ask Boskos for.
  static let boskosJobs: [Rule] = [boskosMissingType, boskosUnusedType]

  private static let example = "resources:\n- type: gpu-project\n  names: [acme-gpu-01]\n"

  static let boskosMissingType = Rule(
    id: "boskos-missing-type",
    group: .boskos,
    severity: .warning,
    summary: "a job asks for a type of resource that no Boskos file has",
    why: "Boskos answers that there is no such type, and the job fails whenever it runs.",
    help: "correct the type, add resources of it, or name all files under boskos in .plimsoll.yaml",
    source: "Boskos, `Acquire` in ranch/ranch.go; kubetest2, flag `--boskos-resource-type`",
    bad: .boskos(
      example,
      jobs: Example.periodicAsking("--boskos-resource-type=gpu-projects")
    ),
    good: .boskos(
      example,
      jobs: Example.periodicAsking("--boskos-resource-type=gpu-project")
    ),
    check: .workspace { scope, report in
      guard let types = scope.boskosTypes else { return }
      var found = AlikeFindings<String>()
      scope.forEachJob { job in
        for request in job.boskosRequests where !types.contains(request.type) {
          found.add(
            "no Boskos file has the type \"\(request.type.shortened)\"",
            at: request.node,
            of: job.job,
            kind: request.type,
            help: Suggestion.nearest(to: request.type, among: types.sorted()).map {
              "did you mean \($0)?"
            } ?? boskosMissingHelp
          )
        }
      }
      found.show(report)
    }
  )

  private static let boskosMissingHelp =
    "correct the type, add resources of it, or name all files under boskos in .plimsoll.yaml"

  static let boskosUnusedType = Rule(
    id: "boskos-unused-type",
    group: .pedantic,
    severity: .warning,
    summary: "no job names a type of resource of a Boskos file",
    why: "Resources that nobody asks for cost money. A program may ask for a type that no flag and "
      + "no variable of a job names, such as kubetest's usual gce-project, so look before you remove "
      + "one.",
    help: "remove the entry if nothing asks for it",
    source: "Plimsoll",
    bad: .boskos(
      example + "- type: old-project\n  names: [acme-old-01]\n",
      jobs: Example.periodicAsking("--boskos-resource-type=gpu-project")
    ),
    good: .boskos(
      example,
      jobs: Example.periodicAsking("--boskos-resource-type=gpu-project")
    ),
    check: .workspace { scope, report in
      guard scope.options.isWhole, scope.workspace.prow != nil, scope.boskosTypes != nil else {
        return
      }
      let entries = scope.workspace.boskosFiles.flatMap(BoskosEntry.all)
      var used = Set(entries.filter(\.isDynamic).flatMap { $0.needs.map(\.type) })
      scope.forEachJob { job in used.formUnion(job.boskosRequests.map(\.type)) }
      for entry in entries where !entry.type.isEmpty && used.insert(entry.type).inserted {
        report("no job names the type \"\(entry.type.shortened)\"", at: entry.typeNode)
      }
    }
  )
}

extension LintScope {
  /// The types of all Boskos files; `nil` if there is none, or one can't be read.
  fileprivate var boskosTypes: Set<String>? {
    let files = workspace.boskosFiles
    guard !files.isEmpty, files.allSatisfy(\.isReadable) else { return nil }
    return Set(files.flatMap(BoskosEntry.all).map(\.type))
  }
}

extension Example {
  /// A job file with a periodic that has the argument.
  fileprivate static func periodicAsking(_ argument: String) -> String {
    """
    periodics:
    - name: gpu
      interval: 6h
      decorate: true
      spec:
        containers:
        - image: registry.example.com/e2e:v1
          command: [kubetest2, gce]
          args: [\(argument)]

    """
  }
}
