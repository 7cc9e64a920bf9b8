/// The stable word for a problem of a disavow file.
///
/// The list is open: whoever guards entries adds codes of their own, such as `GUARD_TLD`.
public struct DisavowCode: RawRepresentable, Hashable, Sendable {
  /// The word, as it is shown.
  public let rawValue: String

  /// The code with this word.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  init(_ word: String) { rawValue = word }

  // Of the file.
  static let byteOrderMark = DisavowCode("BOM")
  static let carriageReturns = DisavowCode("CRLF")
  static let noFinalLineFeed = DisavowCode("NO_FINAL_NEWLINE")
  static let utf16 = DisavowCode("UTF16")
  static let tooManyLines = DisavowCode("TOO_MANY_LINES")
  static let tooManyBytes = DisavowCode("TOO_MANY_BYTES")
  static let noEntries = DisavowCode("NO_ENTRIES")
  static let nameNotText = DisavowCode("NAME_NOT_TXT")

  // Of a line, repaired.
  static let badUTF8 = DisavowCode("BAD_UTF8")
  static let leadingSpace = DisavowCode("LEADING_SPACE")
  static let trailingSpace = DisavowCode("TRAILING_SPACE")
  static let unicodeSpace = DisavowCode("UNICODE_SPACE")
  static let invisibleCharacter = DisavowCode("INVISIBLE_CHAR")
  static let indentedComment = DisavowCode("INDENTED_COMMENT")
  static let foreignComment = DisavowCode("FOREIGN_COMMENT")
  static let keywordCase = DisavowCode("KEYWORD_CASE")
  static let spaceAroundColon = DisavowCode("SPACE_AROUND_COLON")
  static let fullwidthColon = DisavowCode("FULLWIDTH_COLON")
  static let equalsSign = DisavowCode("EQUALS_SIGN")
  static let quoted = DisavowCode("QUOTED")
  static let doublePrefix = DisavowCode("DOUBLE_PREFIX")
  static let otherKeyword = DisavowCode("OTHER_KEYWORD")
  static let domainHasScheme = DisavowCode("DOMAIN_HAS_SCHEME")
  static let domainHasSlashes = DisavowCode("DOMAIN_HAS_SLASHES")
  static let trailingSlash = DisavowCode("TRAILING_SLASH")
  static let domainHasPort = DisavowCode("DOMAIN_HAS_PORT")
  static let userinfo = DisavowCode("USERINFO")
  static let trailingDot = DisavowCode("TRAILING_DOT")
  static let leadingDot = DisavowCode("LEADING_DOT")
  static let wildcardPrefix = DisavowCode("WILDCARD_PREFIX")
  static let hostCase = DisavowCode("HOST_CASE")
  static let internationalName = DisavowCode("IDN")
  static let bareDomain = DisavowCode("BARE_DOMAIN")
  static let schemeCase = DisavowCode("SCHEME_CASE")
  static let schemeSlashes = DisavowCode("SCHEME_SLASHES")
  static let fragment = DisavowCode("FRAGMENT")
  static let defaultPort = DisavowCode("DEFAULT_PORT")
  static let emptyPath = DisavowCode("EMPTY_PATH")
  static let urlNonASCII = DisavowCode("URL_NON_ASCII")
  static let inlineComment = DisavowCode("INLINE_COMMENT")

  // Of a line, valid, but likely not meant.
  static let unknownTopLevel = DisavowCode("UNKNOWN_TLD")
  static let addressHost = DisavowCode("IP_HOST")
  static let wwwHost = DisavowCode("WWW_HOST")
  static let homePage = DisavowCode("URL_IS_HOMEPAGE")
  static let urlStar = DisavowCode("URL_STAR")
  static let duplicate = DisavowCode("DUPLICATE")
  static let covered = DisavowCode("COVERED")

  // Of a line, rejected.
  static let emptyHost = DisavowCode("EMPTY_HOST")
  static let badScheme = DisavowCode("BAD_SCHEME")
  static let domainHasPath = DisavowCode("DOMAIN_HAS_PATH")
  static let wildcard = DisavowCode("WILDCARD")
  static let badHost = DisavowCode("BAD_HOST")
  static let hostTooLong = DisavowCode("HOST_TOO_LONG")
  static let badPort = DisavowCode("BAD_PORT")
  static let urlNoScheme = DisavowCode("URL_NO_SCHEME")
  static let urlTooLong = DisavowCode("URL_TOO_LONG")
  static let urlHasSpace = DisavowCode("URL_HAS_SPACE")
  static let multipleOnLine = DisavowCode("MULTIPLE_ON_LINE")
  static let garbage = DisavowCode("GARBAGE")
  static let controlCharacter = DisavowCode("CONTROL_CHAR")

