// Generated from Chapters/04-primary-backup.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest a6fbf48d0fda7665

#sourceLocation(file: "Chapters/04-primary-backup.md", line: 331)
public import Chapter2
public import Simulation

/// What clients, servers and the view server say to one another.
public enum ReplicaMessage<Application: StateMachine>: Hashable, Sendable {
  // To the view server, and its answer.
  case ping(view: Int)
  case getView
  case view(View)
  // Between a client and the primary.
  case request(Call<Application.Operation>)
  case reply(CallID, Application.Response)
  // From the primary to the backup, each with its answer.
  case transfer(View, AtMostOnce<Application>)
  case transferred(view: Int)
  case forward(Call<Application.Operation>, view: Int)
  case accepted(CallID, view: Int)
  // The same in exercise 4.2, where several calls are under way at a time.
  case numbered(Call<Application.Operation>, number: Int, view: Int)
  case acceptedThrough(number: Int, view: Int)
}

public typealias ReplicaStoreMessage = ReplicaMessage<KeyValueStore>
#sourceLocation()
