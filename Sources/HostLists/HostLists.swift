import ByteKeys
import WebAddress

/// Named lists of hosts, answered for all lists at once.
///
/// A host is on a list when it, or a domain above it, is an entry: `example.com` lists
/// `news.example.com`, never `notexample.com`. An entry `gov.*` lists every host whose last but one
/// label is `gov`. At most 64 lists.
package final class HostLists: Sendable {
  /// The names of the lists; bit n of a mask is the list with number n.
  package let names: [String]
  private let entries: EntryTable
  private let secondLevels: EntryTable
  /// The domains above entries.
  private let parents: EntryTable

  /// Combines lists of canonical hosts.
  package init(_ lists: [(name: String, hosts: [String])]) {
    precondition(lists.count <= 64, "at most 64 host lists")
    names = lists.map(\.name)
    var plain: [(String, UInt64)] = []
    var wild: [(String, UInt64)] = []
    var above: [(String, UInt64)] = []
    for (number, list) in lists.enumerated() {
      for host in list.hosts {
        if host.hasSuffix(".*") {
          wild.append((String(host.dropLast(2)), 1 << UInt64(number)))
        } else {
          plain.append((host, 1 << UInt64(number)))
          var rest = host[...]
          while let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            above.append((String(rest), 1 << UInt64(number)))
          }
        }
      }
    }
    entries = EntryTable(plain)
    secondLevels = EntryTable(wild)
    parents = EntryTable(above)
  }

  /// The mask of one list, or 0 when there is none of that name.
  package func mask(named name: String) -> UInt64 {
    names.firstIndex(of: name).map { 1 << UInt64($0) } ?? 0
  }

  /// The lists that have exactly this canonical host.
  package func mask(exactly host: Span<UInt8>) -> UInt64 { entries.mask(of: host) }

  /// The lists that have a host below this canonical one.
  package func mask(below host: Span<UInt8>) -> UInt64 { parents.mask(of: host) }

  /// The lists that a canonical host is on.
  package func mask(of host: Span<UInt8>) -> UInt64 {
    var mask: UInt64 = 0
    var start = 0
    var labelStarts = (last: 0, beforeLast: -1)
    for index in host.indices where host[index] == 0x2E {
      mask |= entries.mask(of: host.extracting(start...))
      start = index + 1
      labelStarts = (start, labelStarts.last)
    }
    mask |= entries.mask(of: host.extracting(start...))
    if labelStarts.beforeLast >= 0, labelStarts.last > labelStarts.beforeLast {
      let label = host.extracting(labelStarts.beforeLast..<labelStarts.last - 1)
      mask |= secondLevels.mask(of: label)
    }
    return mask
  }
}

/// Masks by exact name; never changes after it is made.
private final class EntryTable: Sendable {
  private let names: FrozenNames
  private let masks: [UInt64]

  init(_ entries: [(String, UInt64)]) {
    var interner = ByteInterner()
    var masks: [UInt64] = []
    for (name, mask) in entries {
      let bytes = Array(name.utf8)
      let number = interner.intern(bytes.span)
      if number == masks.count { masks.append(0) }
      masks[number] |= mask
    }
    names = FrozenNames(interner)
    self.masks = masks
  }

  func mask(of name: Span<UInt8>) -> UInt64 {
    names.interner.number(of: name).map { masks[$0] } ?? 0
  }
}

/// An interner that is only read, and so may be shared.
private final class FrozenNames: @unchecked Sendable {
  let interner: ByteInterner

  init(_ interner: consuming ByteInterner) {
    self.interner = interner
  }
}
