internal import Prow

/// What brings a value, in four bytes.
struct PackedOrigin: Sendable {
  // 0 and 1 for the job and Prow; from 2 on presets and layers of the decoration in turn.
  private let code: UInt32

  init(_ origin: ResolvedValue.Origin) {
    code =
      switch origin {
      case .job: 0
      case .prow: 1
      case .preset(let index): UInt32(2 * index + 2)
      case .decorationDefault(let index): UInt32(2 * index + 3)
      }
  }

  var origin: ResolvedValue.Origin {
    if code < 2 { return code == 0 ? .job : .prow }
    let index = Int(code / 2 - 1)
    return code % 2 == 0 ? .preset(index) : .decorationDefault(index)
  }
}
