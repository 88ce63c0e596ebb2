package import ConfigMaps
package import Formats
internal import Kubernetes

/// What the ConfigMaps of a state weigh.
package enum SizeReporter {
  /// A line for each ConfigMap, with its heaviest keys, and what was left out.
  package static func render(_ state: DesiredState) -> TerminalText {
    var output = TerminalText()
    for configMap in state.configMaps {
      output += "\(configMap.target): \(line(configMap))\n"
      if configMap.entries.count > 1 { output += "  heaviest: \(heaviest(configMap))\n" }
    }
    for pattern in state.shutOut {
      output +=
        "left out: the files of \"\(pattern)\", whose repositories do not include this one\n"
    }
    if state.configMaps.isEmpty { output += "no file of the tree belongs to a ConfigMap\n" }
    return output
  }

  private static func line(_ configMap: DesiredConfigMap) -> String {
    let count = configMap.entries.count
    let size = configMap.size
    return "\(count) \(count == 1 ? "key" : "keys"), \(SizeLimit.number(size)) bytes, "
      + SizeLimit.percent(size)
  }

  package static func heaviest(_ configMap: DesiredConfigMap) -> String {
    configMap.heaviest(3).map { "\($0.key) \(SizeLimit.number($0.size))" }.joined(separator: ", ")
  }
}
