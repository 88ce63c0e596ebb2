/// Names, labels and references of Kubernetes objects.
package enum MetaTable {
  package static let text = #"""
    type TypeMeta -- Kind and API version of an object.
      kind string -- Kind of the object.
      apiVersion string -- API group and version of the object.

    type ObjectMeta -- Name, labels and annotations of an object.
      name string -- Name of the object, unique for its kind in the namespace.
      generateName string -- Beginning of the name, which the API server completes.
      namespace string -- Namespace of the object.
      selfLink string -- Path of the object in old versions of the API; the API server wrote it.
      uid string -- Id of the object; the API server gives it.
      resourceVersion string -- Version of the object; the API server gives it.
      generation int64 -- How often the wanted state has changed; the API server counts it.
      creationTimestamp time -- When the object was made; the API server writes it.
      deletionTimestamp time -- When the object is to go; the API server writes it.
      deletionGracePeriodSeconds int64 -- Seconds that the object has to end; the API server writes it.
      labels map:string keyFormat=label-key valueFormat=label-value -- Labels, by which objects are chosen.
      annotations map:string keyFormat=label-key-caseless -- Annotations, at most 262144 bytes together.
      ownerReferences list:OwnerReference -- Objects with which this one goes.
      finalizers list:string -- Controllers that must agree before the object goes.
      managedFields list:ManagedFieldsEntry -- Who set which fields; the API server writes it.

    type OwnerReference
      apiVersion string -- API group and version.
      kind string -- Kind of the object.
      name string -- Name of the owner.
      uid string -- Id of the owner.
      controller bool -- Whether the owner is the controller of the object.
      blockOwnerDeletion bool -- Whether the owner can't go before this object.

    type ManagedFieldsEntry
      manager string -- Who set the fields.
      operation string -- How: Apply or Update.
      apiVersion string -- API group and version.
      time time -- When.
      fieldsType string -- Format of fieldsV1.
      fieldsV1 any -- The fields.
      subresource string -- Part of the object that was written, such as status.

    type LabelSelector
      matchLabels map:string keyFormat=label-key valueFormat=label-value -- Labels that must have these values.
      matchExpressions list:LabelSelectorRequirement -- Conditions on labels; all must hold.

    type LabelSelectorRequirement
      key string required format=label-key -- Name of the label.
      operator string required enum=DoesNotExist|Exists|In|NotIn -- How the label is compared with values.
      values list:string itemFormat=label-value -- Values to compare with; none for Exists and DoesNotExist.

    type LocalObjectReference
      name string -- Name of the object in the same namespace.

    type TypedLocalObjectReference
      apiGroup string format=dns1123-subdomain-or-empty since=1.19 -- API group of the object; unset means core.
      kind string required since=1.19 -- Kind of the object.
      name string required since=1.19 -- Name of the object in the same namespace.

    type TypedObjectReference
      apiGroup string format=dns1123-subdomain-or-empty since=1.22 -- API group of the object; unset means core.
      kind string required since=1.22 -- Kind of the object.
      name string required since=1.22 -- Name of the object.
      namespace string format=dns1123-label-or-empty since=1.26 -- Namespace of the object, if it is another one.
    """#
}
