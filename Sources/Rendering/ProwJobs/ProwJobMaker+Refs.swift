internal import Prow
internal import YAML

extension ProwJobMaker {
  /// The tested repository of a run, with what the job says about cloning it.
  ///
  /// Source: Prow, `CompletePrimaryRefs` in pkg/pjutil/pjutil.go.
  func primaryRefs(
    of job: Job,
    _ run: RunRefs,
    _ decoration: MergedDecoration?,
    _ arena: Arena
  ) -> ObjectValue {
    var refs = ObjectValue(arena)
    refs.members.reserveCapacity(12)
    refs.add("org", .text(run.org))
    refs.add("repo", .text(run.repo))
    refs.add("repo_link", text: run.repoLink)
    refs.add("base_ref", text: run.baseRef.text, origin: run.baseRef.origin)
    refs.add("base_sha", text: run.baseSHA.text, origin: run.baseSHA.origin)
    refs.add("base_link", text: run.baseLink)
    if job.kind == .presubmit, !run.pulls.isEmpty {
      let pulls = run.pulls.lazy.map {
        Item(value: .object(self.pull($0, arena)), origin: $0.origin)
      }
      refs.add("pulls", .list(ArenaArray(arena, pulls)))
    }
    refs.add("path_alias", text: job.text(.pathAlias))
    refs.add("clone_uri", text: job.text(.cloneURI))
    if job.isTrue(.skipSubmodules) { refs.add("skip_submodules", .bool(true)) }
    if let depth = job[.cloneDepth]?.wholeNumberValue, depth > 0 {
      refs.add("clone_depth", .integer(depth))
    }
    if job.isTrue(.skipFetchHead) { refs.add("skip_fetch_head", .bool(true)) }
    // Older versions of Prow know no sparse_checkout_files, and then the decoration has none.
    for setting in ["blobless_fetch", "sparse_checkout_files"] as [StaticString] {
      guard let decoration, let value = decoration[setting] else { continue }
      refs.add(setting, value, origin: decoration.origin(setting))
    }
    return refs
  }

  private func pull(_ pull: RunRefs.Pull, _ arena: Arena) -> ObjectValue {
    var object = ObjectValue(arena)
    object.add("number", .integer(pull.number))
    object.add("author", .text(pull.author))
    object.add("sha", .text(pull.sha))
    object.add("title", text: pull.title)
    object.add("ref", text: pull.ref)
    object.add("head_ref", text: pull.headRef)
    object.add("link", text: pull.link)
    object.add("commit_link", text: pull.commitLink)
    object.add("author_link", text: pull.authorLink)
    return object
  }

  /// The job's extra refs; those that don't say how to fetch do it as the decoration says.
  ///
  /// Source: Prow, `DecorateExtraRefs` in pkg/pjutil/pjutil.go.
  func extraRefs(
    of job: Job,
    _ decoration: MergedDecoration?,
    _ arena: Arena
  ) -> ArenaArray<Item> {
    guard let list = job[.extraRefs], !list.isEmpty else { return ArenaArray(arena) }
    let type = types.refs
    let blobless = decoration?["blobless_fetch"]
    var items = ArenaArray<Item>(arena)
    for item in list.items {
      guard let decoration, let blobless else {
        items.append(Item(value: .node(item, type)))
        continue
      }
      var ref = types.object(item, type, arena)
      if ref["blobless_fetch"] == nil {
        ref.add("blobless_fetch", blobless, origin: decoration.origin("blobless_fetch"))
      }
      items.append(Item(value: .object(ref)))
    }
    return items
  }

  /// What the labels say about the repository: the tested one, or the first extra one.
  func labelRef(
    _ request: RunRequest,
    _ extraRefs: ArenaArray<Item>,
    _ arena: Arena
  ) -> Labels.Subject.Ref? {
    if request.type != .periodic {
      let refs = request.refs
      let pull = request.type == .postsubmit ? nil : refs.pulls.first
      return Labels.Subject.Ref(
        org: RequestedText(refs.org),
        repo: RequestedText(refs.repo),
        baseRef: refs.baseRef,
        pull: pull.map { RequestedText(arena.text(String($0.number)), isMadeUp: $0.isMadeUp) }
      )
    }
    guard let first = extraRefs.first else { return nil }
    let ref = types.object(first.value, arena)
    func text(_ name: StaticString) -> RequestedText { RequestedText(ref[name]?.text ?? .empty) }
    let pull = types.items(ref["pulls"], arena).first.map { types.object($0.value, arena) }
    return Labels.Subject.Ref(
      org: text("org"),
      repo: text("repo"),
      baseRef: text("base_ref"),
      pull: pull.map { RequestedText($0["number"]?.text ?? Text(static: "0")) }
    )
  }
}
