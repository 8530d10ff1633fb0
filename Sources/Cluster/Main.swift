internal import Foundation

/// A chapter's nodes as real processes on loopback.
///
///     cluster 2                      chapter 2: a server is killed and restarted under its client
///     cluster serve PORT LOG         one durable server; port 0 takes a free one
@main
enum Main {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      switch (arguments.first, arguments.count) {
      case ("2", 1): try await KillAndRestart.run()
      case ("serve", 3):
        guard let port = Int(arguments[1]), (0...65_535).contains(port) else { return usage() }
        try await StoreProcess.serve(port: port, log: arguments[2])
      default: usage()
      }
    } catch {
      log("cluster: \(error)")
      exitProcess(1)
    }
  }

  private static func usage() {
    log("usage: cluster 2 | cluster serve PORT LOG")
    exitProcess(2)
  }
}

/// A line on standard error: what a process says beside its results.
func log(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

func exitProcess(_ status: Int32) -> Never { exit(status) }
