/// A Byzantine node that says what a script tells it to say, to each receiver something else if need be,
/// and ignores what it hears.
///
/// The script is the author's: nothing keeps it from messages that a node couldn't make (somebody
/// else's signature, say). ``Gossip`` can't do that.
public struct Scripted<Message: Hashable & Sendable>: Node {
  public typealias Timer = Line

  /// A message with its receivers, and when to send it, counted from the start of the run.
  public struct Line: Hashable, Sendable {
    public var delay: Duration
    public var message: Message
    public var receivers: [NodeID]

    public init(_ message: Message, to receivers: [NodeID], at delay: Duration = .zero) {
      self.delay = delay
      self.message = message
      self.receivers = receivers
    }
  }

  public var lines: [Line]

  public init(_ lines: [Line]) { self.lines = lines }

  public func start(_ context: inout Context<Self>) {
    for line in lines { context.set(line, after: line.delay) }
  }

  public func fire(_ line: Line, _ context: inout Context<Self>) {
    context.broadcast(line.message, to: line.receivers)
  }
}
