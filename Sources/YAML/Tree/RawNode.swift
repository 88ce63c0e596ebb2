/// One node as it is in memory: 28 bytes, in document order, children right after their parent.
///
/// The keys and values of a mapping alternate; `next` leads past a node and all below it.
@usableFromInline
package struct RawNode: BitwiseCopyable {
  @usableFromInline
  package var kind: Kind
  @usableFromInline
  package var style: Style
  /// What a scalar resolves to by YAML 1.1 as Prow reads it.
  @usableFromInline
  package var value: ScalarKind
  @usableFromInline
  package var flags: Flags
  /// A number that a schema gives to keys it knows; 0 until then.
  @usableFromInline
  package var label: UInt16
  /// Byte range in the source.
  @usableFromInline
  package var start: UInt32
  @usableFromInline
  package var end: UInt32
  /// Scalar: offset of its text.
  ///
  /// Alias: index of the node it stands for. Mapping with `Flags.hasEffectiveEntries`: index into
  /// the document's list of those.
  @usableFromInline
  package var text: UInt32
  /// Scalar: length of its text.
  ///
  /// Mapping: number of entries as written. Sequence: of items.
  @usableFromInline
  package var length: UInt32
  @usableFromInline
  package var next: UInt32

  @usableFromInline
  package enum Kind: UInt8, BitwiseCopyable { case scalar, sequence, mapping, alias }

  @usableFromInline
  package enum Style: UInt8, BitwiseCopyable {
    case plain, singleQuoted, doubleQuoted, literal, folded, block, flow
  }

  @usableFromInline
  package struct Flags: OptionSet, BitwiseCopyable {
    @usableFromInline
    package let rawValue: UInt8

    @inlinable
    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// `text` counts in the side buffer instead of the source.
    @inlinable
    package static var textIsBeside: Flags { Flags(rawValue: 1) }
    /// The mapping has merge keys or repeated keys: its entries as written are not what counts.
    @inlinable
    package static var hasEffectiveEntries: Flags { Flags(rawValue: 2) }
    @inlinable
    package static var isMergeKey: Flags { Flags(rawValue: 4) }
    @inlinable
    package static var isKey: Flags { Flags(rawValue: 8) }
    /// An alias stands for the node.
    @inlinable
    package static var isAliased: Flags { Flags(rawValue: 16) }
  }
}

/// What a scalar is once resolved.
@usableFromInline
package enum ScalarKind: UInt8, Sendable, BitwiseCopyable {
  case string, null, `true`, `false`, int, float, infinity, notANumber
}
