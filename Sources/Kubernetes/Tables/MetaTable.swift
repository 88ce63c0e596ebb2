/// Names, labels and references of Kubernetes objects.
package enum MetaTable {
  package static let text = #"""
    type TypeMeta -- Kind and API version of an object.
      kind string
      apiVersion string

    type ObjectMeta -- Name, labels and annotations of an object.
      name string
      generateName string
      namespace string
      selfLink string
      uid string
      resourceVersion string
      generation int64
      creationTimestamp time
      deletionTimestamp time
      deletionGracePeriodSeconds int64
      labels map:string keyFormat=label-key valueFormat=label-value
      annotations map:string keyFormat=label-key-caseless -- Annotations, at most 262144 bytes together.
      ownerReferences list:OwnerReference
      finalizers list:string
      managedFields list:ManagedFieldsEntry

    type OwnerReference
      apiVersion string
      kind string
      name string
      uid string
      controller bool
      blockOwnerDeletion bool

    type ManagedFieldsEntry
      manager string
      operation string
      apiVersion string
      time time
      fieldsType string
      fieldsV1 any
      subresource string

    type LabelSelector
      matchLabels map:string keyFormat=label-key valueFormat=label-value
      matchExpressions list:LabelSelectorRequirement

    type LabelSelectorRequirement
      key string required format=label-key
      operator string required enum=DoesNotExist|Exists|In|NotIn
      values list:string itemFormat=label-value

    type LocalObjectReference
      name string

    type TypedLocalObjectReference
      apiGroup string format=dns1123-subdomain-or-empty since=1.19
      kind string required since=1.19
      name string required since=1.19

    type TypedObjectReference
      apiGroup string format=dns1123-subdomain-or-empty since=1.22
      kind string required since=1.22
      name string required since=1.22
      namespace string format=dns1123-label-or-empty since=1.26
    """#
}
