/// The field tables of pods and everything below them, as of Kubernetes 1.36.
package enum KubernetesTables {
  package static let all: [String] = [
    MetaTable.text, PodTable.text, ContainerTable.text, SchedulingTable.text, VolumeTable.text,
    OldVolumeTable.text,
  ]
}
