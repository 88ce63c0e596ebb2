internal import Diagnostics
internal import Kubernetes
internal import Prow
internal import Schema
internal import YAML

extension Rule {
  /// What is wrong with types, names, counts and states of entries.
  static let boskosEntries: [Rule] = [
    boskosNoType, boskosTypeName, boskosRepeatedType, boskosMixedType, boskosMaxCount,
    boskosMinCount, boskosStaticCount, boskosName, boskosRepeatedName, boskosState,
    boskosStaticField,
  ]

  private static let validation = "Boskos, `ValidateConfig` in common/config.go"

  static let boskosNoType = Rule(
    id: "boskos-no-type",
    group: .boskos,
    summary: "an entry of a Boskos file has no type",
    why: boskosRefuses,
    help: "add type: with the name that jobs ask for",
    source: validation,
    bad: .boskos("resources:\n- names: [acme-e2e-01]\n"),
    good: .boskos("resources:\n- type: gce-project\n  names: [acme-e2e-01]\n"),
    check: .boskosEntry { entry, report in
      guard entry.type.isEmpty else { return }
      report(
        "this entry has no type",
        at: entry.node[.boskosType] ?? entry.node.firstKey ?? entry.node
      )
    }
  )

  static let boskosTypeName = Rule(
    id: "boskos-type-name",
    group: .boskos,
    summary: "a type that Boskos makes resources of can't name an object of the cluster",
    why: "Boskos keeps how to make such resources in an object that is called as the type. The API "
      + "server refuses the name, so Boskos can't store the type and makes no resource of it.",
    help: "use lower case letters, digits, - and . only",
    source: "Boskos, `FromDynamicResourceLifecycle` in crds/drlc_crd.go",
    bad: .boskos("resources:\n- type: GKE_Cluster\n  max-count: 3\n"),
    good: .boskos("resources:\n- type: gke-cluster\n  max-count: 3\n"),
    check: .boskosEntry { entry, report in
      guard entry.isDynamic, !entry.type.isEmpty,
        let fault = NameFormat.dns1123SubdomainFault(entry.type)
      else { return }
      report("type \"\(entry.type.shortened)\" \(fault)", at: entry.typeNode)
    }
  )

  static let boskosRepeatedType = Rule(
    id: "boskos-repeated-type",
    group: .boskos,
    severity: .warning,
    summary: "two entries without names have one type",
    why: "Boskos takes the last entry of a type that it makes resources of, and says nothing of "
      + "those before it: their counts and their lifespan do not count.",
    help: "put the entries together",
    source: "Boskos, `SyncResources` in ranch/storage.go",
    bad: .boskos(
      "resources:\n- type: cluster\n  max-count: 3\n- type: cluster\n  max-count: 5\n"
    ),
    good: .boskos("resources:\n- type: cluster\n  max-count: 8\n"),
    check: .boskosFile { entries, report in
      var last: [String: BoskosEntry] = [:]
      for entry in entries.reversed() where entry.isDynamic && !entry.type.isEmpty {
        guard let other = last[entry.type] else {
          last[entry.type] = entry
          continue
        }
        report(
          "this entry of type \"\(entry.type.shortened)\" has no effect: a later one has the type, too",
          at: entry.typeNode,
          related: [(other.typeNode, "the entry that counts")]
        )
      }
    }
  )

