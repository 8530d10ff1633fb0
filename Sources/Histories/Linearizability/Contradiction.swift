extension UniqueWrites {
  /// A few calls that contradict each other just after the event at `position`, by their places, in the order
  /// of their invocations; nil if there are none.
  ///
  /// Of plain reads and writes six at most: of each of two values the write, the first to return and the
  /// last to be invoked. Appends that a read among them found, or needs, come in addition.
  func contradiction(through position: Int32 = Call.never - 1) -> [Int]? {
    do {
      _ = try place(through: position)
      return nil
    } catch {
      let marks =
        switch error {
        case .outOfNowhere(let read): [read] + writers(of: read)
        case .reversed(let one, let other), .apart(let one, let other): [one, other]
        case .overlap(let some, let others), .enclosed(let some, within: let others):
          some + others
        }
      return supported(marks, position)
    }
  }

  /// When the last of these calls returned that had done so by `position`: up to there, they contradict
  /// each other already.
  func end(of contradiction: [Int], by position: Int32) -> Int32 {
    contradiction.map { calls[$0].returned }.filter { $0 <= position }.max() ?? position
  }

  private func writers(of read: Int) -> [Int] {
    calls[read].version < 0 ? [] : versions.makers(of: calls[read].version)
  }

  /// The calls with what makes them belong where they do: the makers of what was found, and for an append a
  /// read that shows it.
  private func supported(_ marks: [Int], _ position: Int32) -> [Int] {
    var needed = Set(marks)
    for append in marks where calls[append].kind == .append {
      if let finder = finder(of: append, position) { needed.insert(finder) }
    }
    for call in needed where calls[call].version >= 0 && calls[call].returned <= position {
      needed.formUnion(versions.makers(of: calls[call].version))
    }
    return needed.sorted()
  }

  /// The call that found the shortest version with this append in it.
  private func finder(of append: Int, _ position: Int32) -> Int? {
    let finders = calls.indices.filter { index in
      let call = calls[index]
      return call.kind != .write && call.version >= 0 && call.returned <= position
        && versions.makers(of: call.version).contains(append)
    }
    return finders.min {
      (versions.depth[Int(calls[$0].version)], $0) < (versions.depth[Int(calls[$1].version)], $1)
    }
  }
}
