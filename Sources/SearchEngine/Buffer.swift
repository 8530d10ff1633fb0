/// A growable run of trivial values at one address.
///
/// The inner loop of the search reads and writes these without bounds checks, reference counts or
/// exclusivity checks, which `Array` can't promise across a call. Memory is freed by `deinit`.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private(set) var capacity: Int

  init(capacity: Int = 0) {
    self.capacity = capacity
    base = .allocate(capacity: max(capacity, 1))
  }

  /// `count` copies of one value.
  init(repeating value: Element, count: Int) {
    self.init(capacity: count)
    base.initialize(repeating: value, count: count)
    self.count = count
  }

  deinit { base.deallocate() }

  /// What the buffer occupies, used or not.
  var bytes: Int { capacity * MemoryLayout<Element>.stride }

  subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    @inline(__always) set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  @inline(__always)
  mutating func append(_ value: Element) {
    if count == capacity { grow(to: count + 1) }
    base[count] = value
    count += 1
  }

  /// Appends `extra` values copied from `source`.
  @inline(__always)
  mutating func append(_ source: UnsafePointer<Element>, count extra: Int) {
    if count + extra > capacity { grow(to: count + extra) }
    (base + count).update(from: source, count: extra)
    count += extra
  }

  /// Makes room for `extra` more values, whose contents are the caller's to write.
  @inline(__always)
  mutating func extend(by extra: Int) -> UnsafeMutablePointer<Element> {
    if count + extra > capacity { grow(to: count + extra) }
    defer { count += extra }
    return base + count
  }

  @inline(__always)
  mutating func removeLast(_ extra: Int) { count -= extra }

  mutating func removeAll() { count = 0 }

  /// Half as much again: three quarters of the memory is in use on average.
  @inline(never)
  private mutating func grow(to needed: Int) {
    let larger = max(needed, capacity + capacity / 2, 16)
    let moved = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    moved.moveInitialize(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = larger
  }
}

func swap<Element>(_ a: inout Buffer<Element>, _ b: inout Buffer<Element>) {
  let kept = a
  a = b
  b = kept
}
