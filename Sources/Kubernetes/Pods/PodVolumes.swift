internal import YAML

/// The volumes of a pod in the order written, additions last.
struct PodVolumes {
  private var list: [PodVolume] = []
  /// Positions by name, once there are many.
  private var positions: [Text: Int] = [:]

  /// Short lists are searched one by one, long ones by hash.
  private static let many = 32

  mutating func removeAll() {
    list.removeAll(keepingCapacity: true)
    if !positions.isEmpty { positions.removeAll() }
  }

  mutating func append(_ volume: PodVolume) {
    list.append(volume)
    if list.count > PodVolumes.many {
      note(list.count - 1)
    } else if list.count == PodVolumes.many {
      for position in list.indices { note(position) }
    }
  }

  /// The first of this name that counts, or is not known; else the last one, which is broken.
  func named(_ name: Text) -> PodVolume? {
    if list.count >= PodVolumes.many { return positions[name].map { list[$0] } }
    var broken: PodVolume?
    for volume in list where volume.name == name {
      if volume.mayCount { return volume }
      broken = volume
    }
    return broken
  }

  private mutating func note(_ position: Int) {
    let name = list[position].name
    if let known = positions[name], list[known].mayCount { return }
    positions[name] = position
  }

  /// Those of a kind.
  func ofKind(_ kind: PodVolume.Kind) -> [PodVolume] { list.filter { $0.kind == kind } }

  func hasKind(_ kind: PodVolume.Kind) -> Bool { list.contains { $0.kind == kind } }
}

extension PodVolume {
  fileprivate var mayCount: Bool { isValid || isUnknown }
}
