// Generated from Chapters/02-rpc.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d51690171973c2cd

#sourceLocation(file: "Chapters/02-rpc.md", line: 952)
public import Simulation

extension ClientID: CustomStringConvertible {
  public var description: String { "c\(number)" }
}

extension CallID: CustomStringConvertible {
  public var description: String { "\(client).\(incarnation).\(sequence)" }
}

extension CallMessage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .request(let call): "#\(call.id.sequence) \(call.operation)"
    case .reply(let id, let reply): "#\(id.sequence) \(reply)"
    }
  }
}

extension Outcome: CustomStringConvertible {
  public var description: String {
    switch self {
    case .reply(let reply): "\(reply)"
    case .unknown: "unknown"
    }
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 984)
extension ClientID: WireValue {
  public func write(to writer: inout WireWriter) { number.write(to: &writer) }

  public init(from reader: inout WireReader) throws(WireError) {
    self.init(try Int(from: &reader))
  }
}

extension CallID: WireValue {
  public func write(to writer: inout WireWriter) {
    client.write(to: &writer)
    incarnation.write(to: &writer)
    sequence.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    client = try ClientID(from: &reader)
    incarnation = try Int(from: &reader)
    sequence = try Int(from: &reader)
  }
}

extension Call: WireValue where Operation: WireValue {
  public func write(to writer: inout WireWriter) {
    id.write(to: &writer)
    operation.write(to: &writer)
  }

  public init(from reader: inout WireReader) throws(WireError) {
    id = try CallID(from: &reader)
    operation = try Operation(from: &reader)
  }
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1022)
func hex(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    .joined(separator: " ")
}
#sourceLocation(file: "Chapters/02-rpc.md", line: 1031)
extension CallMessage: WireValue
where Application.Operation: WireValue, Application.Response: WireValue {
  public func write(to writer: inout WireWriter) {
    switch self {
    case .request(let call): writer.write(case: 0, call)
    case .reply(let id, let reply): writer.write(case: 1, id, reply)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    switch try reader.readNumber() {
    case 0: self = .request(try Call(from: &reader))
    case 1:
      self = .reply(
        try CallID(from: &reader), try Application.Response(from: &reader))
    case let other: throw .unknownCase(other, of: "message")
    }
  }
}
#sourceLocation()
