package import CalendarTime

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package import CalendarTime
import Synchronization

/// Set by a signal.
private let stopSignals = Atomic<Int>(0)

/// The process that a command runs in.
package enum Process {
  /// An environment variable; nil when it is not set.
  package static func variable(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// The columns of the terminal on standard output; nil when it is none.
  package static var terminalWidth: Int? { columns(of: STDOUT_FILENO) }

  /// The terminal on standard error; nil when it is none.
  package static var progressTerminal: ProgressTerminal? {
    columns(of: STDERR_FILENO).map(standardError)
  }

  /// Standard error, as if it were a terminal of that width.
  static func standardError(width: Int) -> ProgressTerminal {
    ProgressTerminal(width: width) { text in
      var text = text
      // Progress that cannot be shown is no reason to stop.
      text.withUTF8 { bytes in _ = unsafe write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
    }
  }

  private static func columns(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else { return nil }
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
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

  /// Now, to the second.
  package static var now: Moment { Moment(seconds: Int64(time(nil))) }

  /// Whether SIGINT or SIGTERM came.
  package static var isStopped: Bool { stopSignals.load(ordering: .relaxed) > 0 }

  /// Lets SIGINT and SIGTERM ask for an end instead of ending the process; the second one ends it.
  package static func stopOnSignals() {
    var action = sigaction()
    // Without SA_RESTART: who waits for a lock must notice.
    let handler: @convention(c) (Int32) -> Void = { number in
      if stopSignals.add(1, ordering: .relaxed).oldValue > 0 {
        signal(number, SIG_DFL)
        raise(number)
      }
    }
    #if canImport(Glibc)
      unsafe action.__sigaction_handler.sa_handler = handler
    #else
      unsafe action.__sigaction_u.__sa_handler = handler
    #endif
    for number in [SIGINT, SIGTERM] { _ = unsafe sigaction(number, &action, nil) }
  }

  /// Lets writes to a closed pipe fail instead of ending the process.
  package static func ignoreClosedPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }
}
