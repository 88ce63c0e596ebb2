package import YAML

/// What is appended to the lists of a pod before it is created, such as a preset of Prow.
package struct PodAddition {
  package var env: Node?
  package var volumes: Node?
  package var volumeMounts: Node?
  package var tolerations: Node?

  package init(env: Node?, volumes: Node?, volumeMounts: Node?, tolerations: Node?) {
    self.env = env
    self.volumes = volumes
    self.volumeMounts = volumeMounts
    self.tolerations = tolerations
  }

  @inline(__always)
  subscript(field: PodField) -> Node? {
    switch field {
    case .env: env
    case .volumes: volumes
    case .volumeMounts: volumeMounts
    default: tolerations
    }
  }
}
