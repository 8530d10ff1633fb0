#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What keeps a submission's code apart from the machine.
///
/// Which of it a machine has is found out by trying: a sandbox that is installed may still be
/// forbidden, as in most containers.
public struct Isolation: Hashable, Sendable {
  /// Namespaces of its own (users, processes, network), a file system that holds the system
  /// read-only and else only what a command is given.
  var bubblewrap: String?
  /// An account without rights: only for those who start as root.
  var unprivileged: String?

  /// Folders of the system that programs need in order to start.
  private static let system = ["/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache"]
  private static let nobody = "65534"

  /// The strongest that works here for commands that use `folder`.
  public static func strongest(for folder: String) -> Isolation {
    let bubblewrap = executable("bwrap")
    let unprivileged = geteuid() == 0 ? executable("setpriv") : nil
    let candidates = [
      Isolation(bubblewrap: bubblewrap, unprivileged: unprivileged),
      Isolation(bubblewrap: bubblewrap), Isolation(unprivileged: unprivileged),
    ]
    return candidates.first { $0.works(in: folder) } ?? Isolation()
  }

  /// Process groups and limits only.
  public static let weakest = Isolation()

  /// In words, for the report.
  public var description: String {
    let sandbox =
      bubblewrap == nil
      ? "a process group, without a sandbox: the network and readable files are within reach"
      : "bubblewrap: no network, own processes, a read-only system, nothing else in sight"
    let account = unprivileged == nil ? "" : ", an account without rights"
    return sandbox + account + ", limits on time, memory, "
      + (countsProcesses ? "processes, " : "") + "files and output"
  }

  /// Whether a limit on processes counts the submission's alone. Without a namespace or an account
  /// of its own it would count everything that the user runs.
  private var countsProcesses: Bool {
    unprivileged != nil || (bubblewrap != nil && geteuid() != 0)
  }

  /// The command inside the isolation.
  ///
  /// - Parameters:
  ///   - readable: files and folders that it sees beside the system's.
  ///   - writable: the only folders that it can write into.
  ///   - isTrusted: whether the program is one of ours (the compiler), which needs no account
  ///     without rights.
  func wrap(
    _ command: Command, readable: [String], writable: [String] = [], isTrusted: Bool = false
  ) -> Command {
    var wrapped = command
    let account = isTrusted ? [] : unprivileged.map(Self.dropRights) ?? []
    let sandbox = bubblewrap.map {
      Self.sandbox($0, readable: readable, writable: writable, directory: command.directory)
    }
    let isCounted = countsProcesses && !isTrusted
    let script = isCounted ? command.limits.scriptWithProcesses : command.limits.script
    wrapped.arguments =
      account + (sandbox ?? []) + ["/bin/sh", "-c", script, "sh"] + command.arguments
    return wrapped
  }

  private static func dropRights(_ program: String) -> [String] {
    [program, "--reuid", nobody, "--regid", nobody, "--clear-groups", "--no-new-privs"]
  }

  private static func sandbox(
    _ program: String, readable: [String], writable: [String], directory: String
  ) -> [String] {
    var arguments = [program, "--unshare-all", "--die-with-parent", "--new-session"]
    for path in system { arguments += ["--ro-bind-try", path, path] }
    arguments += ["--proc", "/proc", "--dev", "/dev"]
    for path in readable { arguments += ["--ro-bind", path, path] }
    for path in writable { arguments += ["--bind", path, path] }
    return arguments + ["--chdir", directory, "--remount-ro", "/", "--"]
  }

  /// Whether a shell starts another process in it, under the limits and with the folder in sight.
  private func works(in folder: String) -> Bool {
    guard self != Isolation() else { return true }
    let probe = Command(
      arguments: ["/bin/sh", "-c", "(:) && ls . > /dev/null"], directory: folder,
      environment: ["PATH=/usr/bin:/bin"], limits: .test)
    return Child.run(wrap(probe, readable: [folder])).isSuccess
  }

  private static func executable(_ name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
  }
}
