internal import Diagnostics
package import YAML

extension Node {
  /// The text of a scalar as it is written; `nil` for null and for collections.
  ///
  /// In settings a number such as 1.33 stands for the same with and without quotes.
  package var word: Text? { isScalar && !isNull ? text : nil }
}

extension SeveritySetting {
  /// As settings write it; `off` without quotes is a boolean in YAML 1.1.
  package init?(_ node: Node) {
    let word = node.bool == false ? "off" : node.text.string
    if word == "off" {
      self = .off
    } else if let severity = Severity(rawValue: word) {
      self = .on(severity)
    } else {
      return nil
    }
  }
}
