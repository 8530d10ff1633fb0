/// A program that Swift's runtime ends because it may not go on.
public enum Trap {
  /// What the runtime's last words begin with, behind the place if it names one.
  public static let signs = ["Fatal error", "Precondition failed", "Assertion failed"]
}
