public import Simulation

extension RecordedHistory {
  /// The history of a drawing: a line for a client, a bar for an operation, a column for a millisecond.
  ///
  /// Lines of one name are one client's. In one column invocations come first, so that bars which share a
  /// column overlap; clients are numbered by their first lines.
  ///
  /// - Throws: a `DrawingError` with the line and the column of what can't be read.
  public init<Machine: DrawnMachine<Operation, Response>>(
    drawing: String, of _: Machine.Type
  ) throws(DrawingError) {
    var events: [(column: Int, isResponse: Int, id: OperationID, operation: Int)] = []
    var operations: [(Operation, answer: Response?)] = []
    var clients: [String] = []
    var counts: [Int] = []
    let lines = TextLines(drawing)
    for (index, range) in lines.ranges.enumerated() {
      let line = try DrawnLine(lines[range][...], number: index + 1)
      guard !line.name.isEmpty else { continue }
      let client = clients.firstIndex(of: line.name) ?? clients.count
      if client == clients.count {
        clients.append(line.name)
        counts.append(0)
      }
      for bar in line.bars {
        counts[client] += 1
        let id = OperationID(client: NodeID(client), number: counts[client])
        events.append((bar.begin, 0, id, operations.count))
        if let end = bar.end { events.append((end, 1, id, operations.count)) }
        operations.append(try line.meaning(of: bar, to: Machine.self))
      }
    }
    var history = History<Operation, Response>()
    for event in events.sorted(by: {
      ($0.column, $0.isResponse, $0.operation) < ($1.column, $1.isResponse, $1.operation)
    }) {
      let time = Instant(.milliseconds(event.column))
      let (operation, answer) = operations[event.operation]
      if event.isResponse == 0 {
        history.invoke(operation, as: event.id, at: time)
      } else if let answer {
        // The bar was invoked further left and ends once.
        try? history.respond(answer, to: event.id, at: time)
      }
    }
    self.init(history, clients: clients)
  }
}

extension DrawnLine {
  fileprivate func meaning<Machine: DrawnMachine>(
    of bar: DrawnBar, to _: Machine.Type
  ) throws(DrawingError) -> (Machine.Operation, answer: Machine.Response?) {
    let label = bar.label
    do {
      let operation = try Machine.operation(try label.words(Machine.signs))
      if bar.end != nil {
        return (operation, try Machine.response(try label.answerWords(), to: operation))
      }
      guard label.answer == nil, !label.isRefused else {
        throw LineError("a bar without an end has no answer: leave it out, or end the bar with ]")
      }
      return (operation, nil)
    } catch let problem as UnreadableWords {
      throw error("'\(label)': \(problem.message)", at: bar.begin + 1)
    } catch let problem as LineError {
      throw error(problem.message, at: bar.begin + 1)
    } catch {
      throw self.error("\(error)", at: bar.begin + 1)
    }
  }
}

// MARK: - Histories alone

extension History {
  /// The history of a drawing, without the clients' names.
  ///
  /// - Throws: a `DrawingError` with the line and the column of what can't be read.
  public init<Machine: DrawnMachine<Operation, Response>>(
    drawing: String, of machine: Machine.Type
  ) throws(DrawingError) {
    self = try RecordedHistory(drawing: drawing, of: machine).history
  }
}

extension History<KeyValueStore.Operation, KeyValueStore.Response> {
  /// The history of a store's drawing: `[x=1]` puts, `[x?1]` gets.
  ///
  /// - Throws: a `DrawingError` with the line and the column of what can't be read.
  public init(drawing: String) throws(DrawingError) {
    try self.init(drawing: drawing, of: KeyValueStore.self)
  }
}

extension History {
  /// The history of a register's drawing: `[x=1]` writes, `[x?1]` reads.
  ///
  /// - Throws: a `DrawingError` with the line and the column of what can't be read.
  public init<Value: TextualValue>(drawing: String) throws(DrawingError)
  where Operation == Register<Value>.Operation, Response == Register<Value>.Response {
    try self.init(drawing: drawing, of: Register<Value>.self)
  }
}
