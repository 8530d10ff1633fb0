/// How the tool ends.
enum Status: Int32 {
  case fine = 0
  case fallsShort = 1
  case usage = 2
  case environment = 3
}

/// Why a command stops, in words that say what to do.
struct CommandFailure: Error, CustomStringConvertible {
  var code: Status
  var description: String

  init(_ code: Status, _ description: String) {
    self.code = code
    self.description = description
  }
}
