import Histories
import Simulation
import Testing

@Suite("Linearizability by its definition") struct DefinitionTests {
  @Test("a read of a value that was overwritten before it began is rejected")
  func staleRead() throws {
    var history = History<Register<Int>.Operation, Register<Int>.Response>()
    let (writer, reader) = (NodeID(0), NodeID(1))
    history.invoke(.write(1), as: OperationID(client: writer, number: 0), at: .start)
    try history.respond(.done, to: OperationID(client: writer, number: 0), at: .start)
    history.invoke(.read, as: OperationID(client: reader, number: 0), at: .start)
    try history.respond(.value(0), to: OperationID(client: reader, number: 0), at: .start)
    #expect(history.linearizability(of: Register(0)).isRejected)
    #expect(history.sequentialConsistency(of: Register(0)).isAccepted)
  }
}
