// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets for everything that reads hostile bytes. A package of its own: they have no main without
// libFuzzer, so nothing else could be linked beside them. The sources are the product's, through a link, so
// that what is not public can be reached.

let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
]

/// The targets of the product that are fuzzed, and what they import.
let product: [(name: String, imports: [Target.Dependency])] = [
  ("ByteStreams", ["CZlib"]),
  ("ByteKeys", []),
  ("DelimitedText", ["CByteMasks"]),
  ("JSONText", []),
  ("OutputText", []),
  ("WebAddress", ["CICU"]),
  ("CalendarTime", []),
  ("NearestName", []),
  ("YAMLDocument", ["CYAML", "NearestName"]),
  ("LinkModel", ["CalendarTime"]),
  ("HostLists", ["ByteKeys", "WebAddress", "YAMLDocument", "LinkModel"]),
  (
    "BacklinkExports",
    [
      "ByteStreams", "ByteKeys", "DelimitedText", "JSONText", "OutputText", "WebAddress",
      "CalendarTime", "YAMLDocument", "LinkModel", "HostLists",
    ]
  ),
  (
    "ReferrerLogs",
    [
      "ByteStreams", "ByteKeys", "JSONText", "CalendarTime", "WebAddress", "YAMLDocument",
      "LinkModel",
    ]
  ),
]

/// The fuzz targets, and what each puts to the test.
let fuzzed: [(name: String, imports: [Target.Dependency])] = [
  ("csv", ["DelimitedText"]),
  ("utf16", ["ByteStreams"]),
  ("gzip", ["ByteStreams"]),
  ("zip", ["ByteStreams"]),
  ("json", ["JSONText"]),
  ("mapping", ["BacklinkExports", "YAMLDocument"]),
  ("log", ["ByteStreams", "LinkModel", "ReferrerLogs"]),
  ("logjson", ["ByteStreams", "LinkModel", "ReferrerLogs"]),
  ("logformat", ["ByteStreams", "LinkModel", "ReferrerLogs"]),
  ("export", ["BacklinkExports", "ByteStreams", "HostLists", "LinkModel", "WebAddress"]),
]

let package = Package(
  name: "backlinks-fuzz",
  targets: [
    .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CYAML", path: "Sources/CYAML", pkgConfig: "yaml-0.1"),
    .systemLibrary(name: "CICULibrary", path: "Sources/CICULibrary", pkgConfig: "icu-i18n"),
    .target(name: "CICU", dependencies: ["CICULibrary"], path: "Sources/CICU"),
    .target(name: "CByteMasks", path: "Sources/CByteMasks"),
  ]
    + product.map {
      .target(
        name: $0.name, dependencies: $0.imports, path: "Sources/\($0.name)", swiftSettings: strict)
    }
    + fuzzed.map {
      .executableTarget(
        name: "fuzz-\($0.name)", dependencies: $0.imports, path: "Targets/\($0.name)",
        swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
    },
  swiftLanguageModes: [.v6]
)
