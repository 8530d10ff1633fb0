/// What one process, and all it starts, may use up.
public struct Limits: Hashable, Sendable {
  /// Seconds of processor time, over all threads. It ends with a signal of its own, which tells it
  /// from other ends; who ignores the signal meets the limit on the wall.
  public var processorSeconds: Int
  /// Seconds on the wall, for those who sleep.
  public var wallSeconds: Int
  /// Bytes of data and heap.
  public var memory: Int
  /// Processes and threads.
  public var processes: Int
  /// Bytes of any one file.
  public var fileSize: Int
  /// Open files.
  public var openFiles: Int
  /// Bytes read from each of its outputs; of what comes after, nothing is kept.
  public var output: Int

  public init(
    processorSeconds: Int, wallSeconds: Int, memory: Int, processes: Int, fileSize: Int,
    openFiles: Int, output: Int
  ) {
    self.processorSeconds = processorSeconds
    self.wallSeconds = wallSeconds
    self.memory = memory
    self.processes = processes
    self.fileSize = fileSize
    self.openFiles = openFiles
    self.output = output
  }

  /// One test of a submission.
  public static let test = Limits(
    processorSeconds: 20, wallSeconds: 60, memory: 1 << 30, processes: 64, fileSize: 1 << 20,
    openFiles: 64, output: 4 << 20)

  /// The compiler on one submission.
  public static let compiler = Limits(
    processorSeconds: 60, wallSeconds: 120, memory: 4 << 30, processes: 512, fileSize: 1 << 28,
    openFiles: 1024, output: 1 << 20)

  /// The compiler as it parses one submission and lists what it parsed.
  static let parser = Limits(
    processorSeconds: 20, wallSeconds: 60, memory: 2 << 30, processes: 512, fileSize: 1 << 20,
    openFiles: 1024, output: 16 << 20)

  /// The build of the course's own libraries: as long as it takes, within an hour.
  static let libraries = Limits(
    processorSeconds: 7200, wallSeconds: 3600, memory: 1 << 40, processes: 4096,
    fileSize: 1 << 34, openFiles: 4096, output: 1 << 20)

  /// A shell script that puts the limits on itself and then becomes its arguments. The options
  /// are those that all of the usual shells share, the one for processes apart.
  var script: String {
    """
    exec 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
    ulimit -c 0
    ulimit -S -t \(processorSeconds)
    ulimit -d \(memory >> 10)
    ulimit -f \(fileSize >> 9)
    ulimit -n \(openFiles)
    exec "$@"
    """
  }

  /// The same with a limit on processes, for where they are counted apart from the user's own.
  var scriptWithProcesses: String {
    "ulimit -u \(processes) 2>/dev/null || ulimit -p \(processes)\n" + script
  }
}
