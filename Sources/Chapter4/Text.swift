// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest fc3cfd26341a31d8

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 421)
internal import Chapter2
internal import Simulation

extension View: CustomStringConvertible {
  public var description: String {
    let members = [primary, backup].map { $0.map { "S\($0.index)" } ?? "none" }
    return "view \(number): \(members[0]), \(members[1])"
  }
}

extension ReplicaMessage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .ping(let view): "ping \(view)"
    case .getView: "which view?"
    case .view(let view): "\(view)"
    case .request(let call): "#\(call.id.sequence) \(call.operation)"
    case .reply(let id, let reply): "#\(id.sequence) \(reply)"
    case .transfer(let view, _): "state for view \(view.number)"
    case .transferred(let view): "view \(view) has state"
    case .forward(let call, let view): "view \(view) \(call.operation)"
    case .accepted(_, let view): "view \(view) accepted"
    case .numbered(let call, let number, let view):
      "view \(view) \(number): \(call.operation)"
    case .acceptedThrough(let number, let view):
      "view \(view) accepted through \(number)"
    }
  }
}
#sourceLocation()
