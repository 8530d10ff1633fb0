// Generated from Chapters/12-gfs.md. Edit it there, or edit here and `swift run course sync`.
// swift-format-ignore-file
// course:digest 0623019daddb1fc7

#sourceLocation(file: "Chapters/12-gfs.md", line: 2083)
/// What a part of a chunk is, as all its replicas show it.
public struct Region: Hashable, Sendable {
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// One record, whole, on all replicas.
    case defined
    /// The same record again.
    case duplicate
    /// Zeros on all replicas.
    case padding
    /// Alike on all replicas, and no record.
    case undefined
    /// The replicas differ.
    case inconsistent
  }

  public var bytes: Range<Int>
  public var kind: Kind
}

/// The regions between all places where a record begins or ends on a replica.
public func regions(of replicas: [[UInt8]]) -> [Region] {
  var bounds: Set = [0]
  for replica in replicas {
    bounds.insert(replica.count)
    for (offset, record) in wholeRecords(in: replica) {
      bounds.formUnion([offset, offset + record.frame.count])
    }
  }
  let sorted = bounds.sorted()
  var reader = RecordReader()
  return zip(sorted, sorted.dropFirst()).map { start, end in
    let parts = replicas.map { Array($0.dropFirst(start).prefix(end - start)) }
    return Region(bytes: start..<end, kind: kind(of: parts, &reader))
  }
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 2123)
private func kind(
  of parts: [[UInt8]], _ reader: inout RecordReader
) -> Region.Kind {
  guard let first = parts.first, parts.allSatisfy({ $0 == first }) else {
    return .inconsistent
  }
  if first.allSatisfy({ $0 == 0 }) { return .padding }
  guard let record = FramedRecord(first[...]),
    record.frame.count == first.count
  else { return .undefined }
  return reader.read(record.frame).isEmpty ? .duplicate : .defined
}
#sourceLocation(file: "Chapters/12-gfs.md", line: 2140)
internal import Figures

/// A map of a chunk: what each replica has in each region.
func regionMap(_ replicas: [[UInt8]]) -> CellGrid {
  let regions = regions(of: replicas)
  let kinds = Region.Kind.allCases
  var grid = CellGrid(
    title: "The regions of a chunk",
    summary: "Chunk 1 after six acknowledged appends and a lost message.",
    rowTitle: "replica", columnTitle: "offset",
    rows: replicas.indices.map { "server \($0 + 1)" } + ["together"],
    columns: regions.map { "\($0.bytes.lowerBound)" },
    states: [
      .init("defined", sign: "d", tone: .green),
      .init("duplicate", sign: "2", tone: .amber),
      .init("padding", sign: "p", tone: .gray),
      .init("undefined", sign: "u", tone: .purple),
      .init("inconsistent", sign: "x", tone: .red),
    ],
    cells: (0...replicas.count).map { _ in
      regions.map { region in kinds.firstIndex(of: region.kind) }
    })
  for (row, replica) in replicas.enumerated() {
    for (column, region) in regions.enumerated() {
      let part = replica.dropFirst(region.bytes.lowerBound)
      let name = FramedRecord(part).map { text($0.payload) } ?? "-"
      grid.labels[.init(row: row, column: column)] = name
    }
  }
  return grid
}
#sourceLocation()
