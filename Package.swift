// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: strict, and the same everywhere.
let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableExperimentalFeature("Lifetimes"),
  .treatAllWarnings(as: .error),
]

/// The Swift targets from the lowest layer to the highest; a target imports only targets above it in this list.
/// docs/architecture.md draws the layers, and a test checks the direction.
let layers: [(name: String, imports: [Target.Dependency])] = [
  ("ByteStreams", ["CZlib", .target(name: "CISAL", condition: .when(traits: ["ISAL"]))]),
  ("ByteKeys", []),
  ("DelimitedText", ["CByteMasks"]),
  ("JSONText", []),
  ("OutputText", []),
  ("WebAddress", ["CICU"]),
  ("CalendarTime", []),
  ("FoldedText", ["CICU"]),
  ("NearestName", []),
  ("YAMLDocument", ["CYAML", "NearestName"]),
  ("CommandLineKit", ["NearestName"]),
  ("LinkModel", ["CalendarTime"]),
  ("TextMatching", ["FoldedText", "ByteKeys"]),
  ("HostLists", ["ByteKeys", "NearestName", "WebAddress", "YAMLDocument", "LinkModel"]),
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
  (
    "LinkProfile",
    [
      "ByteKeys", "WebAddress", "CalendarTime", "FoldedText", "LinkModel", "TextMatching",
      "HostLists",
    ]
  ),
  ("LinkSafety", ["WebAddress", "LinkModel", "HostLists"]),
  ("DisavowFile", ["WebAddress"]),
  (
    "LinkRules",
    [
      "ByteKeys", "WebAddress", "CalendarTime", "NearestName", "YAMLDocument", "LinkModel",
      "TextMatching", "HostLists", "LinkProfile", "LinkSafety",
    ]
  ),
  (
    "LinkLedger",
    [
      "CSQLite", "ByteStreams", "ByteKeys", "CalendarTime", "LinkModel", "HostLists",
      "LinkProfile", "ReferrerLogs",
    ]
  ),
  ("LinkReports", ["CReportPage", "DelimitedText", "OutputText", "CalendarTime", "LinkModel"]),
  (
    "BacklinkAudit",
    [
      "CBuiltIn", "ByteStreams", "ByteKeys", "OutputText", "WebAddress", "CalendarTime",
      "YAMLDocument",
      "LinkModel", "TextMatching", "HostLists", "BacklinkExports", "ReferrerLogs", "LinkProfile",
      "LinkSafety", "DelimitedText",
      "DisavowFile", "LinkRules", "LinkLedger", "LinkReports",
    ]
  ),
  (
    "BacklinksCommands",
    [
      "ByteStreams", "DelimitedText", "OutputText", "CalendarTime", "WebAddress", "YAMLDocument",
      "CommandLineKit", "LinkModel", "HostLists", "BacklinkExports", "ReferrerLogs",
      "LinkSafety", "DisavowFile", "LinkRules", "LinkLedger", "LinkReports", "BacklinkAudit",
      "NearestName",
    ]
  ),
]

/// What the tests of some layers need beside the layer: oracles to compare our answers with, files that fail, the
/// program.
let testHelpers: [String: [Target.Dependency]] = [
  "WebAddress": ["CPSL"], "BacklinkAudit": ["CFaultyFiles"], "BacklinksCommands": ["backlinks"],
]

let package = Package(
  name: "backlinks",
  products: [
    .executable(name: "backlinks", targets: ["backlinks"]),
    .library(name: "BacklinkAudit", targets: ["BacklinkAudit"]),
    .library(name: "DisavowFile", targets: ["DisavowFile"]),
    .library(name: "DelimitedText", targets: ["DelimitedText"]),
  ],
  traits: [
    .trait(
      name: "ISAL", description: "Inflate gzip with Intel ISA-L, 3 to 6 times faster than zlib")
  ],
  targets: [
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"]), .brew(["isa-l"])]),
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(
      name: "CICULibrary", pkgConfig: "icu-i18n",
      providers: [.apt(["libicu-dev"]), .brew(["icu4c"])]),
    // Only the tests of WebAddress ask it: the oracle of the suffix list.
    .systemLibrary(
      name: "CPSL", path: "Tests/CPSL", pkgConfig: "libpsl",
      providers: [.apt(["libpsl-dev"]), .brew(["libpsl"])]),
    .target(name: "CICU", dependencies: ["CICULibrary"]),
    .target(name: "CByteMasks"),
    .target(name: "CBuiltIn", exclude: ["rules.pack"]),
    .target(name: "CReportPage", exclude: ["page"]),
    .executableTarget(
      name: "backlinks", dependencies: ["BacklinksCommands", "ByteStreams"], swiftSettings: strict),
  ]
    + layers.map { .target(name: $0.name, dependencies: $0.imports, swiftSettings: strict) }
    + [
      .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: strict),
      .target(name: "CFaultyFiles", dependencies: ["CSQLite"], path: "Tests/CFaultyFiles"),
    ]
    + layers.map {
      .testTarget(
        name: $0.name + "Tests",
        dependencies: [.target(name: $0.name), "SeededRandom"] + $0.imports
          + (testHelpers[$0.name] ?? []),
        swiftSettings: strict)
    },
  swiftLanguageModes: [.v6]
)

// A benchmark of the rules alone; it reaches into the targets, so it stands in this package, and only when
// it is asked for.
if Context.environment["BACKLINKS_BENCHMARK"] != nil {
  package.targets.append(
    .executableTarget(
      name: "match",
      dependencies: [
        "ByteStreams", "CalendarTime", "HostLists", "LinkModel", "LinkRules", "TextMatching",
        "BacklinkAudit",
      ], path: "Benchmarks/Sources/match", swiftSettings: strict))
}
