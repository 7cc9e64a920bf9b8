package import CalendarTime

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process that a command runs in.
package enum Process {
  /// An environment variable; nil when it is not set.
  package static func variable(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// The columns of the terminal on standard output; nil when it is none.
  package static var terminalWidth: Int? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 80
    }
    return Int(size.ws_col)
  }

  /// The day by the clock, in UTC.
  package static var today: Day {
    Moment(seconds: Int64(time(nil))).day
  }

  /// Ends the process.
  package static func exit(_ code: Int32) -> Never {
    #if canImport(Glibc)
      Glibc.exit(code)
    #else
      Darwin.exit(code)
    #endif
  }

  /// Lets writes to a closed pipe fail instead of ending the process.
  package static func ignoreClosedPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }
}
