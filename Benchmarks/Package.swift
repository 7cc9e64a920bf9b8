// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "backlinks-benchmarks",
  targets: [
    .executableTarget(name: "generate", swiftSettings: strict),
    .executableTarget(name: "measure", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
