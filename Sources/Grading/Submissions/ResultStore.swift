#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Results that were found before, so that a grader that was stopped takes up where it was.
///
/// A result belongs to a text of all that it depends on: the submission's source and the prepared
/// exercise's stamp. The text itself is kept beside it and compared, so no two can be mistaken for
/// each other whatever their digest.
struct ResultStore: Sendable {
  var folder: Folder

  private struct Entry: Codable {
    var key: String
    var result: ExerciseResult
  }

  func result(for key: String) -> ExerciseResult? {
    guard let bytes = folder.read(name(of: key)),
      let entry = try? JSONDecoder().decode(Entry.self, from: Data(bytes)), entry.key == key
    else { return nil }
    return entry.result
  }

  func store(_ result: ExerciseResult, for key: String) throws {
    let bytes = try JSONEncoder().encode(Entry(key: key, result: result))
    try folder.write(String(decoding: bytes, as: UTF8.self), to: name(of: key))
  }

  private func name(of key: String) -> String {
    TextDigest([key]).text + ".json"
  }
}
