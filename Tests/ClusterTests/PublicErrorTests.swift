import Testing

@testable import Cluster

/// What of an error people see who can't see the cluster.
@Suite("Errors in public")
struct PublicErrorTests {
  @Test(arguments: [
    (
      ClusterError.Kind.unreachable("https://10.0.0.1:6443: the connection was cut"),
      #"cluster "c" can't be reached"#
    ),
    (
      .credentials("the plugin \"/opt/aws\" failed with 1: token for arn:aws:iam::1:role/x"),
      #"no credentials for cluster "c"; the log of the updater says why"#
    ),
    (.unauthorized("no such user"), #"cluster "c" does not take the credentials"#),
    (.server(status: 500, message: "dial tcp 10.1.1.1:443"), #"cluster "c" failed with 500"#),
    (.unexpected("status 302: https://login"), #"cluster "c" gave an answer that makes no sense"#),
    (
      .forbidden("admission webhook \"deny.acme.org\" denied the request: ask in #team"),
      #"cluster "c" forbids it: admission webhook "deny.acme.org" denied the request: ask in #team"#
    ),
    (
      .invalid([
        "failed calling webhook: Post \"https://hook.prow.svc:443/x?t=1\": dial 10.2.3.4:443"
      ]),
      #"cluster "c" refuses it: failed calling webhook: Post … dial …"#
    ),
    (
      .forbidden("no route to [fd00::1]:443 or hook.prow.svc.cluster.local at 1.2.3 in v1.36.0.1"),
      #"cluster "c" forbids it: no route to … or … at 1.2.3 in v1.36.0.1"#
    ),
  ])
  func noAddressAndNoOutputOfAPluginIsShown(_ kind: ClusterError.Kind, _ text: String) {
    #expect(ClusterError(kind, cluster: "c").publicDescription == text)
  }
}
