// Generated from Chapters/07-paxos.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 47a8e783edb70123

#sourceLocation(file: "Chapters/07-paxos.md", line: 1721)
/// A line of Paxos that can be left out, to see what it is for.
enum PaxosRule: String, CaseIterable, Sendable {
  case refuseLowerPrepare = "refuse a prepare below the promise"
  case rememberPromise = "remember the promise"
  case reportAccepted = "report what was accepted"
  case refuseLowerAccept = "refuse an accept below the promise"
  case raisePromise = "raise the promise when accepting"
  case rememberAccepted = "remember what was accepted"
  // The acceptor's disk.
  case savePromise = "save the promise"
  case saveAccepted = "save what was accepted"
  case syncFirst = "sync before answering"
  case recover = "read the disk after a crash"
  case cutTornRecord = "cut off a torn record"
  // The proposer.
  case ownBallots = "share no ballot"
  case saveBallot = "save the ballot before using it"
  case awaitPromises = "wait for a majority of promises"
  case countAcceptors = "count acceptors, not messages"
  case currentPromises = "count promises for this ballot only"
  case adoptReported = "adopt a reported value"
  case adoptHighest = "adopt the highest-numbered one"
  case proposeOnce = "make one proposal a ballot"
  case countAnew = "count anew in phase 2"
  case awaitAcceptances = "wait for a majority of acceptances"
  case currentAcceptances = "count acceptances of this ballot only"
  case decideProposed = "decide what was proposed"
}
#sourceLocation()