  static let boskosMixedType = Rule(
    id: "boskos-mixed-type",
    group: .boskos,
    severity: .warning,
    summary: "one type has resources with names and others that Boskos makes",
    why: "Boskos tells both apart by the type alone once a name is taken out of the file: it then "
      + "counts that resource among those it has made, and deletes it step by step.",
    help: "give one of the entries another type",
    source: "Boskos, `UpdateAllDynamicResources` in ranch/storage.go",
    bad: .boskos(
      "resources:\n- type: cluster\n  names: [acme-cluster-01]\n- type: cluster\n  max-count: 5\n"
    ),
    good: .boskos(
      "resources:\n- type: cluster\n  names: [acme-cluster-01]\n- type: made-cluster\n  max-count: 5\n"
    ),
    check: .boskosFile { entries, report in
      var named: [String: BoskosEntry] = [:]
      for entry in entries where !entry.isDynamic && named[entry.type] == nil {
        named[entry.type] = entry
      }
      for entry in entries where entry.isDynamic && !entry.type.isEmpty {
        guard let other = named[entry.type] else { continue }
        report(
          "Boskos makes resources of type \"\(entry.type.shortened)\", which others with names have, too",
          at: entry.typeNode,
          related: [(other.typeNode, "the entry with names")]
        )
      }
    }
  )

  static let boskosMaxCount = Rule(
    id: "boskos-max-count",
    group: .boskos,
    summary: "an entry without names has no max-count",
    why: boskosRefuses + " An entry without names is one whose resources Boskos makes, and "
      + "max-count says how many.",
    help: "list names, or set max-count to 1 or more",
    source: validation,
    bad: .boskos("resources:\n- type: cluster\n  min-count: 0\n"),
    good: .boskos("resources:\n- type: cluster\n  min-count: 0\n  max-count: 3\n"),
    check: .boskosEntry { entry, report in
      guard entry.isDynamic, entry.maxCount == 0 else { return }
      if let node = entry.node[.maxCount] {
        if node.wholeNumber != nil { report("max-count is 0", at: node) }
      } else {
        report("this entry has neither names nor max-count", at: entry.typeNode)
      }
    }
  )

  static let boskosMinCount = Rule(
    id: "boskos-min-count",
    group: .boskos,
    summary: "min-count is above max-count",
    why: boskosRefuses,
    help: "lower min-count, or raise max-count",
    source: validation,
    bad: .boskos("resources:\n- type: cluster\n  min-count: 5\n  max-count: 3\n"),
    good: .boskos("resources:\n- type: cluster\n  min-count: 3\n  max-count: 5\n"),
    check: .boskosEntry { entry, report in
      guard entry.isDynamic, entry.minCount > entry.maxCount,
        let node = entry.node[.minCount] ?? entry.node[.maxCount]
      else { return }
      // Without max-count that is what is wrong.
      if entry.maxCount == 0 { return }
      report("min-count \(entry.minCount) is above max-count \(entry.maxCount)", at: node)
    }
  )

  static let boskosStaticCount = Rule(
    id: "boskos-static-count",
    group: .boskos,
    summary: "an entry with names has a count",
    why: boskosRefuses + " The names are the resources: nothing is left to count.",
    help: "remove the count, or the names",
    source: validation,
    bad: .boskos("resources:\n- type: gce-project\n  names: [acme-e2e-01]\n  min-count: 1\n"),
    good: .boskos("resources:\n- type: gce-project\n  names: [acme-e2e-01]\n"),
    fix: .unsafe,
    check: .boskosEntry { entry, report in
      guard !entry.isDynamic else { return }
      for (field, count) in [(Field.minCount, entry.minCount), (.maxCount, entry.maxCount)] {
        guard count != 0, let key = entry.node.key(field) else { continue }
        report(
          "\(field.name) \(count) does not go with names",
          at: key,
          fix: .removeEntry(key, .unsafe)
        )
      }
    }
  )

  static let boskosName = Rule(
    id: "boskos-name",
    group: .boskos,
    summary: "the name of a resource can't name an object of the cluster",
    why: boskosRefuses + " Each resource is an object of the cluster with its name.",
    help: "use lower case letters, digits, - and . only, at most 253",
    source: validation,
    bad: .boskos("resources:\n- type: gce-project\n  names: [Acme_E2E_01]\n"),
    good: .boskos("resources:\n- type: gce-project\n  names: [acme-e2e-01]\n"),
    check: .boskosEntry { entry, report in
      for (name, node) in entry.names {
        guard let fault = NameFormat.dns1123SubdomainFault(name) else { continue }
        report("name \"\(name.shortened)\" \(fault)", at: node)
      }
    }
  )

