import BacklinkExports
import ByteKeys
import ByteStreams
import CalendarTime
import HostLists
import LinkLedger
import LinkModel

/// Reads exports into a ledger; an export that comes again changes nothing.
final class ExportIngest {
  private let ledger: Ledger
  private let hosts: HostTable
  private let formats: InputFormats
  private let options: IngestOptions
  private let placement: SitePlacement
  private let store: LinkStore
  private let checkpoints: CheckpointStore
  private let layout = RecordLayout(LinkStaging.fields + [.line])
  /// Exports that name no site, until the others are read.
  private var unplaced: [(reader: ExportReader, id: CheckpointStore.ExportID?)] = []
  private var sitesMet: Set<String> = []
  /// The file that was hashed last: an archive has many members.
  private var hashed: (path: String, size: Int, hash: Int64)?

  init(
    _ ledger: Ledger, hosts: HostTable, formats: InputFormats, _ options: IngestOptions,
    _ placement: SitePlacement
  ) throws(LedgerError) {
    self.ledger = ledger
    self.hosts = hosts
    self.formats = formats
    self.options = options
    self.placement = placement
    store = try LinkStore(ledger)
    checkpoints = try CheckpointStore(ledger)
  }

  /// Reads an export, or keeps it until the sites are known.
  func read(_ input: TextInput, path: String, _ ingest: Ingest) throws {
    let id = try id(of: input, path: path)
    if let id, try checkpoints.isKnown(id) {
      var result = IngestedInput(input.name)
      result.state = .known
      return ingest.finish(result, input, [])
    }
    let reader = try ExportReader(
      input, mappings: formats.mappings, layout: layout, hosts: hosts, sites: options.sites)
    reader.onReject = ingest.onReject
    if placement.namesSite(reader) {
      try read(reader, id, site: nil, ingest)
    } else {
      unplaced.append((reader, id))
    }
  }

  /// Reads the exports that name no site: they belong to the only one there is.
  func finishUnplaced(_ ingest: Ingest) -> Bool {
    for (reader, id) in unplaced {
      let name = reader.input.name
      do {
        let known =
          !options.sites.isEmpty
          ? options.sites : sitesMet.isEmpty ? try ledger.sites() : sitesMet.sorted()
        guard known.count == 1, let site = known.first else {
          throw ExportError.refused(
            "\(reader.shape.mapping.title) does not say which site is linked; "
              + "ingest it with one --site HOST")
        }
        try ingest.take { try read(reader, id, site: site, ingest) }
      } catch {
        ingest.note([Diagnostic(.error, file: name, clause(of: error, about: name))])
      }
      if ingest.ledgerError != nil { return false }
    }
    unplaced = []
    return true
  }

  private func read(
    _ reader: ExportReader, _ id: CheckpointStore.ExportID?, site placed: String?, _ ingest: Ingest
  ) throws {
    let input = reader.input
    let mapping = reader.shape.mapping
    var result = IngestedInput(input.name)
    result.format = mapping.name
    result.state = .new
    // A day that has not come is a mistake; zones may be a day ahead.
    let end = Moment(Day(rawValue: options.now.day.rawValue + 2)).rawValue
    let staging = try LinkStaging(ledger, layout: layout, hosts: hosts, end: end)
    var other = 0
    var own = 0
    var first = RecordBatch(layout: layout)
    if try reader.read(into: &first) {
      let site = placed ?? placement.site(ofFirst: first, reader)
      var finder = SiteFinder(default: site, sites: options.sites, own: options.own)
      var numbers: [Int?] = finder.sites.map { _ in nil }
      func take(_ batch: borrowing RecordBatch) throws(StreamError) {
        for row in 0..<batch.count {
          guard let site = finder.site(of: row, in: batch) else {
            other += 1
            continue
          }
          if finder.isOwn(row, in: batch, site: site) {
            own += 1
            continue
          }
          let number = numbers[site] ?? staging.number(ofSite: finder.sites[site])
          numbers[site] = number
          try staging.add(batch, row: row, site: number)
        }
      }
      try take(first)
      let feed = BatchFeed(reader, layout: layout)
      defer { feed.stop() }
      while let batch = try feed.next() {
        try take(batch)
        feed.reuse(batch)
        if ingest.isStoppedEarly { break }
      }
    }
    if ingest.isStoppedEarly { return }
    var counts = reader.counts
    counts.used -= own + other
    if own > 0 { counts.skipped["internal"] = own }
    if other > 0 { counts.skipped["other target"] = other }
    result.counts = counts
    sitesMet.formUnion(staging.sites)
    let delivery = Delivery(
      tool: mapping.tool, report: mapping.report, day: day(of: input, staging).rawValue,
      isWhole: isWhole(reader, counts))
    let isDone = try store.apply(
      staging, delivery, isStopped: { ingest.isStoppedEarly },
      end: { () throws(LedgerError) in
        if let id, !input.isDamaged { try checkpoints.put(id, name: input.name) }
      })
    if isDone { ingest.finish(result, input, reader.diagnostics) }
  }

  /// Whether a link that is not in the export is lost.
  private func isWhole(_ reader: ExportReader, _ counts: InputCounts) -> Bool {
    let mapping = reader.shape.mapping
    return mapping.grain == .link && !mapping.isSample && !reader.input.isDamaged
      && counts.rejected.isEmpty && mapping.caps?.contains(counts.total) != true
  }

  /// The day of an export: the newest that its name or a row has, else that of its file, else today.
  private func day(of input: TextInput, _ staging: LinkStaging) -> Day {
    let today = options.now.day
    let named = FileName.day(of: input.name).flatMap { $0 > today ? nil : $0 }
    let newest = staging.newest.map { Moment(rawValue: $0).day }
    return [named, newest].compactMap { $0 }.max()
      ?? input.modified.map { Moment(seconds: Int64($0)).day } ?? today
  }

  // MARK: Known exports

  /// What an export is known by; nil for standard input.
  private func id(
    of input: TextInput, path: String
  ) throws(StreamError) -> CheckpointStore.ExportID? {
    if path == "-" { return nil }
    if hashed?.path != path {
      let file = try FileSource(path: path)
      guard file.size != nil else { return nil }
      let (size, hash) = try ContentHash.ofAll(file)
      hashed = (path, size, hash)
    }
    guard let hashed else { return nil }
    let scope = options.sites + ["|"] + options.own + ["|", options.format ?? ""]
    return CheckpointStore.ExportID(
      size: hashed.size, hash: hashed.hash, member: String(input.name.dropFirst(path.count)),
      scope: scope.joined(separator: " "))
  }
}