  // Of an entry, guarded. Hard guards first, which nobody's line passes.
  /// It is, covers or belongs to a site of the user.
  public static let guardOwnSite = DisavowCode("GUARD_OWN_SITE")
  /// The allow list names it.
  public static let guardAllowed = DisavowCode("GUARD_ALLOWED")
  /// It is a whole top-level domain.
  public static let guardTopLevel = DisavowCode("GUARD_TLD")
  /// It is a public suffix.
  public static let guardPublicSuffix = DisavowCode("GUARD_PUBLIC_SUFFIX")
  /// Unrelated people have sites on it.
  public static let guardSharedHost = DisavowCode("GUARD_SHARED_HOST")
  /// It is well known.
  public static let guardWellKnown = DisavowCode("GUARD_WELL_KNOWN")
  /// It belongs to a government, a school or the military.
  public static let guardGovernment = DisavowCode("GUARD_GOVERNMENT")
  /// It is a search engine.
  public static let guardSearchEngine = DisavowCode("GUARD_SEARCH_ENGINE")
  /// It serves files for many sites.
  public static let guardCDN = DisavowCode("GUARD_CDN")
  /// Its name holds a name of the user's site.
  public static let guardBrand = DisavowCode("GUARD_BRAND")
  /// The data of an audit speak for it.
  public static let guardProtected = DisavowCode("GUARD_PROTECTED")
}

