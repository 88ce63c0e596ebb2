/// What versions of a thing have in common as long as they say the same, wherever it is written.
final class ContentIdentity: Sendable {}
