internal import CEL

/// The arguments of a call, as the declaration of the function promises them.
struct Arguments {
  let values: [Value]

  init(_ values: [Value]) { self.values = values }

  func text(_ index: Int) throws(CELError) -> StringValue {
    guard case .string(let text) = values[index] else { throw mismatch(index) }
    return text
  }

  func number(_ index: Int) throws(CELError) -> Int64 {
    guard case .int(let number) = values[index] else { throw mismatch(index) }
    return number
  }

  func time(_ index: Int) throws(CELError) -> Timestamp {
    guard case .timestamp(let time) = values[index] else { throw mismatch(index) }
    return time
  }

  func job(_ index: Int) throws(CELError) -> PolicyJob {
    guard let job = values[index].policyJob else { throw mismatch(index) }
    return job
  }

  /// A list of text.
  func texts(_ index: Int) throws(CELError) -> [StringValue] {
    guard case .list(let list) = values[index] else { throw mismatch(index) }
    var texts: [StringValue] = []
    texts.reserveCapacity(list.count)
    for position in 0..<list.count {
      guard case .string(let text) = list[position] else { throw mismatch(index) }
      texts.append(text)
    }
    return texts
  }

  func opaque<Wanted: OpaqueValue>(
    _ index: Int,
    _ type: Wanted.Type
  ) throws(CELError) -> Wanted {
    guard case .opaque(let value) = values[index], let wanted = value as? Wanted else {
      throw mismatch(index)
    }
    return wanted
  }

  private func mismatch(_ index: Int) -> CELError {
    CELError(.evaluation, "no such overload for \(values[index].typeName)")
  }
}
