import CellReport
import Foundation
import Testing

@testable import Notebook

@Suite("A product that a cell runs") struct ProductTests {
  /// A folder with a shell script in it, as if it had been built there.
  private func withProduct(
    _ script: String, _ body: @Sendable (Product) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("built-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("demo")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    try await body(Product("demo", in: folder))
  }

  /// What a cell prints that runs the product.
  private func output(of product: Product, _ arguments: [String] = []) async throws -> String {
    let recorder = Recorder(cell: "demo")
    try await Recorder.$current.withValue(recorder) {
      try await product.run(arguments, limit: .seconds(300))
    }
    return recorder.run.output
  }

  @Test("what it prints is on the page, and what it says beside that is not")
  func printing() async throws {
    try await withProduct("echo one $1; echo noise >&2; sleep 0.1; echo two") { product in
      let output = try await output(of: product, ["x"])
      #expect(output == "one x\ntwo\n")
    }
  }

  @Test("one that is not built is named, with the command that builds it")
  func missing() async {
    let error = await #expect(throws: ProductError.self) { try await run(product: "no-such") }
    #expect(
      error.map { "\($0)" } == "'no-such' is not built; run: swift build --product no-such")
  }

  @Test("one that fails fails the cell, with its status and its last words")
  func failing() async throws {
    try await withProduct("echo fine; echo first >&2; echo 'log is torn' >&2; exit 3") { product in
      let error = await #expect(throws: ProductError.self) {
        try await product.run([], limit: .seconds(300))
      }
      #expect(error.map { "\($0)" } == "'demo' ended with status 3: log is torn")
    }
  }

  @Test("one that hangs is killed at its limit, though a process of its own goes on")
  func hanging() async throws {
    try await withProduct("sleep 3 & echo $$ > \"$1\"; while :; do sleep 0.05; done") { product in
      let note = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      defer { try? FileManager.default.removeItem(at: note) }
      let limit = Duration.seconds(120)
      await #expect(throws: ProductError.overdue("demo", after: limit)) {
        try await product.run([note.path], limit: limit) {
          // Its time is up when it has begun to hang, however long it took to get there.
          let said = try? String(contentsOf: note, encoding: .utf8)
          return said?.hasSuffix("\n") == true ? limit : .zero
        }
      }
      let text = try String(contentsOf: note, encoding: .utf8)
      let process = try #require(Int32(text.filter { !$0.isNewline }))
      #expect(kill(process, 0) == -1 && errno == ESRCH)
    }
  }
}
