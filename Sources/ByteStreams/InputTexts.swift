/// The texts that one input holds: of a file one, of a ZIP archive one a member.
///
/// The texts of an archive are named `archive.zip/Member.csv` and opened one after the other.
package struct InputTexts {
  /// A text, or why it cannot be had.
  package typealias Element = (name: String, text: Result<TextInput, StreamError>)

  /// The whole input is an archive.
  package let isArchive: Bool

  private let first: Element?
  private let archive: ZipArchive?
  private var nextMember = 0

  /// Opens an input.
  ///
  /// - Parameter path: A file; "-" is standard input.
  /// - Throws: ``StreamError`` when the input itself cannot be opened or read, or is refused.
  package init(opening path: String) throws(StreamError) {
    let file = path == "-" ? try FileSource.standardInput() : try FileSource(path: path)
    try self.init(file, name: file.name)
  }

  /// Opens what a source holds.
  package init(
    _ source: some ByteSource & RandomAccessSource, name: String
  ) throws(StreamError) {
    do throws(StreamError) {
      first = (name, .success(try TextInput(source, name: name)))
      archive = nil
    } catch {
      guard error == .refused(.zip, name: name) else { throw error }
      let archive = try ZipArchive(source, name: name)
      if archive.isOfficeDocument { throw .refused(.xlsx, name: name) }
      if archive.members.allSatisfy(\.isNoFile) {
        throw .unusableArchive(name: name, reason: "a ZIP archive without files")
      }
      self.archive = archive
      first = nil
    }
    isArchive = archive != nil
  }
}

extension InputTexts: Sequence, IteratorProtocol {
  package mutating func next() -> Element? {
    guard let archive else {
      defer { nextMember = 1 }
      return nextMember == 0 ? first : nil
    }
    while nextMember < archive.members.count {
      let member = archive.members[nextMember]
      nextMember += 1
      if member.isNoFile { continue }
      let name = archive.name + "/" + member.name
      do throws(StreamError) {
        return (name, .success(try TextInput(try archive.open(member), name: name)))
      } catch {
        return (name, .failure(error))
      }
    }
    return nil
  }
}
