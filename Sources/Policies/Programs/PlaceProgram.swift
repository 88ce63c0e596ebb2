internal import CEL
internal import YAML

/// What a finding points at: the last step of an expression such as `job.spec.containers[0].image`.
struct PlaceProgram: Sendable {
  private let step: Step
  private let operand: LocatedPart?

  private enum Step: Sendable {
    /// A variable itself.
    case own
    case field(FieldKey)
    case key(LocatedPart)
  }

  /// A part of an expression.
  private struct LocatedPart: Sendable {
    let program: Program
  }

  /// - Throws: `PolicyFault` if the expression leads to no field.
  init(_ node: Node, in environment: Environment) throws(PolicyFault) {
    let text = node.text.string
    func compile(_ part: Expression) throws(CELError) -> LocatedPart {
      LocatedPart(program: try environment.compile(part, expecting: nil))
    }
    do throws(CELError) {
      let expression = try Expression.parse(text)
      // The whole must fit, too: a misspelt field is found here.
      _ = try environment.compile(expression, expecting: nil)
      switch expression.kind {
      case .identifier:
        step = .own
        operand = try compile(expression)
      case .select(let owner, let field, _):
        operand = try compile(owner)
        step = .field(FieldKey(StringValue(field)))
      case .index(let owner, let key, _):
        operand = try compile(owner)
        step = .key(try compile(key))
      default:
        throw CELError(.check, "this leads to no field; write for example job.cluster")
      }
    } catch {
      throw PolicyFault(error, in: text, at: node)
    }
  }

  /// - Returns: `nil` if nothing is written there.
  func place(_ activation: some Activation, _ run: Run) -> WrittenPlace? {
    run.allow(PolicyCost.evaluation)
    guard let operand, let owner = try? operand.program.evaluate(activation, run).unwrapped else {
      return nil
    }
    switch step {
    case .own: return owner.ownPlace
    case .field(let key): return owner.placed?.place(of: key)
    case .key(let part):
      switch try? part.program.evaluate(activation, run) {
      case .string(let name): return owner.placed?.place(of: FieldKey(name))
      case .int(let index):
        guard case .list(let list) = owner, let list = list as? any PlacedList else { return nil }
        return Int(exactly: index).flatMap { list.place(at: $0) }
      default: return nil
      }
    }
  }
}

extension Value {
  /// Without the optional around it; `nil` for an empty one.
  fileprivate var unwrapped: Value? {
    guard case .optional(let optional) = self else { return self }
    if case .some(let value) = optional { return value }
    return nil
  }

  var placed: (any PlacedMap)? {
    guard case .map(let map) = self else { return nil }
    return map as? any PlacedMap
  }

  /// Where the value as a whole is written, if it knows.
  var ownPlace: WrittenPlace? { placed?.ownPlace }
}
