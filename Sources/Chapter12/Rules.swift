// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest c52842426b072f1b

#sourceLocation(file: "Chapters/12-gfs.md", line: 654)
/// The rules that keep acknowledged records whole.
public enum Rule: String, Hashable, Sendable, CaseIterable {
  /// Every replica writes a record at the primary's offset.
  case onePlaceForAll
  /// The primary answers when every secondary has written.
  case everyReplicaWrites
  /// A secondary's answer says what it has written where.
  case answerNamesItsPlace
  /// A chunkserver refuses mutations of another version than its own.
  case oldVersionsRefused
  /// A grant that not all replicas heard of is tried under a new number.
  case newNumberForEachTry
  /// The master logs a grant before anybody has the lease.
  case loggedBeforeLeased
  /// The master lists no replica below the granted version.
  case staleNotListed
  /// A chunk isn't cloned while somebody may hold its lease.
  case noCloneDuringLease
  /// A clone is of the version that the master had in mind, or isn't made.
  case cloneNamesItsVersion
  /// A primary whose lease has ended acknowledges nothing more.
  case silentAfterLease
}
#sourceLocation()
