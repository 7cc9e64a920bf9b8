package enum SummaryMarkdown { package static func render(_ s: AuditSummary) -> [UInt8] { [] } }
package enum SummaryTerminal { package static func render(_ s: AuditSummary, width: Int, color: Bool) -> String { "\(s.verdicts)\n\(s.disavow)\n" } }
package struct PortfolioSummary { package init(_ s: [AuditSummary]) {}; package var json: [UInt8] { [] }; package var markdown: String { "" } }
