package import BacklinkExports
package import ByteStreams
package import HostLists
package import LinkModel

/// Reads exports as they are, without a judgement: for `convert` and `inspect`.
package struct ExportConversion {
  private let pack: RulePack
  private let formats: InputFormats
  private let sites: [String]
  private let layout: RecordLayout

  /// - Parameters:
  ///   - pack: The lists in use.
  ///   - formats: What inputs may be.
  ///   - sites: The user's sites, by which linked pages are known where columns do not say.
  ///   - fields: The fields to fill.
  package init(
    pack: RulePack, formats: InputFormats, sites: [String] = [],
    fields: some Sequence<Field> = Field.allCases
  ) {
    self.pack = pack
    self.formats = formats
    self.sites = sites
    layout = RecordLayout(fields)
  }

  /// Opens an export.
  package func open(
    _ input: TextInput, hosts: HostTable? = nil
  ) throws(ExportError) -> ExportReader {
    let table = hosts ?? HostTable(suffixes: pack.suffixes, lists: pack.hostLists)
    return try ExportReader(
      input, mappings: formats.mappings, layout: layout, hosts: table, sites: sites)
  }

  /// Hands out all batches of an export, in the order of the file. It is read on a thread of its own, on
  /// which also `onReject` of the reader is called.
  package func forEachBatch(
    of reader: ExportReader, _ body: (inout RecordBatch) throws -> Void
  ) throws {
    let feed = BatchFeed(reader, layout: layout)
    defer { feed.stop() }
    while var batch = try feed.next() {
      try body(&batch)
      feed.reuse(batch)
    }
  }
}
