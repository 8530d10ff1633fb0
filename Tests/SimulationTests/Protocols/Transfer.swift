import Simulation

enum TransferMessage: Hashable, Sendable {
  case data(Int, mark: Int)
  case acknowledge(mark: Int)
}

/// Sends numbers 0, 1, 2, … one at a time. The marks that tell them apart are counted modulo `marks`:
/// with 2 this is the alternating-bit protocol.
struct TransferSender: Node {
  typealias Message = TransferMessage
  enum Timer: Hashable, Sendable { case retransmit }

  let receiver: NodeID
  let count: Int
  let marks: Int
  var next = 0

  func start(_ context: inout Context<Self>) { transmit(&context) }

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard message == .acknowledge(mark: next % marks) else { return }
    next += 1
    transmit(&context)
  }

  func fire(_ timer: Timer, _ context: inout Context<Self>) { transmit(&context) }

  private func transmit(_ context: inout Context<Self>) {
    guard next < count else { return context.cancel(.retransmit) }
    context.send(.data(next, mark: next % marks), to: receiver)
    context.set(.retransmit, after: .milliseconds(15))
  }
}

struct TransferReceiver: Node {
  typealias Message = TransferMessage

  let marks: Int
  var delivered: [Int] = []

  mutating func receive(_ message: Message, from sender: NodeID, _ context: inout Context<Self>) {
    guard case .data(let number, let mark) = message else { return }
    if mark == delivered.count % marks { delivered.append(number) }
    context.send(.acknowledge(mark: mark), to: sender)
  }
}

func transfer(count: Int, marks: Int, link: Link) -> System<TransferMessage> {
  var system = System<TransferMessage>()
  system.links.standard = link
  system.add("sender", TransferSender(receiver: NodeID(1), count: count, marks: marks))
  system.add("receiver", TransferReceiver(marks: marks))
  return system
}

let deliversInOrder = Invariant<TransferMessage>("numbers are delivered in order") { view in
  let delivered = view[NodeID(1), as: TransferReceiver.self].delivered
  return delivered == Array(0..<delivered.count) ? nil : "delivered \(delivered)"
}
