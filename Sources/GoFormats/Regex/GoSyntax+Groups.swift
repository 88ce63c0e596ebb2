extension GoSyntax {
  /// What a repetition operator may follow.
  struct Item {
    /// How many copies of its innermost part the counted repeats in it ask for.
    var repeats = 1
    /// The height of its syntax tree.
    var height = 1
  }

  /// A group that is still open.
  struct Group {
    var isCapture = false
    /// The item read last; meaningless while `canRepeat` is false.
    private(set) var last = Item()

    private var canRepeat = false
    private var itemsInBranch = 0
    private var branches = 1
    private var repeats = 1
    private var branchHeight = 1
    private var height = 1

    init(isCapture: Bool = false) {
      self.isCapture = isCapture
    }
  }
}

extension GoSyntax.Group {
  /// The group as an item of the group around it.
  var closed: GoSyntax.Item {
    var group = self
    group.startBranch()
    var height = group.height
    if branches > 1 { height += 1 }
    if isCapture { height += 1 }
    return GoSyntax.Item(repeats: group.repeats, height: height)
  }

  mutating func push(_ item: GoSyntax.Item) {
    settleLast()
    last = item
    canRepeat = true
    itemsInBranch += 1
  }

  mutating func startBranch() {
    settleLast()
    height = max(height, branchHeight + (itemsInBranch > 1 ? 1 : 0))
    branchHeight = 1
    itemsInBranch = 0
    branches += 1
  }

  /// Repeats the item read last.
  ///
  /// - Parameter factor: The highest count. Go does not count what is within x{0}.
  /// - Returns: Whether there was an item to repeat.
  mutating func repeatLast(factor: Int) -> Bool {
    guard canRepeat else { return false }
    last.repeats = max(last.repeats * factor, 1)
    last.height += 1
    return true
  }

  private mutating func settleLast() {
    guard canRepeat else { return }
    repeats = max(repeats, last.repeats)
    branchHeight = max(branchHeight, last.height)
    canRepeat = false
  }
}
