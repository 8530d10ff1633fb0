internal import Foundation

/// The file in which running cells tell their events to the tool that started them: a line of JSON for
/// each, appended at once, so that it can be watched, and so that what a cell did before it took its
/// process down is there to be read.
public enum CellLog {
  /// The environment variable that names the file to the process that runs the cells.
  public static let variable = "COURSE_CELLS"

  /// A line of the file.
  struct Line: Codable {
    var cell: String
    var event: CellEvent
  }

  /// The end that a running cell holds.
  public struct Writer: Sendable {
    private let file: FileHandle

    /// Appends to the file at `path`; nil if it can't be opened, since a cell runs as well with nobody
    /// listening.
    public init?(appendingTo path: String) {
      let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { return nil }
      file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// The log that this process was told to keep; nil if it was told of none.
    public static func ofThisProcess() -> Writer? {
      ProcessInfo.processInfo.environment[CellLog.variable].flatMap(Writer.init(appendingTo:))
    }

    /// Writes an event. One that can't be written (a full disk) is lost: the reader then sees a cell that
    /// did not end, or a line that is damaged.
    public func write(_ event: CellEvent, of cell: String) {
      guard let line = try? JSONEncoder().encode(Line(cell: cell, event: event)) else { return }
      try? file.write(contentsOf: line + [newline])
    }
  }

  /// The end that the tool holds: reads on from where it stopped.
  public struct Reader {
    private let file: FileHandle
    private var rest = Data()

    /// Begins an empty log at `path`.
    ///
    /// - Throws: the system's error if the file can't be made or read.
    public init(creating path: String) throws {
      let url = URL(fileURLWithPath: path)
      try Data().write(to: url)
      file = try FileHandle(forReadingFrom: url)
    }

    /// What was written since the last look, without a line that is still being written.
    ///
    /// - Throws: the system's error if the file can't be read, `DecodingError` if a whole line of it is
    ///   no event: part of what a cell did is lost.
    public mutating func news() throws -> [(cell: String, event: CellEvent)] {
      rest += try file.readToEnd() ?? Data()
      guard let end = rest.lastIndex(of: newline) else { return [] }
      defer { rest = Data(rest[(end + 1)...]) }
      return try rest[..<end].split(separator: newline).map { bytes in
        let line = try JSONDecoder().decode(Line.self, from: Data(bytes))
        return (line.cell, line.event)
      }
    }
  }
}

private let newline = UInt8(ascii: "\n")
