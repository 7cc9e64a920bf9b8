#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs a command several times with its output thrown away, and prints the seconds of the fastest
/// run and the largest peak of memory in KiB.
///
/// A command that fails ends the measurement with its exit code. Peaks below 6 MiB are this
/// program's own.
@main
struct Measure {
  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    var runs = 3
    if arguments.count > 2, arguments[0] == "--runs", let number = Int(arguments[1]), number > 0 {
      runs = number
      arguments.removeFirst(2)
    }
    guard !arguments.isEmpty else {
      complain("usage: measure [--runs N] COMMAND [ARGUMENT...]")
      exit(2)
    }
    var best = Duration.seconds(1_000_000)
    var peak = 0
    for _ in 0..<runs {
      let clock = ContinuousClock()
      let start = clock.now
      let (status, memory) = run(arguments)
      best = min(best, clock.now - start)
      peak = max(peak, memory)
      if status != 0 {
        complain("measure: exit code \(status): \(arguments.joined(separator: " "))")
        exit(status)
      }
    }
    let microseconds = Int(best / .microseconds(1))
    let fraction = String(microseconds % 1_000_000 + 1_000_000).dropFirst()
    print("\(microseconds / 1_000_000).\(fraction) \(peak)")
  }

  /// Runs a command once.
  ///
  /// - Returns: Its exit code, 128 and more for a signal, and its peak of memory in KiB.
  private static func run(_ arguments: [String]) -> (status: Int32, memory: Int) {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    var words = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { word in unsafe free(word) } }
    var process: pid_t = 0
    guard unsafe posix_spawnp(&process, arguments[0], &actions, nil, &words, unsafe environ) == 0
    else {
      return (127, 0)
    }
    var status: Int32 = 0
    var usage = rusage()
    while unsafe wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    let signal = status & 0x7f
    #if os(Linux)
      let memory = usage.ru_maxrss
    #else
      let memory = usage.ru_maxrss / 1024
    #endif
    return (signal == 0 ? (status >> 8) & 0xff : 128 + signal, Int(memory))
  }

  private static func complain(_ text: String) {
    let bytes = Array("\(text)\n".utf8)
    _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
  }
}
