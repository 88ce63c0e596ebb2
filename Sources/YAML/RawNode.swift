/// One node as it lies in memory: 28 bytes, in document order, children right after their parent.
///
/// The keys and values of a mapping alternate; `next` leads past a node and all below it.
struct RawNode {
  var kind: Kind
  var style: Style
  /// What a scalar resolves to by YAML 1.1 as Prow reads it.
  var value: ScalarKind
  var flags: Flags
  /// A number that a schema gives to keys it knows; 0 until then.
  var label: UInt16
  /// Byte range in the source.
  var start: UInt32
  var end: UInt32
  /// Scalar: offset of its text. Alias: index of the node it stands for. Mapping with
  /// `Flags.hasEffectiveEntries`: index into the document's list of those.
  var text: UInt32
  /// Scalar: length of its text. Mapping: number of entries as written. Sequence: of items.
  var length: UInt32
  var next: UInt32

  enum Kind: UInt8 { case scalar, sequence, mapping, alias }

  enum Style: UInt8 { case plain, singleQuoted, doubleQuoted, literal, folded, block, flow }

  struct Flags: OptionSet {
    let rawValue: UInt8
    /// `text` counts in the side buffer instead of the source.
    static let textIsBeside = Flags(rawValue: 1)
    /// The mapping has merge keys or repeated keys: its entries as written are not what counts.
    static let hasEffectiveEntries = Flags(rawValue: 2)
    static let isMergeKey = Flags(rawValue: 4)
    static let isKey = Flags(rawValue: 8)
  }
}

/// What a scalar is once resolved.
package enum ScalarKind: UInt8, Sendable {
  case string, null, `true`, `false`, int, float, infinity, notANumber
}
