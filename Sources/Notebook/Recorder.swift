internal import CellReport
public import Figures
internal import Synchronization

/// Collects what the running cell does, and tells it on in the order in which it happened.
final class Recorder: Sendable {
  @TaskLocal static var current: Recorder?

  private let state: Mutex<CellRun>
  private let tell: @Sendable (CellEvent) -> Void

  init(cell: String, tell: @escaping @Sendable (CellEvent) -> Void = { _ in }) {
    state = Mutex(CellRun(of: cell))
    self.tell = tell
  }

  var run: CellRun { state.withLock { $0 } }

  /// Under the lock, so that whoever listens hears the events in the order of the page.
  func take(_ event: (CellRun) -> CellEvent?) {
    state.withLock { run in
      guard let event = event(run) else { return }
      run.take(event)
      tell(event)
    }
  }

  func take(_ event: CellEvent) { take { _ in event } }

  func show(_ figure: any Figure, named name: String?) {
    take { run in
      let number = run.figures.count + 1
      let standard = number == 1 ? run.cell : "\(run.cell)-\(number)"
      return .showed(
        ShownFigure(
          name: name ?? standard, title: figure.title, text: figure.text, svg: figure.svg))
    }
  }

  /// Ends a last line that has no newline: a block of markdown is made of whole lines.
  func endLine() {
    take { $0.output.isEmpty || $0.output.utf8.last == UInt8(ascii: "\n") ? nil : .printed("\n") }
  }
}

/// Prints to the page, in a cell; elsewhere to standard output, as Swift's own `print` does.
public func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
  let text = items.map { "\($0)" }.joined(separator: separator) + terminator
  if let recorder = Recorder.current {
    recorder.take(.printed(text))
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
