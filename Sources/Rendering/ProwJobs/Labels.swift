internal import Kubernetes
internal import Prow
internal import YAML

/// The labels and annotations that Prow gives to a ProwJob and to its pod.
///
/// Source: Prow, `LabelsAndAnnotationsForSpec` in pkg/pod-utils/decorate/podspec.go.
struct Labels {
  private(set) var labels: [Member] = []
  private(set) var annotations: [Member] = []

  /// What the labels of a run are made of.
  struct Subject {
    var type: JobType
    var job: Text
    /// Empty for periodics.
    var context: Text
    var ref: Ref?

    /// The first repository of a run.
    struct Ref {
      var org: RequestedText
      var repo: RequestedText
      var baseRef: RequestedText
      /// The number of the first pull request.
      var pull: RequestedText?
    }
  }

  /// `labels`, `annotations`: More of them, which replace those of the same name.
  init(_ subject: Subject, labels: [Member], annotations: [Member]) {
    self.labels.reserveCapacity(12 + labels.count)
    set("created-by-prow", RequestedText(Text(static: "true")))
    set("prow.k8s.io/type", RequestedText(Text(static: subject.type.literal)))
    set("prow.k8s.io/job", RequestedText(Labels.cut(subject.job)))
    set("prow.k8s.io/context", RequestedText(Labels.cut(subject.context)))
    if let ref = subject.ref {
      set("prow.k8s.io/refs.org", ref.org)
      set("prow.k8s.io/refs.repo", ref.repo)
      set("prow.k8s.io/refs.base_ref", ref.baseRef)
      if let pull = ref.pull { set("prow.k8s.io/refs.pull", pull) }
    }
    for label in labels { Labels.set(label, in: &self.labels) }
    Labels.keepValid(&self.labels)

    self.annotations = [
      Member(name: Text(static: "prow.k8s.io/job"), value: .text(subject.job), origin: .prow),
      Member(
        name: Text(static: "prow.k8s.io/context"),
        value: .text(subject.context),
        origin: .prow
      ),
    ]
    for annotation in annotations { Labels.set(annotation, in: &self.annotations) }
  }

  private mutating func set(_ name: StaticString, _ value: RequestedText) {
    labels.append(
      Member(name: Text(static: name), value: .text(value.text), origin: value.origin ?? .prow)
    )
  }

  private static func set(_ member: Member, in members: inout [Member]) {
    if let position = members.firstIndex(where: { $0.name == member.name }) {
      members[position] = member
    } else {
      members.append(member)
    }
  }

  mutating func remove(_ name: StaticString) {
    labels.removeAll { $0.name == name }
  }

  private static let longest = 63

  /// At most 63 bytes, and then without separators at the end.
  ///
  /// A value that is short enough stays as it is, whatever it ends in.
  private static func cut(_ value: Text) -> Text {
    guard value.count > longest else { return value }
    var bytes = value.bytes[..<longest]
    while let last = bytes.last,
      last == UInt8(ascii: ".") || last == UInt8(ascii: "_")
        || last == UInt8(ascii: "-")
    {
      bytes = bytes.dropLast()
    }
    return Text(UnsafeBufferPointer(rebasing: bytes))
  }

  /// Leaves labels with values that Kubernetes takes: their own, or the last part as a path.
  private static func keepValid(_ labels: inout [Member]) {
    var kept = 0
    for index in labels.indices {
      let text = labels[index].value.text ?? .empty
      let value = NameFormat.isLabelValue(text.bytes) ? text : lastPathPart(text)
      guard text.isEmpty || !value.isEmpty, NameFormat.isLabelValue(value.bytes) else { continue }
      labels[kept] = labels[index]
      labels[kept].value = .text(value)
      kept += 1
    }
    labels.removeLast(labels.count - kept)
  }

  /// Source: Go, `Base` in path/filepath.
  private static func lastPathPart(_ text: Text) -> Text {
    let slash = UInt8(ascii: "/")
    var bytes = text.bytes[...]
    while bytes.last == slash { bytes = bytes.dropLast() }
    if let position = bytes.lastIndex(of: slash) { bytes = bytes[(position + 1)...] }
    return Text(UnsafeBufferPointer(rebasing: bytes))
  }
}

extension JobType {
  /// As Prow spells it.
  var literal: StaticString {
    switch self {
    case .presubmit: "presubmit"
    case .postsubmit: "postsubmit"
    case .periodic: "periodic"
    case .batch: "batch"
    }
  }
}
