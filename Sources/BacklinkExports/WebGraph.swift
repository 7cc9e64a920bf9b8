package import ByteStreams
import DelimitedText
package import LinkModel

/// Joins the files of a web graph to a table of the hosts that link to the user's sites.
///
/// The vertices are read twice and the edges once; only the numbers of hosts that link to a site are held.
/// The table has a header, which a mapping knows, and is made while it is read.
package final class WebGraph {
  /// What one file of a graph holds.
  package enum Part: Sendable {
    case vertices, edges
  }

  private static let header = "linking_host\tlinked_host\n"
  private static let shownRejects = 3

  /// Where the lines that the table does not have ended.
  package private(set) var counts = InputCounts()
  /// Problems worth showing: the first ones.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Is handed every line that could not be used.
  package var onReject: ((Reject) -> Void)?
  /// A file was damaged.
  package private(set) var isDamaged = false

  private var vertices: [String] = []
  private var edges: [String] = []
  /// The hosts of the sites by their numbers.
  private var targets: [UInt64: [UInt8]] = [:]
  /// The numbers of the targets that each source links to.
  private var links: [UInt64: Set<UInt64>] = [:]

  // What is left of the table.
  private var pending: [UInt8] = []
  private var pendingStart = 0
  private var unread: ArraySlice<String> = []
  private var open: GraphLines?

  /// A graph without files.
  package init() {}

  /// There is no file.
  package var isEmpty: Bool { vertices.isEmpty && edges.isEmpty }

  /// What messages call the graph.
  package var name: String { (vertices + edges).joined(separator: " + ") }

  /// Adds a file when it is part of a graph; false when it is not, or cannot be read again.
  package func add(path: String, _ input: TextInput) throws(StreamError) -> Bool {
    guard input.name == path, input.identity != nil else { return false }
    let head = try input.peek()
    switch GraphFile.part(head.span) {
    case .vertices: vertices.append(path)
    case .edges: edges.append(path)
    case nil: return false
    }
    return true
  }

  /// The links from other hosts to hosts at or below the sites, as the text of a table.
  ///
  /// - Throws: ``ExportError`` when files are missing, or the graph does not know the sites.
  package func table(of sites: [String]) throws(ExportError) -> TextInput {
    guard let anyVertices = vertices.first else { throw .refused(GraphFile.refusal(of: .edges)) }
    guard !edges.isEmpty else { throw .refused(GraphFile.refusal(of: .vertices)) }
    guard !sites.isEmpty else {
      throw .refused("a web graph names millions of sites; name yours with --site")
    }
    do throws(StreamError) {
      try findTargets(sites)
      if !targets.isEmpty {
        try findLinks()
        unread = vertices[...]
        pending = Array(WebGraph.header.utf8)
        return try TextInput(self, name: name)
      }
    } catch {
      throw .stream(error)
    }
    throw .refused(
      "no vertex of \(anyVertices) is at or below \(sites.joined(separator: ", ")); a graph of domains "
        + "has no hosts such as www.shop.example")
  }

  private func findTargets(_ sites: [String]) throws(StreamError) {
    let reversed = sites.map { WebGraph.reversed(Array($0.utf8)[...]) }
    for path in vertices {
      let lines = try GraphLines(path)
      while try lines.next() {
        let text = lines.text
        let bytes = text.span
        for record in lines.index.records where record.end > record.start {
          guard let vertex = GraphFile.vertex(record, lines.index, bytes) else {
            reject(record, lines, "not-a-vertex", "no line of a number and a reversed host")
            continue
          }
          let host = bytes.extracting(vertex.host)
          if reversed.contains(where: { WebGraph.isHost(host, atOrBelow: $0) }) {
            targets[vertex.number] = WebGraph.reversed(text[vertex.host])
          }
        }
      }
      close(lines)
    }
  }

  private func findLinks() throws(StreamError) {
    var (internalLinks, otherLinks) = (0, 0)
    for path in edges {
      let lines = try GraphLines(path)
      while try lines.next() {
        let text = lines.text
        let bytes = text.span
        for record in lines.index.records where record.end > record.start {
          guard let edge = GraphFile.edge(record, lines.index, bytes) else {
            reject(record, lines, "not-an-edge", "no line of two numbers")
            continue
          }
          if targets[edge.to] == nil {
            otherLinks += 1
          } else if targets[edge.from] != nil {
            internalLinks += 1
          } else {
            links[edge.from, default: []].insert(edge.to)
          }
        }
      }
      close(lines)
    }
    if otherLinks > 0 { counts.skipped["other target"] = otherLinks }
    if internalLinks > 0 { counts.skipped["internal"] = internalLinks }
  }

  private func reject(
    _ record: RecordIndex.Record, _ lines: GraphLines, _ reason: String, _ detail: String
  ) {
    counts.rejected[reason, default: 0] += 1
    if counts.rejected[reason, default: 0] <= WebGraph.shownRejects {
      diagnostics.append(
        Diagnostic(.warning, file: lines.path, line: record.line, "\(detail); line skipped"))
    }
    onReject?(
      Reject(
        file: lines.path, line: record.line, reason: reason, detail: detail,
        raw: Array(lines.text[record.start..<record.end].prefix(1 << 16))))
  }

  /// Notes what was wrong with a file that was read to its end.
  private func close(_ lines: GraphLines) {
    for note in lines.input.notes where note.severity != .info {
      let level: Diagnostic.Level = note.severity == .error ? .error : .warning
      diagnostics.append(Diagnostic(level, file: lines.path, note.message))
    }
    isDamaged = isDamaged || lines.input.isDamaged
  }

  /// `com.example.www` of `www.example.com`, and the other way round.
  private static func reversed(_ host: ArraySlice<UInt8>) -> [UInt8] {
    let labels = host.split(separator: 0x2E, omittingEmptySubsequences: false)
    return Array(labels.reversed().joined(separator: [0x2E]))
  }

  /// Whether a reversed host is `parent`, reversed too, or below it.
  private static func isHost(_ host: Span<UInt8>, atOrBelow parent: [UInt8]) -> Bool {
    guard host.count >= parent.count else { return false }
    for offset in parent.indices where host[offset] != parent[offset] { return false }
    return host.count == parent.count || host[parent.count] == 0x2E
  }
}

