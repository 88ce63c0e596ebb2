// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Views of the tree are read in every module; without this each access is a call.
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// For what takes little of the time that anybody waits: small code rather than fast code.
let settingsForSize: [SwiftSetting] =
  settings + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

/// What works on files alone, and its tests.
let fileTargets: [Target] = [
  .systemLibrary(
    name: "CLibYAML",
    pkgConfig: "yaml-0.1",
    providers: [.apt(["libyaml-dev"])]
  ),
  .systemLibrary(
    name: "CZlib",
    pkgConfig: "zlib",
    providers: [.apt(["zlib1g-dev"])]
  ),
  .target(
    name: "CRE2",
    linkerSettings: [.linkedLibrary("re2")]
  ),
  .target(name: "CBulkMemory"),
  .target(name: "CProcess"),
  .target(name: "CBuild"),
  .target(
    name: "Machine",
    dependencies: ["CBulkMemory"],
    swiftSettings: settings
  ),
  .target(name: "Formats", swiftSettings: settings),
  .target(name: "Diagnostics", dependencies: ["Machine"], swiftSettings: settings),
  .target(name: "GoFormats", dependencies: ["CRE2"], swiftSettings: settingsForSize),
  .target(
    name: "YAML",
    dependencies: ["CLibYAML", "Diagnostics", "Formats", "Machine"],
    swiftSettings: settings
  ),
  .target(
    name: "Schema",
    dependencies: ["Diagnostics", "Machine", "YAML"],
    swiftSettings: settings
  ),
  .target(
    name: "Files",
    dependencies: ["CProcess", "CZlib", "Machine"],
    swiftSettings: settings
  ),
  .target(
    name: "Kubernetes",
    dependencies: ["YAML"],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "CEL",
    dependencies: ["Formats", "GoFormats", "Kubernetes", "YAML"],
    swiftSettings: settings
  ),
  .target(
    name: "Prow",
    dependencies: [
      "Diagnostics", "Files", "Formats", "GoFormats", "Kubernetes", "Machine", "Schema",
      "YAML",
    ],
    swiftSettings: settings
  ),
  .target(
    name: "Scheduling",
    dependencies: ["Diagnostics", "GoFormats", "Kubernetes", "Prow", "YAML"],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "Configs",
    dependencies: ["Diagnostics", "Files", "Kubernetes", "Machine", "Prow", "Schema", "YAML"],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "Linting",
    dependencies: [
      "Configs", "Diagnostics", "GoFormats", "Kubernetes", "Machine", "Prow", "Schema", "YAML",
    ],
    swiftSettings: settings
  ),
  .target(
    name: "Rendering",
    dependencies: [
      "Diagnostics", "Formats", "GoFormats", "Kubernetes", "Machine", "Prow", "Schema", "YAML",
    ],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "ConfigMaps",
    dependencies: [
      "Diagnostics", "Files", "Formats", "GoFormats", "Kubernetes", "Machine", "Prow", "YAML",
    ],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "Policies",
    dependencies: [
      "CEL", "ConfigMaps", "Configs", "Diagnostics", "Files", "Formats", "GoFormats", "Machine",
      "Prow", "Rendering", "Schema", "YAML",
    ],
    swiftSettings: settings
  ),
  .target(
    name: "JobDiff",
    dependencies: ["Configs", "Diagnostics", "Files", "Formats", "Machine", "Prow", "YAML"],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "Analysis",
    dependencies: [
      "ConfigMaps", "Configs", "Diagnostics", "Files", "Kubernetes", "Linting", "Machine",
      "Policies", "Prow", "YAML",
    ],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "Reviewing",
    dependencies: [
      "Analysis", "ConfigMaps", "Configs", "Diagnostics", "Files", "JobDiff", "Linting", "Machine",
      "Prow", "YAML",
    ],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "Reporting",
    dependencies: [
      "Analysis", "ConfigMaps", "Configs", "Diagnostics", "Files", "Formats", "GoFormats",
      "JobDiff", "Kubernetes", "Linting", "Machine", "Policies", "Prow", "Rendering", "Reviewing",
      "Scheduling", "Schema", "YAML",
    ],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "Catalogue",
    dependencies: [
      "Analysis", "ConfigMaps", "Configs", "Diagnostics", "Formats", "GoFormats", "Kubernetes",
      "Linting", "Machine", "Prow", "Rendering", "Reporting", "Reviewing", "Scheduling", "YAML",
    ],
    swiftSettings: settings
  ),
  .target(
    name: "LanguageServer",
    dependencies: [
      "Analysis", "Configs", "Diagnostics", "Files", "Formats", "GoFormats", "Prow", "Reporting",
    ],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "CommandSupport",
    dependencies: [
      "CBuild", "Formats", "Schema",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "JobCommands",
    dependencies: [
      "Analysis", "CommandSupport", "Configs", "Diagnostics", "Files", "Formats", "GoFormats",
      "Linting", "Machine", "Prow", "Rendering", "Reporting", "Schema", "YAML",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    swiftSettings: settingsForSize
  ),
  .executableTarget(
    name: "plimsoll",
    dependencies: [
      "Analysis", "CEL", "Catalogue", "CommandSupport", "ConfigMaps", "Configs", "Diagnostics",
      "Files", "Formats", "GoFormats", "JobCommands", "JobDiff", "Kubernetes", "LanguageServer",
      "Linting",
      "Machine",
      "Policies", "Prow", "Rendering", "Reporting", "Reviewing", "Scheduling", "Schema", "YAML",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    swiftSettings: settingsForSize
  ),
  .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
  .testTarget(
    name: "MachineTests",
    dependencies: ["Machine"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "FormatsTests",
    dependencies: ["Formats"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "ConfigsTests",
    dependencies: ["Configs", "Diagnostics", "Files", "Prow", "TestSupport", "YAML"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "AnalysisTests",
    dependencies: [
      "Analysis", "ConfigMaps", "Configs", "Diagnostics", "Files", "JobDiff", "Linting", "Prow",
      "Reporting", "TestSupport", "YAML",
    ],
    swiftSettings: settings
  ),
  .testTarget(
    name: "JobDiffTests",
    dependencies: ["Configs", "Diagnostics", "Files", "JobDiff", "Prow"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "FilesTests",
    dependencies: ["Files", "TestSupport"],
    swiftSettings: settings
  ),
  .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
  .testTarget(
    name: "GoFormatsTests",
    dependencies: ["GoFormats", "TestSupport"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "YAMLTests",
    dependencies: ["Diagnostics", "Formats", "TestSupport", "YAML"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "SchemaTests",
    dependencies: ["Diagnostics", "Schema", "YAML"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "KubernetesTests",
    dependencies: ["Diagnostics", "Kubernetes", "Schema", "YAML"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "CELTests",
    dependencies: ["CEL", "Formats", "Kubernetes", "TestSupport", "YAML"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "ProwTests",
    dependencies: ["Configs", "Diagnostics", "Files", "GoFormats", "Prow", "TestSupport", "YAML"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "SchedulingTests",
    dependencies: [
      "Configs", "Diagnostics", "GoFormats", "Prow", "Scheduling", "TestSupport", "YAML",
    ],
    swiftSettings: settings
  ),
  .testTarget(
    name: "LintingTests",
    dependencies: [
      "Analysis", "Configs", "Diagnostics", "Formats", "Linting", "Prow", "Reporting",
      "TestSupport", "YAML",
    ],
    exclude: ["Fixtures"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "PoliciesTests",
    dependencies: [
      "Analysis", "Configs", "Diagnostics", "Files", "Linting", "Policies", "Prow", "Reporting",
      "TestSupport", "YAML",
    ],
    swiftSettings: settings
  ),
  .testTarget(
    name: "ConfigMapsTests",
    dependencies: [
      "ConfigMaps", "Diagnostics", "Files", "Formats", "GoFormats", "Kubernetes", "Linting", "Prow",
      "TestSupport", "YAML",
    ],
    swiftSettings: settings
  ),
  .testTarget(
    name: "RenderingTests",
    dependencies: ["Diagnostics", "Formats", "Prow", "Rendering", "YAML"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "ReportingTests",
    dependencies: [
      "Analysis", "Configs", "Diagnostics", "Formats", "Linting", "Prow", "Reporting", "YAML",
    ],
    swiftSettings: settings
  ),
  .testTarget(
    name: "LanguageServerTests",
    dependencies: [
      "Analysis", "Configs", "Diagnostics", "Files", "Formats", "LanguageServer", "Prow",
      "TestSupport",
      "YAML",
    ],
    swiftSettings: settings
  ),
  .testTarget(
    name: "ReviewingTests",
    dependencies: [
      "Analysis", "Configs", "Diagnostics", "Files", "Formats", "JobDiff", "Reporting", "Reviewing",
    ],
    swiftSettings: settings
  ),
  .testTarget(
    name: "plimsollTests",
    dependencies: ["TestSupport", "plimsoll"],
    exclude: ["Fixtures"],
    swiftSettings: settings
  ),
]

/// What speaks to clusters and to GitHub, and its tests.
let clusterTargets: [Target] = [
  .systemLibrary(
    name: "CSQLite",
    pkgConfig: "sqlite3",
    providers: [.apt(["libsqlite3-dev"])]
  ),
  .target(
    name: "SQLite",
    dependencies: ["CSQLite"],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "Cluster",
    dependencies: [
      "Diagnostics", "Files", "Formats", "Machine", "YAML",
      .product(name: "AsyncHTTPClient", package: "async-http-client"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
      .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOSSL", package: "swift-nio-ssl"),
    ],
    swiftSettings: settings
  ),
  .target(
    name: "Registries",
    dependencies: [
      "Cluster", "Files", "Formats", "Prow",
      .product(name: "AsyncHTTPClient", package: "async-http-client"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
    ],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "Updater",
    dependencies: [
      "Analysis", "Cluster", "ConfigMaps", "Configs", "Diagnostics", "Files", "Formats",
      "GoFormats", "Kubernetes", "Prow", "Registries", "SQLite", "Schema", "YAML",
      .product(name: "AsyncHTTPClient", package: "async-http-client"),
      .product(name: "Crypto", package: "swift-crypto"),
      .product(name: "CryptoExtras", package: "swift-crypto"),
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "HummingbirdCore", package: "hummingbird"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
      .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      .product(name: "UnixSignals", package: "swift-service-lifecycle"),
    ],
    swiftSettings: settings
  ),
  .target(
    name: "Running",
    dependencies: ["Cluster", "Formats"],
    swiftSettings: settingsForSize
  ),
  .executableTarget(
    name: "plimsoll-updater",
    dependencies: [
      "Analysis", "Cluster", "CommandSupport", "ConfigMaps", "Configs", "Diagnostics", "Files",
      "Formats", "JobCommands", "Kubernetes", "Linting", "Machine", "Prow", "Registries",
      "Rendering", "Reporting", "Reviewing", "Running", "Updater", "YAML",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "UnixSignals", package: "swift-service-lifecycle"),
    ],
    swiftSettings: settingsForSize
  ),
  .target(
    name: "ClusterDouble",
    dependencies: [
      "Cluster", "Diagnostics", "Formats", "YAML", .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
      .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOSSL", package: "swift-nio-ssl"),
    ],
    path: "Tests/ClusterDouble",
    swiftSettings: settings
  ),
  .executableTarget(
    name: "cluster-double",
    dependencies: ["ClusterDouble"],
    path: "Tests/ClusterDoubleServer",
    swiftSettings: settings
  ),
  .testTarget(
    name: "SQLiteTests",
    dependencies: ["SQLite", "TestSupport"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "ClusterTests",
    dependencies: [
      "Cluster", "ClusterDouble", "Formats", "TestSupport",
      .product(name: "NIOSSL", package: "swift-nio-ssl"),
    ],
    swiftSettings: settings
  ),
  .testTarget(
    name: "RunningTests",
    dependencies: ["Cluster", "ClusterDouble", "Formats", "Running", "TestSupport"],
    swiftSettings: settings
  ),
  .testTarget(
    name: "UpdaterTests",
    dependencies: [
      "Analysis", "Cluster", "ClusterDouble", "ConfigMaps", "Configs", "Diagnostics", "Files",
      "Formats", "Machine", "Prow", "Registries", "TestSupport", "Updater", "plimsoll-updater",
      .product(name: "AsyncHTTPClient", package: "async-http-client"),
      .product(name: "Crypto", package: "swift-crypto"),
      .product(name: "CryptoExtras", package: "swift-crypto"),
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
      .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    ],
    swiftSettings: settings
  ),
]

/// Only the program for clusters speaks HTTP and keeps a journal.
let clusterPackages: [Package.Dependency] = [
  .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
  .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
  .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
  .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
]

// Those packages take minutes to build: script/test NAME leaves them out where it can.
let isWhole = Context.environment["PLIMSOLL_WITHOUT_CLUSTERS"] == nil

let package = Package(
  name: "plimsoll",
  products: [.executable(name: "plimsoll", targets: ["plimsoll"])]
    + (isWhole ? [.executable(name: "plimsoll-updater", targets: ["plimsoll-updater"])] : []),
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ] + (isWhole ? clusterPackages : []),
  targets: fileTargets + (isWhole ? clusterTargets : []),
  cxxLanguageStandard: .cxx17
)
