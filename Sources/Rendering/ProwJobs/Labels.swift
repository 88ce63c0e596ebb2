internal import Kubernetes
internal import Prow
internal import YAML

/// The labels and annotations that Prow gives to a ProwJob and to its pod.
///
/// Source: Prow, `LabelsAndAnnotationsForSpec` in pkg/pod-utils/decorate/podspec.go.
struct Labels {
  private(set) var labels: ArenaArray<Member>
  private(set) var annotations: ArenaArray<Member>
  /// Whether Kubernetes takes all values, so that no label is left out.
  private var isComplete = true

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
  init(
    _ subject: Subject,
    labels: ArenaArray<Member>,
    annotations: ArenaArray<Member>,
    _ arena: Arena
  ) {
    self.labels = ArenaArray(arena)
    self.annotations = ArenaArray(arena)
    self.labels.reserveCapacity(16 + labels.count)
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
    keepValid(arena, from: 0)

    self.annotations.reserveCapacity(4 + annotations.count)
    addAnnotation("prow.k8s.io/job", subject.job)
    addAnnotation("prow.k8s.io/context", subject.context)
    for annotation in annotations { Labels.set(annotation, in: &self.annotations) }
  }

  /// The labels of the pod: the procedure once more, over these and two more.
  ///
  /// mkpod drops the first one. Annotations stay as they are.
  func ofPod(_ subject: Subject, _ request: RunRequest, _ arena: Arena) -> ArenaArray<Member> {
    var own = labels.growing(in: arena)
    for (name, value) in [
      ("prow.k8s.io/id", request.prowJobName), ("prow.k8s.io/build-id", request.buildID),
    ] as [(StaticString, RequestedText)] {
      let member = Labels.member(name, value)
      Labels.set(member, in: &own)
    }
    var pod = self
    if isComplete {
      // Each label would be replaced by itself.
      pod.labels = own
      pod.keepValid(arena, from: own.count == labels.count + 2 ? labels.count : 0)
    } else {
      pod = Labels(subject, labels: own, annotations: annotations, arena)
    }
    pod.labels.removeAll { $0.name == "created-by-prow" }
    return pod.labels
  }

  private static func member(_ name: StaticString, _ value: RequestedText) -> Member {
    Member(name: Text(static: name), value: .text(value.text), origin: value.origin ?? .prow)
  }

  private mutating func set(_ name: StaticString, _ value: RequestedText) {
    labels.append(Labels.member(name, value))
  }

  private mutating func addAnnotation(_ name: StaticString, _ value: Text) {
    annotations.append(Member(name: Text(static: name), value: .text(value), origin: .prow))
  }

  private static func set(_ member: Member, in members: inout ArenaArray<Member>) {
    if let position = members.firstIndex(where: { $0.name == member.name }) {
      members.replace(at: position, with: member)
    } else {
      members.append(member)
    }
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
  ///
  /// `start`: The labels before it are known to be such.
  private mutating func keepValid(_ arena: Arena, from start: Int) {
    var kept = ArenaArray(arena, labels[..<start])
    kept.reserveCapacity(labels.count + 2)
    for label in labels[start...] {
      let text = label.value.text ?? .empty
      let value = NameFormat.isLabelValue(text.bytes) ? text : Labels.lastPathPart(text)
      if text.isEmpty || !value.isEmpty, NameFormat.isLabelValue(value.bytes) {
        var label = label
        label.value = .text(value)
        kept.append(label)
      } else {
        isComplete = false
      }
    }
    labels = kept
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
