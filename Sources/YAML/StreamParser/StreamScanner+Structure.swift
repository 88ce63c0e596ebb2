/// Indentation, keys and flow collections.
extension StreamScanner {
  /// A place where a key without `?` may have started: that shows only at its `:`.
  struct PossibleKey {
    var isPossible = false
    /// Whether nothing but a key can be there.
    var isRequired = false
    var number = 0
    var mark = StreamText.Mark(offset: 0)
  }

  private enum Limits {
    /// Characters from the start of a key to its colon.
    static let key = 1024
  }

  // MARK: Possible keys

  /// Whether the key of a level can still get its colon here.
  mutating func isStillPossible(_ level: Int) throws(StreamError) -> Bool {
    let key = possibleKeys[level]
    guard key.isPossible else { return false }
    let mark = text.mark
    guard key.mark.line < mark.line || key.mark.index + Limits.key < mark.index else { return true }
    if key.isRequired { throw missingColon(of: key) }
    possibleKeys[level].isPossible = false
    return false
  }

  private func missingColon(of key: PossibleKey) -> StreamError {
    syntaxError("could not find expected ':'", "while scanning a simple key", since: key.mark)
  }

  /// Notes that a key may start here.
  mutating func notePossibleKey() throws(StreamError) {
    guard canStartKey else { return }
    let key = PossibleKey(
      isPossible: true,
      isRequired: flowLevel == 0 && indent == text.mark.column,
      number: nextNumber,
      mark: text.mark
    )
    try removePossibleKey()
    possibleKeys[possibleKeys.count - 1] = key
    keyLevels[key.number] = possibleKeys.count - 1
  }

  mutating func removePossibleKey() throws(StreamError) {
    let last = possibleKeys.count - 1
    let key = possibleKeys[last]
    guard key.isPossible else { return }
    if key.isRequired { throw missingColon(of: key) }
    possibleKeys[last].isPossible = false
    keyLevels[key.number] = nil
  }

  // MARK: Indentation

  /// Opens a block collection if the column is deeper than those that are open.
  private mutating func roll(
    to column: Int,
    _ kind: StreamToken.Kind,
    at mark: StreamText.Mark,
    before number: Int? = nil
  ) throws(StreamError) {
    guard flowLevel == 0, indent < column else { return }
    outerIndents.append(indent)
    indent = column
    if outerIndents.count > Document.Limits.depth { throw tooDeep }
    insert(kind, at: mark, before: number)
  }

  private var tooDeep: StreamError {
    .problem(.tooDeep(at: UInt32(truncatingIfNeeded: text.mark.offset)))
  }

  /// Closes the block collections that are deeper than a column.
  mutating func unroll(to column: Int) {
    guard flowLevel == 0 else { return }
    while indent > column {
      insert(.blockEnd, at: text.mark)
      indent = outerIndents.removeLast()
    }
  }

  /// Closes all block collections, as at the end of a document.
  mutating func endBlocks() throws(StreamError) {
    unroll(to: -1)
    try removePossibleKey()
    canStartKey = false
  }

  // MARK: Indicators

  mutating func fetchFlowStart(_ kind: StreamToken.Kind) throws(StreamError) {
    try notePossibleKey()
    possibleKeys.append(PossibleKey(number: nextNumber, mark: text.mark))
    flowLevel += 1
    if flowLevel > Document.Limits.depth { throw tooDeep }
    canStartKey = true
    insertIndicator(kind)
  }

  mutating func fetchFlowEnd(_ kind: StreamToken.Kind) throws(StreamError) {
    try removePossibleKey()
    if flowLevel > 0 {
      flowLevel -= 1
      // Of an empty collection this is the number of its own first token, which is then taken for
      // one with which no key starts.
      keyLevels[possibleKeys.removeLast().number] = nil
    }
    canStartKey = false
    insertIndicator(kind)
  }

  mutating func fetchBlockEntry() throws(StreamError) {
    if flowLevel == 0 {
      guard canStartKey else {
        throw syntaxError("block sequence entries are not allowed in this context")
      }
      try roll(to: text.mark.column, .blockSequenceStart, at: text.mark)
    }
    try removePossibleKey()
    canStartKey = true
    insertIndicator(.blockEntry)
  }

  mutating func fetchKey() throws(StreamError) {
    if flowLevel == 0 {
      guard canStartKey else {
        throw syntaxError("mapping keys are not allowed in this context")
      }
      try roll(to: text.mark.column, .blockMappingStart, at: text.mark)
    }
    try removePossibleKey()
    canStartKey = flowLevel == 0
    insertIndicator(.key)
  }

  mutating func fetchValue() throws(StreamError) {
    let last = possibleKeys.count - 1
    if try isStillPossible(last) {
      let key = possibleKeys[last]
      insert(.key, at: key.mark, before: key.number)
      try roll(to: key.mark.column, .blockMappingStart, at: key.mark, before: key.number)
      possibleKeys[last].isPossible = false
      keyLevels[key.number] = nil
      canStartKey = false
    } else {
      if flowLevel == 0 {
        guard canStartKey else {
          throw syntaxError("mapping values are not allowed in this context")
        }
        try roll(to: text.mark.column, .blockMappingStart, at: text.mark)
      }
      canStartKey = flowLevel == 0
    }
    insertIndicator(.value)
  }
}