extension DisavowCode {
  /// How grave the problem is where it does not reject the line, and what is said of it.
  var meaning: (severity: DisavowDiagnostic.Severity, message: String) {
    switch self {
    case .byteOrderMark: (.info, "the file begins with a byte order mark")
    case .carriageReturns: (.info, "lines end in carriage returns")
    case .noFinalLineFeed: (.info, "the last line has no line end")
    case .utf16: (.warning, "the file is UTF-16; Google reads UTF-8 and ASCII")
    case .tooManyLines: (.error, "more than 100,000 lines; Google takes no more")
    case .tooManyBytes: (.error, "more than 2,000,000 bytes; Google takes 2 MB")
    case .noEntries: (.warning, "no line names a domain or a page")
    case .nameNotText: (.warning, "the file's name does not end in .txt")
    case .badUTF8: (.warning, "bytes that are not UTF-8")
    case .leadingSpace: (.info, "blanks before the entry")
    case .trailingSpace: (.info, "blanks at the end")
    case .unicodeSpace: (.info, "blanks that are not ASCII")
    case .invisibleCharacter: (.info, "invisible characters")
    case .indentedComment: (.info, "blanks before the comment")
    case .foreignComment: (.warning, "a comment of another format; Google knows '#' only")
    case .keywordCase: (.info, "'domain' in capitals")
    case .spaceAroundColon: (.info, "blanks at the colon")
    case .fullwidthColon: (.info, "a full-width colon")
    case .equalsSign: (.info, "'=' in place of a colon")
    case .quoted: (.info, "quotes around the entry")
    case .doublePrefix: (.info, "'domain:' twice")
    case .otherKeyword: (.warning, "another keyword than 'domain'")
    case .domainHasScheme: (.warning, "a scheme after 'domain:'")
    case .domainHasSlashes: (.warning, "slashes before the domain")
    case .trailingSlash: (.warning, "a slash after the domain")
    case .domainHasPort: (.warning, "a port after the domain")
    case .userinfo: (.warning, "a user name before the host")
    case .trailingDot: (.warning, "a dot at the end of the host")
    case .leadingDot: (.warning, "a dot before the host")
    case .wildcardPrefix: (.warning, "'*.' before the domain, which covers its subdomains anyway")
    case .hostCase: (.info, "capitals in the host")
    case .internationalName: (.info, "a host that is not ASCII")
    case .bareDomain: (.warning, "a domain without 'domain:'")
    case .schemeCase: (.info, "capitals in the scheme")
    case .schemeSlashes: (.warning, "not two slashes after the scheme")
    case .fragment: (.info, "a fragment, which is no part of a page's address")
    case .defaultPort: (.info, "the port that the scheme has anyway")
    case .emptyPath: (.info, "no slash after the host of a URL")
    case .urlNonASCII: (.info, "a URL that is not ASCII")
    case .inlineComment: (.warning, "a comment behind an entry")
    case .unknownTopLevel: (.warning, "an unknown top-level domain; a typing error?")
    case .addressHost: (.warning, "an IP address")
    case .wwwHost: (.warning, "covers the www host only; without 'www.' it would cover all")
    case .homePage: (.warning, "covers the home page only; 'domain:' would cover all pages")
    case .urlStar: (.warning, "a '*' in a URL stands for itself")
    case .duplicate: (.info, "named before")
    case .covered: (.info, "covered by another line")
    case .emptyHost: (.error, "no host")
    case .badScheme: (.error, "a scheme other than http and https")
    case .domainHasPath: (.error, "a path after 'domain:'; name the domain, or the page by its URL")
    case .wildcard: (.error, "a '*' in the host; 'domain:' covers all subdomains anyway")
    case .badHost: (.error, "not a host")
    case .hostTooLong: (.error, "a host of more than 253 characters, or a label of more than 63")
    case .badPort: (.error, "not a port")
    case .urlNoScheme: (.error, "a URL without http:// or https://")
    case .urlTooLong: (.error, "a URL of more than 2,048 characters")
    case .urlHasSpace: (.error, "a blank inside a URL")
    case .multipleOnLine: (.error, "several entries on one line")
    case .garbage: (.error, "neither comment nor domain nor URL")
    case .controlCharacter: (.error, "a control character")
    case .guardOwnSite: (.error, "a site of your own, or what covers it")
    case .guardAllowed: (.error, "a host of the allow list, or what covers it")
    case .guardTopLevel:
      (.error, "a whole top-level domain; Google takes it and discounts all of it")
    case .guardPublicSuffix: (.error, "a public suffix: unrelated people have domains below it")
    case .guardSharedHost: (.error, "unrelated people have sites there")
    case .guardWellKnown: (.warning, "a well-known site")
    case .guardGovernment: (.warning, "a government, school, university or the military")
    case .guardSearchEngine: (.warning, "a search engine")
    case .guardCDN: (.warning, "it serves files for many sites")
    case .guardBrand: (.warning, "its name holds a name of your site")
    case .guardProtected: (.warning, "the data of an audit speak for it")
    default: (.error, "guarded")
    }
  }
}

extension DisavowCode {
  /// Every code that this library knows, in the order of its groups.
  public static let all: [DisavowCode] = [
    .byteOrderMark, .carriageReturns, .noFinalLineFeed, .utf16, .tooManyLines, .tooManyBytes,
    .noEntries, .nameNotText, .badUTF8, .leadingSpace, .trailingSpace, .unicodeSpace,
    .invisibleCharacter, .indentedComment, .foreignComment, .keywordCase, .spaceAroundColon,
    .fullwidthColon, .equalsSign, .quoted, .doublePrefix, .otherKeyword, .domainHasScheme,
    .domainHasSlashes, .trailingSlash, .domainHasPort, .userinfo, .trailingDot, .leadingDot,
    .wildcardPrefix, .hostCase, .internationalName, .bareDomain, .schemeCase, .schemeSlashes,
    .fragment, .defaultPort, .emptyPath, .urlNonASCII, .inlineComment, .unknownTopLevel,
    .addressHost, .wwwHost, .homePage, .urlStar, .duplicate, .covered, .emptyHost, .badScheme,
    .domainHasPath, .wildcard, .badHost, .hostTooLong, .badPort, .urlNoScheme, .urlTooLong,
    .urlHasSpace, .multipleOnLine, .garbage, .controlCharacter, .guardOwnSite, .guardAllowed,
    .guardTopLevel, .guardPublicSuffix, .guardSharedHost, .guardWellKnown, .guardGovernment,
    .guardSearchEngine, .guardCDN, .guardBrand, .guardProtected,
  ]

  /// How grave the problem is where it does not reject the line.
  public var severity: DisavowDiagnostic.Severity { meaning.severity }

  /// What is said of it.
  public var summary: String { meaning.message }
}
