import DelimitedText
package import LinkModel
package struct RejectsCSV { private var w = DelimitedWriter(); package init() {}; package mutating func append(_ r: Reject) { w.record([r.file, String(r.line), r.reason, r.detail, String(decoding: r.raw, as: UTF8.self)]) }
package mutating func takeBytes() -> [UInt8] { defer { w.bytes = [] }; return w.bytes } }