extension WebGraph: ByteSource {
  package func read(into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int {
    while pendingStart == pending.count {
      guard try makeRows() else { return 0 }
    }
    let count = min(buffer.count, pending.count - pendingStart)
    for offset in 0..<count { buffer[offset] = pending[pendingStart + offset] }
    pendingStart += count
    return count
  }

  /// Makes rows of the next vertices; false after the last.
  private func makeRows() throws(StreamError) -> Bool {
    pending.removeAll(keepingCapacity: true)
    pendingStart = 0
    if open == nil {
      guard let path = unread.popFirst() else {
        noteUnknownNumbers()
        return false
      }
      open = try GraphLines(path)
    }
    guard let lines = open, try lines.next() else {
      open = nil
      return true
    }
    let text = lines.text
    let bytes = text.span
    for record in lines.index.records {
      // A number stands for one host: what has its row needs none again.
      guard let vertex = GraphFile.vertex(record, lines.index, bytes),
        let numbers = links.removeValue(forKey: vertex.number)
      else { continue }
      for number in numbers.sorted() {
        pending += WebGraph.reversed(text[vertex.host])
        pending.append(0x09)
        pending += targets[number] ?? []
        pending.append(0x0A)
      }
    }
    return true
  }
}

extension WebGraph {
  /// Counts the links from numbers that no vertex has.
  private func noteUnknownNumbers() {
    guard !links.isEmpty else { return }
    counts.rejected["unknown-number"] = links.values.reduce(0) { $0 + $1.count }
    diagnostics.append(
      Diagnostic(
        .warning, file: edges.joined(separator: " + "),
        "\(links.count) numbers of linking hosts are in no vertices file; are all files given?"))
    links = [:]
  }
}

/// The lines of one file of a graph, a chunk at a time.
private final class GraphLines {
  private static let chunkSize = 1 << 20

  let path: String
  let input: TextInput
  /// What ``index`` is about.
  private(set) var text: [UInt8] = []
  private(set) var index = RecordIndex()
  private var scanner = RecordScanner(dialect: GraphFile.dialect)
  private var used = 0
  private var isAtEnd = false

  init(_ path: String) throws(StreamError) {
    self.path = path
    input = try TextInput(opening: path, decoding: .bytes)
  }

  /// Goes on to the next lines; false after the last.
  func next() throws(StreamError) -> Bool {
    guard !isAtEnd else { return false }
    text.removeSubrange(..<used)
    index.removeAll()
    isAtEnd = try ExportReader.fill(&text, from: input, upTo: text.count + GraphLines.chunkSize)
    let bytes = text
    used = scanner.scan(bytes.span, isLast: isAtEnd, into: &index)
    return true
  }
}
