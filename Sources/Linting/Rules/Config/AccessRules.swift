internal import Diagnostics
internal import Glibc
internal import GoFormats
internal import Prow
internal import YAML

extension Rule {
  /// What Prow asks of those that call it: webhooks, Pub/Sub and API clients.
  static let accessRules: [Rule] = [
    pubsubConflict, futureToken, managedWebhooks, gangwayClient, gangwayFilter,
  ]

  static let pubsubConflict = Rule(
    id: "pubsub-conflict",
    summary: "Pub/Sub topics are set in the old and in the new way",
    why: "pubsub_triggers replaces pubsub_subscriptions. Prow does not merge them, and refuses the "
      + "whole config.",
    help: "move the subscriptions into pubsub_triggers",
    source: "Prow, `loadConfig` in pkg/config/config.go",
    bad: .config(
      "pubsub_subscriptions: {acme: [jobs]}\npubsub_triggers:\n- {project: acme, topics: [jobs]}\n"
    ),
    good: .config("pubsub_triggers:\n- {project: acme, topics: [jobs]}\n"),
    check: .workspace { scope, report in
      ConfigParts.exclude(
        .pubsubSubscriptions,
        .pubsubTriggers,
        in: scope.workspace.configRoot,
        emptyCounts: true,
        report
      )
    }
  )

  static let futureToken = Rule(
    id: "future-token",
    summary: "token_created_after is in the future",
    why: "Prow replaces webhook tokens that are older than this. A time in the "
      + "future would replace every token: Prow refuses the whole config.",
    help: "write the time of the change itself",
    source: "Prow, `validateComponentConfig` in pkg/config/config.go",
    bad: .config(
      "managed_webhooks:\n  org_repo_config:\n    acme: {token_created_after: 2999-01-01T00:00:00Z}\n"
    ),
    good: .config(
      "managed_webhooks:\n  org_repo_config:\n    acme: {token_created_after: 2024-01-01T00:00:00Z}\n"
    ),
    check: .workspace { scope, report in
      let now = Int64(Glibc.time(nil))
      for entry in scope.workspace.configRoot?[.managedWebhooks]?.map(.orgRepoConfig) ?? [] {
        guard let node = entry.value[.tokenCreatedAfter], let time = GoTime(node.text.bytes),
          time.unixSeconds > now
        else { continue }
        report("\(node.text.short) is in the future", at: node)
      }
    }
  )

  static let managedWebhooks = Rule(
    id: "managed-webhooks",
    severity: .warning,
    summary: "webhooks are managed for an org and for a repository of it",
    why: "GitHub would then send every event of the repository twice.",
    help: "remove the repository",
    source: "Prow, `validateManagedWebhooks` in cmd/checkconfig/main.go, "
      + "checkconfig's warning managed-webhooks",
    bad: .config(
      """
      managed_webhooks:
        org_repo_config:
          acme: {token_created_after: 2024-01-01T00:00:00Z}
          acme/rocket: {token_created_after: 2024-01-01T00:00:00Z}
      """
    ),
    good: .config(
      "managed_webhooks:\n  org_repo_config:\n    acme: {token_created_after: 2024-01-01T00:00:00Z}\n"
    ),
    check: .workspace { scope, report in
      let webhooks = scope.workspace.configRoot?[.managedWebhooks]?[.orgRepoConfig]
      let keys = webhooks.map { $0.entries.map(\.key) } ?? []
      for key in keys where key.text.contains("/") {
        let org = RepoKey.split(key.text.string).org
        guard let other = keys.first(where: { $0.text.equals(org) }) else { continue }
        report(
          "\(key.text.short) has a webhook, and its org has one too",
          at: key,
          related: [(other, "the org")]
        )
      }
    }
  )

