// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 7aae319c8bc0756f

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 1709)
/// A rule of primary-backup that can be left out, to see what it is for.
enum ReplicaRule: String, CaseIterable, Sendable {
  // The view server.
  case awaitAcknowledgement = "wait for the primary's acknowledgement"
  case countNumber = "count only a ping with the view's number"
  case promoteMember = "promote only a member of the view"
  // The primary.
  case acknowledgeLate = "acknowledge when the backup has the state"
  case serveLate = "serve no call before the view has begun"
  case awaitBackup = "answer what the backup has accepted"
  case forwardReads = "forward reads, too"
  case matchAcceptance = "count an acceptance for its own call alone"
  // The backup.
  case ownView = "accept forwards of one's own view alone"
  case refuseClients = "serve clients as primary alone"
  case installOnce = "install the state once in a view"
  case installTable = "install the table along with the store"
  case newName = "come back under a new name"
}
#sourceLocation()
