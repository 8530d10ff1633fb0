public import Figures
internal import Synchronization

/// What a cell printed and showed.
struct CellRun: Sendable {
  struct Shown: Sendable {
    var name: String
    var title: String
    var text: String
    var svg: String
  }

  /// Ends in a newline unless it is empty, as a markdown block does.
  var output = ""
  var figures: [Shown] = []
  /// What it threw, if it did.
  var error: String?
}

/// Collects what the running cell prints and shows.
final class Recorder: Sendable {
  @TaskLocal static var current: Recorder?

  private let cell: String
  private let run = Mutex(CellRun())
  private let onPrint: @Sendable (String) -> Void

  init(cell: String, onPrint: @escaping @Sendable (String) -> Void) {
    self.cell = cell
    self.onPrint = onPrint
  }

  func print(_ text: String) {
    run.withLock { $0.output += text }
    onPrint(text)
  }

  func show(_ figure: any Figure, named name: String?) {
    run.withLock { run in
      let number = run.figures.count + 1
      let standard = number == 1 ? cell : "\(cell)-\(number)"
      run.figures.append(
        CellRun.Shown(
          name: name ?? standard, title: figure.title, text: figure.text, svg: figure.svg))
    }
  }

  func finish(thrown error: String?) -> CellRun {
    run.withLock { run in
      if !run.output.isEmpty && run.output.utf8.last != UInt8(ascii: "\n") { run.output += "\n" }
      run.error = error
      return run
    }
  }
}

/// Prints to the page, in a cell; elsewhere to standard output, as Swift's own `print` does.
public func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
  let text = items.map { "\($0)" }.joined(separator: separator) + terminator
  if let recorder = Recorder.current {
    recorder.print(text)
  } else {
    Swift.print(text, terminator: "")
  }
}

/// Puts a figure on the page: its picture under `Chapters/figures/`, its text form below the cell.
///
/// - Parameter name: The figure's name; by default the cell's, with `-2`, `-3`, … from the second on.
///   Outside a cell it prints the text form.
public func show(_ figure: any Figure, named name: String? = nil) {
  if let recorder = Recorder.current {
    recorder.show(figure, named: name)
  } else {
    Swift.print(figure.text, terminator: "")
  }
}