  static let gangwayClient = Rule(
    id: "gangway-client",
    summary: "an API client of Gangway has no valid project number",
    why:
      "Gangway knows clients by the number of their Google Cloud project. Prow refuses the whole "
      + "config.",
    help:
      "write gcp: {endpoint_api_consumer_type: PROJECT, endpoint_api_consumer_number: \"1234\"}",
    source: "Prow, `Validate` of Gangway in pkg/config/gangway.go",
    bad: .config(
      """
      gangway:
        allowed_api_clients:
        - gcp: {endpoint_api_consumer_type: USER, endpoint_api_consumer_number: "1234"}
          allowed_jobs_filters: [{tenant_id: acme}]
      """
    ),
    good: .config(
      """
      gangway:
        allowed_api_clients:
        - gcp: {endpoint_api_consumer_type: PROJECT, endpoint_api_consumer_number: "1234"}
          allowed_jobs_filters: [{tenant_id: acme}]
      """
    ),
    check: .workspace { scope, report in
      var first: [Text: Node] = [:]
      for client in Gangway.clients(scope) {
        guard let gcp = client[.gcp] else {
          report("the API client has no gcp", at: client.firstKey ?? client)
          continue
        }
        guard let number = Gangway.checkedNumber(gcp, report), let text = number.string else {
          continue
        }
        if let other = first[text] {
          report(
            "client \(text.short) is listed twice",
            at: number,
            related: [(other, "the first one")]
          )
        } else {
          first[text] = number
        }
      }
    }
  )

  static let gangwayFilter = Rule(
    id: "gangway-filter",
    summary: "an API client of Gangway has no jobs that it may start",
    why: "allowed_jobs_filters says which tenants' jobs a client may start. Prow refuses the whole "
      + "config if there is none, or one without tenant_id.",
    help: "add allowed_jobs_filters with a tenant_id",
    source: "Prow, `Validate` of Gangway in pkg/config/gangway.go",
    bad: .config(
      """
      gangway:
        allowed_api_clients:
        - gcp: {endpoint_api_consumer_type: PROJECT, endpoint_api_consumer_number: "1234"}
      """
    ),
    good: .config(
      """
      gangway:
        allowed_api_clients:
        - gcp: {endpoint_api_consumer_type: PROJECT, endpoint_api_consumer_number: "1234"}
          allowed_jobs_filters: [{tenant_id: acme}]
      """
    ),
    check: .workspace { scope, report in
      for client in Gangway.clients(scope) {
        let filters = client[.allowedJobsFilters]
        if filters.map({ $0.isSequence && $0.isEmpty }) ?? true {
          report(
            "the API client has no allowed_jobs_filters",
            at: filters ?? client.firstKey ?? client
          )
        }
        for filter in client.list(.allowedJobsFilters) where filter.isMapping || filter.isNull {
          let tenant = filter[.tenantID]
          guard tenant?.isEmptyText ?? true else { continue }
          report("the filter has no tenant_id", at: tenant ?? filter.firstKey ?? filter)
        }
      }
    }
  )
}

private enum Gangway {
  static func clients(_ scope: LintScope) -> [Node] {
    (scope.workspace.configRoot?[.gangway]?.list(.allowedAPIClients) ?? [])
      .filter { $0.isMapping || $0.isNull }
  }

  /// The number of a client, if it is one and the type is right.
  static func checkedNumber(_ gcp: Node, _ report: Report) -> Node? {
    guard gcp.isMapping else { return nil }
    let type = gcp[.endpointAPIConsumerType]
    let hasType = type?.string.map { $0 == "PROJECT" }
    if hasType == false || type == nil {
      report("endpoint_api_consumer_type is not PROJECT", at: type ?? gcp.firstKey ?? gcp)
    }
    guard let number = gcp[.endpointAPIConsumerNumber] else {
      report("the client has no endpoint_api_consumer_number", at: gcp.firstKey ?? gcp)
      return nil
    }
    guard let text = number.string else { return nil }
    guard !text.isEmpty, text.bytes.allSatisfy({ (0x30...0x39).contains($0) }) else {
      report("\"\(text.short)\" is not a project number", at: number)
      return nil
    }
    return hasType == true ? number : nil
  }
}
