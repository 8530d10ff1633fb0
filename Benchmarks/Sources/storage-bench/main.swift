// How fast chapter 12's chunk files are, beside `cp` on the same disk.
//
//     storage-bench FOLDER [GIGABYTES]
//
// Three rounds, in turn: `cp` copies a file of random bytes and the copy is synced; then the same bytes are
// appended to chunk files, which are synced with their checksums, and read back with every block verified.
// Prints the median of each; the bytes read are compared with those written.

import Chapter12
import Foundation

let chunkSize = 64 << 20
let record = chunkSize / 4
let request = 1 << 20

struct Wrong: Error { var what: String }

func seconds(_ body: () throws -> Void) rethrows -> Double {
  let time = try ContinuousClock().measure(body).components
  return Double(time.seconds) + Double(time.attoseconds) * 1e-18
}

/// A chunk of random bytes, written as often as it takes.
func makeSource(_ file: URL, chunks: Int) throws -> [UInt8] {
  let bytes = [UInt8](
    try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/urandom"))
      .read(upToCount: chunkSize) ?? Data())
  guard bytes.count == chunkSize else { throw Wrong(what: "no random bytes") }
  guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
    throw Wrong(what: "can't create \(file.path)")
  }
  let handle = try FileHandle(forWritingTo: file)
  for _ in 0..<chunks { try handle.write(contentsOf: bytes) }
  try handle.synchronize()
  try handle.close()
  return bytes
}

func copy(_ file: URL, to other: URL) throws {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/cp")
  process.arguments = [file.path, other.path]
  try process.run()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw Wrong(what: "cp failed") }
  let handle = try FileHandle(forWritingTo: other)
  try handle.synchronize()
  try handle.close()
}

func write(_ bytes: [UInt8], to files: [ChunkFile]) throws {
  let records = stride(from: 0, to: chunkSize, by: record).map {
    Array(bytes[$0..<$0 + record])
  }
  for file in files {
    for record in records { try file.append(record) }
  }
  for file in files { try file.sync() }
}

func read(_ files: [ChunkFile], expecting bytes: [UInt8]) throws {
  try bytes.withUnsafeBytes { bytes in
    for file in files {
      for start in stride(from: 0, to: chunkSize, by: request) {
        let found = try file.read(start..<start + request)
        let isSame = found.withUnsafeBytes { found in
          guard let one = found.baseAddress, let other = bytes.baseAddress else { return false }
          return found.count == request && memcmp(one, other + start, request) == 0
        }
        guard isSame else { throw Wrong(what: "other bytes were read than were written") }
      }
    }
  }
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

let arguments = CommandLine.arguments.dropFirst()
guard let folder = arguments.first.map({ URL(fileURLWithPath: $0, isDirectory: true) }),
  let gigabytes = arguments.count > 1 ? arguments.last.flatMap({ Int($0) }) : 1
else {
  print("usage: storage-bench FOLDER [GIGABYTES]")
  exit(2)
}
let chunks = gigabytes * 16
let (source, target) = (
  folder.appendingPathComponent("source"), folder.appendingPathComponent("copy")
)
defer { try? FileManager.default.removeItem(at: source) }
let bytes = try makeSource(source, chunks: chunks)
var (copies, writes, reads) = ([Double](), [Double](), [Double]())
for _ in 0..<3 {
  copies.append(try seconds { try copy(source, to: target) })
  try FileManager.default.removeItem(at: target)
  let files = try (0..<chunks).map {
    try ChunkFile(at: folder.appendingPathComponent("chunk\($0)"))
  }
  defer { files.forEach { $0.remove() } }
  writes.append(try seconds { try write(bytes, to: files) })
  reads.append(try seconds { try read(files, expecting: bytes) })
}
let megabytes = Double(chunks * chunkSize) / 1e6
for (name, times) in [
  ("cp and sync", copies), ("append, synced", writes), ("read, verified", reads),
  ("append and read", zip(writes, reads).map(+)),
] {
  print(
    "\(name): \(times.map { Int(megabytes / $0) }) MB/s, median \(Int(megabytes / median(times)))")
}
let ratio = median(copies) / (median(writes) + median(reads))
print("of cp: \(Int(100 * ratio)) %")
