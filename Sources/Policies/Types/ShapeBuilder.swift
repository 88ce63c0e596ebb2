internal import CEL
internal import Prow
internal import Schema

/// Makes the types of expressions from the tables of Prow's fields.
///
/// A type that is used below itself, such as one of a JSON Schema, is anything there.
struct ShapeBuilder {
  private var known: [String: ObjectShape] = [:]
  private var open: Set<String> = []
  private let labels: [String: Int]
  private let catalog: Catalog

  init(_ schema: CompiledCatalog) {
    catalog = schema.catalog
    labels = Dictionary(
      schema.names.enumerated().map { ($1, $0) }
    ) { first, _ in first }
  }

  /// A field that only expressions have.
  struct Extra {
    let name: String
    let tag: Int
    let shape: FieldShape
    let documentation: String
  }

  /// The type of a mapping.
  ///
  /// - Parameters:
  ///   - types: Its types in the tables; the fields of all of them, for jobs of any kind.
  ///   - name: What expressions and docs call it.
  ///   - extras: Fields besides those of the tables.
  /// - Returns: The type and its fields.
  mutating func object(_ types: [String], name: String, extras: [Extra] = []) -> ObjectShape {
    if let shape = known[name] { return shape }
    open.insert(name)
    defer { open.remove(name) }
    var fields: [String: CEL.ObjectType.Field] = [:]
    var shapes: [Int: FieldShape] = [:]
    var names: [Int: String] = [:]
    func add(_ field: String, _ tag: Int, _ shape: FieldShape, _ documentation: String) {
      guard fields[field] == nil else { return }
      fields[field] = CEL.ObjectType.Field(
        type: shape.type,
        tag: tag,
        doc: documentation
      )
      shapes[tag] = shape
      names[tag] = field
    }
    for type in types {
      for field in catalog.objects[type]?.fields ?? [] {
        guard let tag = labels[field.name] else { continue }
        add(field.name, tag, shape(field.type), field.documentation)
      }
    }
    for extra in extras { add(extra.name, extra.tag, extra.shape, extra.documentation) }
    let shape = ObjectShape(
      type: CEL.ObjectType(name: name, fields: fields),
      shapes: shapes,
      names: names
    )
    known[name] = shape
    return shape
  }

  private mutating func shape(_ type: FieldType) -> FieldShape {
    switch type {
    case .string, .scalar: .string
    case .bool: .bool
    case .int, .int32, .int64, .uint: .int
    case .float: .double
    case .any, .union: .any
    case .list(let element): .list(shape(element))
    case .map(let element): .map(shape(element))
    case .object(let name) where open.contains(name): .any
    case .object(let name): .object(object([name], name: name))
    }
  }
}

/// The types of what expressions see.
struct PolicyShapes: Sendable {
  let job: ObjectShape
  let spec: ObjectShape
  let container: ObjectShape
  let volume: ObjectShape
  let mount: ObjectShape
  let variable: ObjectShape
  let toleration: ObjectShape
  let preset: ObjectShape
  let config: ObjectShape
  let plugins: ObjectShape
  let protection: ObjectShape
  let tideQuery: ObjectShape
  let pod: ObjectShape

  static let all = PolicyShapes()

  /// The types that all others are below.
  var roots: [ObjectShape] {
    [
      job, container, volume, mount, variable, toleration, preset, config, plugins, protection,
      tideQuery, pod,
    ]
  }

  private init() {
    var builder = ShapeBuilder(ProwSchema.standard.catalog)
    container = builder.object(["Container"], name: "Container", extras: [.isInit])
    volume = builder.object(["Volume"], name: "Volume")
    mount = builder.object(["VolumeMount"], name: "VolumeMount")
    variable = builder.object(["EnvVar"], name: "EnvVar")
    toleration = builder.object(["Toleration"], name: "Toleration")
    // After the container, which has more fields than those of the tables.
    spec = builder.object(["PodSpec"], name: "PodSpec")
    preset = builder.object(["Preset"], name: "Preset", extras: ShapeBuilder.Extra.ofPreset)
    job = builder.object(
      ["Presubmit", "Postsubmit", "Periodic"],
      name: "Job",
      extras: ShapeBuilder.Extra.ofJob(preset)
    )
    config = builder.object(["Config"], name: "Config")
    plugins = builder.object(["Configuration"], name: "Plugins")
    protection = builder.object(["Policy"], name: "Protection", extras: [.outcome])
    tideQuery = builder.object(["TideQuery"], name: "TideQuery")
    pod = builder.object(["Pod"], name: "Pod")
  }
}

extension ObjectShape {
  static var job: ObjectShape { PolicyShapes.all.job }
  static var spec: ObjectShape { PolicyShapes.all.spec }
  static var container: ObjectShape { PolicyShapes.all.container }
  static var volume: ObjectShape { PolicyShapes.all.volume }
  static var mount: ObjectShape { PolicyShapes.all.mount }
  static var variable: ObjectShape { PolicyShapes.all.variable }
  static var toleration: ObjectShape { PolicyShapes.all.toleration }
  static var preset: ObjectShape { PolicyShapes.all.preset }
  static var protection: ObjectShape { PolicyShapes.all.protection }
  static var tideQuery: ObjectShape { PolicyShapes.all.tideQuery }
  static var pod: ObjectShape { PolicyShapes.all.pod }
}

extension ShapeBuilder.Extra {
  static let isInit = ShapeBuilder.Extra(
    name: "isInit",
    tag: ContainerTag.isInit.rawValue,
    shape: .bool,
    documentation: "Whether it is an init container."
  )

  static let outcome = ShapeBuilder.Extra(
    name: ProtectionTag.name,
    tag: ProtectionTag.outcome.rawValue,
    shape: .string,
    documentation: "What Prow makes of it: protected, unprotected, unmanaged or refused."
  )

  static let ofPreset = [
    ShapeBuilder.Extra(
      name: "file",
      tag: PresetTag.file.rawValue,
      shape: .string,
      documentation: "The file that defines it, from the root of the repository."
    ),
    ShapeBuilder.Extra(
      name: "line",
      tag: PresetTag.line.rawValue,
      shape: .int,
      documentation: "The line of that file on which it starts."
    ),
    // Jobs hold presets, so that the type of one can't hold the type of the other.
    ShapeBuilder.Extra(
      name: "jobs",
      tag: PresetTag.jobs.rawValue,
      shape: .list(.any),
      documentation: "The jobs that get it by their labels."
    ),
  ]

  static func ofJob(_ preset: ObjectShape) -> [ShapeBuilder.Extra] {
    func extra(_ name: JobTag, _ shape: FieldShape, _ documentation: String) -> Self {
      Self(name: "\(name)", tag: name.rawValue, shape: shape, documentation: documentation)
    }
    return [
      extra(.kind, .string, "presubmit, postsubmit or periodic."),
      extra(.repo, .string, "The repository that it is for, org/repo; empty for periodics."),
      extra(.org, .string, "The org of the repository; empty for periodics."),
      extra(.file, .string, "The file that it is written in, from the root of the repository."),
      extra(.line, .int, "The line of that file on which its name is."),
      extra(.written, .any, "The job as it is written, without defaults, presets and decoration."),
      extra(.presets, .list(.object(preset)), "The presets that its labels select."),
    ]
  }
}
