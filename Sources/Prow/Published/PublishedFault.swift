package import Diagnostics
internal import Kubernetes

/// What is wrong with the files that config_updater publishes, or with paths to files of the
/// repository.
///
/// `ConfigMaps` and `Analysis` find it, and rules say it in words.
package struct PublishedFault: Sendable {
  package let cause: Cause
  package let place: Place
  /// Further places, which the cause lists.
  package let related: [Place]

  package init(_ cause: Cause, at place: Place, related: [Place] = []) {
    self.cause = cause
    self.place = place
    self.related = related
  }

  package enum Cause: Sendable, Hashable {
    /// A part of a glob that Prow's environment replaces.
    case variable(String, glob: String)
    /// A file of two maps that do different things with it.
    ///
    /// Related: the maps, in the order of the globs.
    case overlap(path: String, glob: String, otherGlob: String)
    /// A file whose map names no ConfigMap.
    case noName(path: String)
    /// The name of a ConfigMap or namespace that Kubernetes refuses, for this reason.
    case name(String, kind: NameKind, fault: String)
    /// A key that Kubernetes refuses, for this reason.
    ///
    /// Related: the map.
    case key(String, fault: String)
    /// A file that is written to the key `VERSION`.
    ///
    /// Related: the map.
    case version(path: String)
    /// An entry that is not a file of the repository, for this reason.
    ///
    /// Related: the map.
    case unreadable(path: String, fault: String)
    /// A file of so many bytes that no ConfigMap can hold it.
    ///
    /// Related: the map.
    case largeFile(path: String, size: Int)
    /// Two files of one key.
    ///
    /// Related: the file that stays, and the map.
    case clash(KeyClash)
    /// Many files with the key of another one, the first clash among them.
    ///
    /// Related: the two files of the clash.
    case clashes(count: Int, glob: String, first: KeyClash)
    /// A ConfigMap that is too large, or nearly so.
    ///
    /// Related: the heaviest files, with their sizes in `Size.heaviest`.
    case size(Size)
    /// A ConfigMap whose keys are so many or so long that etcd does not store it: the bytes of the
    /// whole, and those of the keys' names among them.
    case storedSize(name: String, bytes: Int, names: Int, keys: Int)
    /// A ConfigMap with so many characters that JSON escapes that the API server refuses the request.
    case requestSize(name: String, bytes: Int)
    /// A path in a configuration of the autobumper that the repository does not have.
    case missing(path: String)
  }

  /// Whether all files are in order, and only too many or too large.
  package var isOfSize: Bool {
    switch cause {
    case .size, .storedSize, .requestSize: true
    default: false
    }
  }

  /// Whether Kubernetes refuses a ConfigMap for its size, and takes the others.
  package var isTooLarge: Bool {
    switch cause {
    case .size(let size): size.bytes > SizeLimit.bytes
    case .storedSize, .requestSize: true
    default: false
    }
  }

  package enum NameKind: Sendable, Hashable { case configMap, namespace }

  package struct KeyClash: Sendable, Hashable {
    package let path: String
    /// The file that is written last, and so stays.
    package let otherPath: String
    package let key: String
    /// Of the ConfigMap.
    package let name: String

    package init(path: String, otherPath: String, key: String, name: String) {
      self.path = path
      self.otherPath = otherPath
      self.key = key
      self.name = name
    }
  }

  /// All sizes in bytes.
  package struct Size: Sendable, Hashable {
    /// Of the ConfigMap.
    package let name: String
    package let bytes: Int
    /// What it would have if all values were zipped; `nil` if they are.
    package let zipped: Int?
    /// The least number of partitions that leaves room in each; `nil` if none does.
    package let partitions: Partitions?
    /// Of the keys that weigh most.
    package let heaviest: [Int]

    package struct Partitions: Sendable, Hashable {
      package let count: Int
      /// What the fullest would have.
      package let largest: Int

      package init(count: Int, largest: Int) {
        self.count = count
        self.largest = largest
      }
    }

    package init(
      name: String,
      bytes: Int,
      zipped: Int?,
      partitions: Partitions?,
      heaviest: [Int]
    ) {
      self.name = name
      self.bytes = bytes
      self.zipped = zipped
      self.partitions = partitions
      self.heaviest = heaviest
    }
  }
}
