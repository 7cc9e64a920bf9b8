/// A file as UTF-8 text: opened, unpacked, decoded.
///
/// File, container, gzip (also gzip in gzip, once), byte order mark, UTF-16: each is found by
/// content. Plain UTF-8 is read straight into the caller's buffer. Bytes that are not valid UTF-8
/// are left as they are, unless Windows-1252 is decided.
package final class TextInput: ByteSource {
  /// Whether bytes that are not UTF-8 may be taken for Windows-1252.
  package enum Decoding: Sendable {
    /// An export: Windows-1252 is decided when the first 64 KiB look like it.
    case text
    /// A log, or not known yet: bytes stay unless ``TextInput/decodeAsWindows1252()`` is called.
    case bytes
  }

  /// How many bytes of text are looked at before anything is decided.
  package static let headLength = 1 << 16

  /// The path as given, or "standard input".
  package let name: String
  /// What the bytes of the file are in.
  package let container: Container
  /// What the text is encoded in, as far as it is decided.
  package private(set) var encoding: TextEncoding
  /// Which file this is; `nil` for what is not an ordinary file.
  package let identity: FileIdentity?
  /// The size of the file in bytes, packed as it is; `nil` for what is not an ordinary file.
  package let size: Int?
  /// When the file was last changed, in seconds since 1970; `nil` as `size`.
  package let modified: Int?

  private let file: any ByteSource
  private let raw: PrefixedSource
  private let gzips: [GzipSource]
  private let member: ZipMemberSource?
  private var transcoder: TranscodingSource?
  private var ownNotes: [StreamNote] = []

  /// The text from `headPosition` on, before what `rest` gives.
  private var head: [UInt8]
  private var headPosition = 0
  private var rest: any ByteSource

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: A file; "-" is standard input.
  ///   - decoding: Whether Windows-1252 may be guessed.
  /// - Throws: ``StreamError``: cannot be opened or read, is a directory, or is refused.
  package convenience init(
    opening path: String, decoding: Decoding = .text
  ) throws(StreamError) {
    let file = path == "-" ? try FileSource.standardInput() : try FileSource(path: path)
    try self.init(file, name: file.name, decoding: decoding)
  }

  /// Reads the text that `source` holds.
  ///
  /// - Parameters:
  ///   - source: The bytes of the file.
  ///   - name: What messages call it.
  ///   - decoding: Whether Windows-1252 may be guessed.
  /// - Throws: ``StreamError``: cannot be read, or is refused.
  package init(
    _ source: any ByteSource, name: String, decoding: Decoding = .text
  ) throws(StreamError) {
    self.name = name
    self.file = source
    let file = source as? FileSource
    identity = file?.identity
    size = file?.size
    modified = file?.modified
    member = source as? ZipMemberSource

    var bytes = try source.readHead(TextInput.headLength)
    let found = Container.sniff(bytes.span)
    container = member != nil && found == .plain ? .zip : found
    if bytes.isEmpty {
      ownNotes.append(StreamNote(.info, .emptyInput, "the file is empty"))
    }
    raw = PrefixedSource(bytes, before: source)
    var current: any ByteSource = raw
    var gzips: [GzipSource] = []
    while let gzip = try TextInput.unpack(bytes, from: current, level: gzips.count, name: name) {
      gzips.append(gzip)
      bytes = try gzip.readHead(TextInput.headLength)
      current = PrefixedSource(bytes, before: gzip)
    }
    self.gzips = gzips
    if container == .gzipAfterMark {
      ownNotes.append(
        StreamNote(.warning, .byteOrderMarkBeforeGzip, "3 bytes before the gzip data skipped"))
    }
    if gzips.count > 1 {
      ownNotes.append(StreamNote(.info, .nestedGzip, "gzip data in gzip data; both unpacked"))
    }

    encoding = TextEncoding.detect(bytes.span)
    if encoding == .utf32 { throw .refusedEncoding(encoding, name: name) }
    _ = try current.readHead(encoding.markLength)
    if let order = encoding.byteOrder {
      let transcoder = TranscodingSource(utf16: current, order)
      self.transcoder = transcoder
      current = transcoder
    }
    head = try current.readHead(TextInput.headLength)
    rest = current
    if decoding == .text && looksLikeWindows1252 { decodeAsWindows1252() }
  }

  /// The unpacker for gzip data; `nil` for text.
  private static func unpack(
    _ head: [UInt8], from source: any ByteSource, level: Int, name: String
  ) throws(StreamError) -> GzipSource? {
    let found = Container.sniff(head.span)
    switch found {
    case .plain: return nil
    case .gzipAfterMark where level == 0:
      _ = try source.readHead(3)
      return GzipSource(source, origin: 3)
    case .gzip where level < 2: return GzipSource(source)
    default: throw .refused(found, name: name)
    }
  }

  /// Whether the first 64 KiB have bytes past ASCII and none of them are UTF-8.
  package var looksLikeWindows1252: Bool {
    let bytes = head
    return encoding == .utf8 && TextEncoding.looksLikeWindows1252(bytes.span)
  }

  /// Decodes the text as Windows-1252, with a note.
  ///
  /// Only before anything is read, and not for text with a byte order mark or in UTF-16.
  package func decodeAsWindows1252() {
    precondition(headPosition == 0, "decide on the encoding before reading")
    precondition(encoding == .utf8, "the encoding is decided already")
    encoding = .windows1252
    let transcoder = TranscodingSource(windows1252: PrefixedSource(head, before: rest))
    self.transcoder = transcoder
    rest = transcoder
    head = []
    ownNotes.append(
      StreamNote(.info, .windows1252, "the text is not UTF-8; read as Windows-1252"))
  }

  /// The first bytes of the text, which stay to be read.
  ///
  /// - Parameter limit: The most bytes to return, up to ``headLength``.
  /// - Returns: The text's first bytes; fewer than `limit` when it is shorter or was read on.
  /// - Throws: What reading throws, when the text is decoded anew.
  package func peek(_ limit: Int = headLength) throws(StreamError) -> [UInt8] {
    if head.isEmpty && encoding == .windows1252 && headPosition == 0 {
      head = try rest.readHead(TextInput.headLength)
    }
    return Array(head[headPosition...].prefix(limit))
  }

  /// Goes to a place in the text, before anything is read.
  ///
  /// Of a plain UTF-8 file the bytes before it are not read.
  ///
  /// - Parameters:
  ///   - offset: How many bytes of text to pass over.
  ///   - count: How many bytes before the place are wanted.
  /// - Returns: The last `count` bytes before the place, fewer when there are fewer; nil when the text
  ///   ends before the place.
  /// - Throws: What reading throws.
  package func skip(to offset: Int, keeping count: Int) throws(StreamError) -> [UInt8]? {
    precondition(headPosition == 0, "skip before reading")
    var passed = 0
    let start = max(0, offset - count)
    if start > head.count, let size, gzips.isEmpty, transcoder == nil, member == nil,
      encoding.markLength + offset <= size, raw.rewind(to: encoding.markLength + start)
    {
      head = []
      passed = start
    }
    var kept: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: min(1 << 18, max(1, offset)))
    while passed < offset {
      var span = buffer.mutableSpan
      let wanted = min(span.count, offset - passed)
      var room = span._mutatingExtracting(0..<wanted)
      let read = try self.read(into: &room)
      if read == 0 { return nil }
      passed += read
      kept.append(contentsOf: buffer[..<read].suffix(count))
      if kept.count > count { kept.removeFirst(kept.count - count) }
    }
    return kept
  }

  /// The last bytes of the file, packed as it is; nil for what is not an ordinary file.
  ///
  /// Reading goes on where it was.
  package func fileTail(_ count: Int) throws(StreamError) -> [UInt8]? {
    guard let size, let file = file as? FileSource else { return nil }
    return try file.bytes(max(0, size - count)..<size)
  }

  package func read(into buffer: inout MutableSpan<UInt8>) throws(StreamError) -> Int {
    precondition(!buffer.isEmpty, "reading needs room for a byte")
    if headPosition == head.count { return try rest.read(into: &buffer) }
    let count = min(buffer.count, head.count - headPosition)
    let bytes = head
    let span = bytes.span
    buffer.copy(from: span.extracting(headPosition..<headPosition + count))
    headPosition += count
    return count
  }

  /// What there is to say; complete after the end.
  package var notes: [StreamNote] {
    ownNotes + (member?.notes ?? []) + gzips.flatMap(\.notes) + (transcoder?.notes ?? [])
  }

  /// Whether data is missing or corrupt; complete after the end.
  ///
  /// The last line may then be cut off, and is better dropped when it has no end.
  package var isDamaged: Bool {
    gzips.contains(where: \.isDamaged) || member?.isDamaged == true
  }

  /// Whether the text is packed: gzip, or a member of an archive.
  package var isPacked: Bool { !gzips.isEmpty || member != nil }

  /// How many bytes of the file were read, packed as they are.
  package var bytesRead: Int { raw.bytesTaken }
}

extension TextEncoding {
  /// The order of the bytes of a unit; `nil` where units are bytes.
  fileprivate var byteOrder: UTF16Decoder.ByteOrder? {
    switch self {
    case .utf16LE, .utf16LEBOM: .littleEndian
    case .utf16BE, .utf16BEBOM: .bigEndian
    case .utf8, .utf8BOM, .utf32, .windows1252: nil
    }
  }
}