  static let boskosRepeatedName = Rule(
    id: "boskos-repeated-name",
    group: .boskos,
    summary: "two resources of a Boskos file have one name",
    why: boskosRefuses + " A name stands for one resource, whatever its type.",
    help: "remove one of them, or give it another name",
    source: validation,
    bad: .boskos(
      """
      resources:
      - type: gce-project
        names: [acme-e2e-01, acme-e2e-02]
      - type: gpu-project
        names: [acme-e2e-02, acme-gpu-01]

      """
    ),
    good: .boskos(
      """
      resources:
      - type: gce-project
        names: [acme-e2e-01]
      - type: gpu-project
        names: [acme-gpu-01]

      """
    ),
    fix: .unsafe,
    check: .boskosFile { entries, report in
      var seen: [String: Node] = [:]
      // Without names, Boskos would make the resources of an entry itself.
      let named = entries.flatMap { entry in
        entry.names.map { (name: $0.name, node: $0.node, isOnlyOne: entry.names.count == 1) }
      }
      for (name, node, isOnlyOne) in named {
        guard let first = seen[name] else {
          seen[name] = node
          continue
        }
        report(
          "name \"\(name.shortened)\" is there twice",
          at: node,
          related: [(first, "first here")],
          fix: isOnlyOne ? nil : .removeItem(with: node, .unsafe)
        )
      }
    }
  )

  private static let boskosStates = [
    "busy", "cleaning", "dirty", "free", "leased", "toBeDeleted", "tombstone",
  ]

  static let boskosState = Rule(
    id: "boskos-state",
    group: .boskos,
    severity: .warning,
    summary: "a state looks like one that Boskos knows and is another",
    why:
      "Boskos takes any text for a state. Nobody asks for a resource in a state that is misspelt, "
      + "and no janitor cleans it, so it is never lent.",
    help: "use one of \(boskosStates.joined(separator: ", "))",
    source: "Boskos, `KnownStates` in common/common.go",
    bad: .boskos("resources:\n- type: gce-project\n  state: drity\n  names: [acme-e2e-01]\n"),
    good: .boskos("resources:\n- type: gce-project\n  state: dirty\n  names: [acme-e2e-01]\n"),
    fix: .unsafe,
    check: .boskosEntry { entry, report in
      guard let node = entry.node[.state], node.isScalar, case let state = node.convertedText,
        !state.isEmpty, !boskosStates.contains(state),
        let meant = Suggestion.nearest(to: state, among: boskosStates)
      else { return }
      report(
        "state \"\(state.shortened)\" is none that Boskos or its janitors know",
        at: node,
        help: "did you mean \(meant)?",
        fix: .write(node, .anyUse, .unsafe, .string(meant))
      )
    }
  )

  static let boskosStaticField = Rule(
    id: "boskos-static-field",
    group: .boskos,
    severity: .warning,
    summary: "needs, lifespan or config of an entry with names has no effect",
    why:
      "These fields say how Boskos makes a resource and when it replaces it. Resources with names "
      + "are there already: Boskos does not look at the fields.",
    help: "remove the field, or the names",
    source: "Boskos, `NewResourcesFromConfig` in common/common.go",
    bad: .boskos("resources:\n- type: gce-project\n  names: [acme-e2e-01]\n  lifespan: 24h\n"),
    good: .boskos("resources:\n- type: cluster\n  max-count: 3\n  lifespan: 24h\n"),
    fix: .unsafe,
    check: .boskosEntry { entry, report in
      guard !entry.isDynamic else { return }
      for field in [Field.needs, .lifespan, .config] {
        guard let value = entry.node[field], !value.isEmpty || value.isScalar,
          let key = entry.node.key(field)
        else { continue }
        report(
          "\(field.name) has no effect next to names",
          at: key,
          fix: .removeEntry(key, .unsafe)
        )
      }
    }
  )
}
