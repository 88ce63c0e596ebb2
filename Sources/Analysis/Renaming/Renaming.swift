package import Configs
package import Diagnostics
package import Prow
package import YAML

/// A name in the jobs of a configuration, and all places that change with it.
///
/// Its places are views into the documents of the configuration, which must live as long.
package struct Renaming: Sendable {
  package let name: String
  /// Where somebody asked for it: the scalar that holds the name.
  package let place: Place
  /// All scalars that hold the name, each once.
  package let nodes: [Node]
  /// How often a job, a preset or a context has each of them: several times where aliases stand for it.
  let uses: [NodeSet.Key: Int]
  /// Why another name does not fit; `nil` if nothing is known against it.
  let objection: @Sendable (String) -> String?

  /// - Parameters:
  ///   - name: The name as it is.
  ///   - place: Where somebody asked for it.
  ///   - uses: The scalars that hold it, or aliases of them: once for each way that leads there.
  ///   - objection: Why another name does not fit.
  init(
    name: String,
    place: Place,
    uses: [Node],
    objection: @escaping @Sendable (String) -> String?
  ) {
    (self.name, self.place, self.objection) = (name, place, objection)
    nodes = NodeSet(uses).nodes
    self.uses = uses.reduce(into: [:]) { $0[NodeSet.Key($1), default: 0] += 1 }
  }

  /// Why something can't be renamed, in a sentence without its full stop.
  package struct Refusal: Error, Sendable, Hashable {
    package let reason: String
  }

  /// What is renamed at a place: a job, a label of presets or its value, or a volume.
  ///
  /// - Parameters:
  ///   - offset: In bytes of the file's text; the end of a name counts, too.
  ///   - file: A file of the configuration.
  ///   - configuration: All files and jobs.
  /// - Returns: `nil` where no such name is.
  package static func at(
    _ offset: UInt32,
    in file: LoadedFile,
    _ configuration: Configuration
  ) -> Result<Renaming, Refusal>? {
    found(at: offset, in: file, configuration)?.flatMap { renaming in
      renaming.nodeUsedElsewhere.map { node in
        refusal(
          "an anchor gives the name at \(node.lineWords) to something else, too: write the name out "
            + "there"
        )
      } ?? .success(renaming)
    }
  }

  private static func found(
    at offset: UInt32,
    in file: LoadedFile,
    _ configuration: Configuration
  ) -> Result<Renaming, Refusal>? {
    let spot = Spot(offset: offset, document: file.document)
    let range = SourceRange(start: offset, end: offset)
    if let job = configuration.job(at: range, of: file.document) {
      if let name = job.job[.name], spot.isIn(name) {
        return self.job(job.job, configuration)
      }
      return label(at: spot, in: job.job[.labels], configuration)
        ?? volume(at: spot, VolumeUses(job.job[.spec]), configuration)
    }
    let presets = configuration.workspace.presets.presets
    guard let preset = presets.first(where: { spot.isIn($0.node) }) else { return nil }
    return label(at: spot, in: preset.node[.labels], configuration)
      ?? volume(at: spot, VolumeUses(preset), configuration)
  }
}

/// A place in a document, between two characters.
struct Spot {
  let offset: UInt32
  let document: Document

  /// Whether it is in a node as written, or at its end.
  func isIn(_ node: Node) -> Bool {
    node.document === document && node.range.start <= offset && offset <= node.range.end
  }
}

/// Nodes, each once, whatever aliases lead to it.
struct NodeSet {
  private(set) var nodes: [Node] = []
  private var known: Set<Key> = []

  struct Key: Hashable {
    let document: UInt
    let index: UInt32

    init(_ node: Node) {
      document = UInt(bitPattern: node.storage)
      index = node.rawIndex
    }
  }

  init(_ nodes: some Sequence<Node> = []) { for node in nodes { insert(node) } }

  func contains(_ node: Node) -> Bool { known.contains(Key(node)) }

  /// Adds what an alias stands for, or the node itself.
  mutating func insert(_ node: Node) {
    if known.insert(Key(node)).inserted { nodes.append(node.sibling(node.rawIndex)) }
  }
}

extension Node {
  /// `config/jobs/a.yaml:17`.
  var lineWords: String {
    "\(file.path):\(LineIndex(file).position(at: range.start).line)"
  }
}
