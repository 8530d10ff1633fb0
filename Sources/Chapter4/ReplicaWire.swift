// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest d0d96ba7f0e16dca

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3388)
public import Chapter2
public import Simulation

extension View: WireValue {
  public func write(to writer: inout WireWriter) {
    number.write(to: &writer)
    for member in [primary, backup] {
      member.map { Int($0.index) }.write(to: &writer)
    }
  }

  public init(from reader: inout WireReader) throws(WireError) {
    let number = try Int(from: &reader)
    let primary = try Int?(from: &reader)
    let backup = try Int?(from: &reader)
    for member in [primary, backup] {
      guard let member, UInt16(exactly: member) == nil else { continue }
      throw .malformedNumber
    }
    self.init(
      number, primary: primary.map { NodeID($0) },
      backup: backup.map { NodeID($0) })
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3417)
extension ReplicaMessage: WireValue
where
  Application: WireValue, Application.Operation: WireValue,
  Application.Response: WireValue
{
  public func write(to writer: inout WireWriter) {
    switch self {
    case .ping(let view): writer.write(case: 0, view)
    case .getView: writer.write(case: 1)
    case .view(let view): writer.write(case: 2, view)
    case .request(let call): writer.write(case: 3, call)
    case .reply(let id, let reply): writer.write(case: 4, id, reply)
    case .transfer(let view, let table): writer.write(case: 5, view, table)
    case .transferred(let view): writer.write(case: 6, view)
    case .forward(let call, let view): writer.write(case: 7, call, view)
    case .accepted(let id, let view): writer.write(case: 8, id, view)
    case .numbered(let call, let number, let view):
      writer.write(case: 9, call, number, view)
    case .acceptedThrough(let number, let view):
      writer.write(case: 10, number, view)
    }
  }
}
#sourceLocation(file: "Chapters/04-primary-backup.md", line: 3445)
extension ReplicaMessage
where
  Application: WireValue, Application.Operation: WireValue,
  Application.Response: WireValue
{
  public init(from reader: inout WireReader) throws(WireError) {
    let number = try reader.readNumber()
    switch number {
    case 0: self = .ping(view: try Int(from: &reader))
    case 1: self = .getView
    case 2: self = .view(try View(from: &reader))
    case 3: self = .request(try Call(from: &reader))
    case 4:
      self = .reply(
        try CallID(from: &reader), try Application.Response(from: &reader))
    case 5:
      self = .transfer(
        try View(from: &reader), try AtMostOnce(from: &reader))
    case 6: self = .transferred(view: try Int(from: &reader))
    case 7:
      self = .forward(try Call(from: &reader), view: try Int(from: &reader))
    case 8:
      self = .accepted(try CallID(from: &reader), view: try Int(from: &reader))
    case 9:
      self = .numbered(
        try Call(from: &reader), number: try Int(from: &reader),
        view: try Int(from: &reader))
    case 10:
      self = .acceptedThrough(
        number: try Int(from: &reader), view: try Int(from: &reader))
    default: throw .unknownCase(number, of: "message")
    }
  }
}
#sourceLocation()
