/// Where the picture of a figure stands: `Chapters/figures/07-duel.svg`.
public struct PicturePath: Hashable, Sendable, CustomStringConvertible {
  /// The folder, from the package's root.
  public static let folder = "Chapters/figures"

  /// `07-duel.svg`: chapters share the folder.
  public var fileName: String

  public init(ofFigure name: String, inChapter number: Int) {
    fileName = (number < 10 ? "0" : "") + "\(number)-\(name).svg"
  }

  /// From the package's root.
  public var description: String { "\(Self.folder)/\(fileName)" }
}
